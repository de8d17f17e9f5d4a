package dev.migrationledger.app.cli;

import static dev.migrationledger.app.cli.CommandLineRun.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A seed that did not get to its end: its own mistakes are not repeated, anything else is tried again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeedAgainTest {
    private final Workplace workplace = new Workplace();

    @AfterAll
    void close() throws IOException {
        workplace.close();
    }

    private Project shop() {
        return workplace.project().revision("c1", "", "create table item (id int primary key);");
    }

    @Test
    void aCriticalSeedThatFailedIsAFailureUntilItIsCorrected() {
        var shop = shop().seed("insert into item values (1);\ninsert into missing values (1);\n").ready();

        shop.json("up").exits(2).refuses("LDG535", shop.id, "items", "line 2");
        var again = shop.json("up").exits(2).refuses("LDG814", shop.id, "items");
        assertThat(again.entry().path("outcome").asString()).isEqualTo("failed");

        shop.seed("insert into item values (1) on conflict do nothing;\n");
        assertThat(texts(shop.json("up").exits(0).entry().path("seeds"), "outcome")).containsExactly("applied");
        assertThat(texts(shop.json("up").exits(0).entry().path("seeds"), "outcome")).containsExactly("unchanged");
    }

    @Test
    void aSeedThatLostItsConnectionRunsAgain() throws Exception {
        var shop = shop();
        workplace.server.freshDatabase("asleep_" + shop.id);
        shop.seed("""
                        insert into item values (1) on conflict do nothing;
                        select pg_sleep(600) from pg_database where datname = 'asleep_%s';
                        insert into item values (2) on conflict do nothing;
                        """.formatted(shop.id))
                .ready();
        var sleeps = "from pg_stat_activity where query like 'select pg_sleep(600)%' and datname = current_database()";
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var run = executor.submit(() -> shop.json("up"));
            shop.await("exists (select " + sleeps + " and state = 'active')");
            shop.sql("select pg_terminate_backend(pid) " + sleeps);
            run.get().exits(2).refuses("LDG531", shop.id, "items");
        }
        workplace.server.run(workplace.address("postgres"), "drop database asleep_" + shop.id);

        assertThat(texts(shop.json("up").exits(0).entry().path("seeds"), "outcome")).containsExactly("applied");
        assertThat(shop.query("select string_agg(id::text, ' ' order by id) from item")).containsExactly("1 2");
    }
}
