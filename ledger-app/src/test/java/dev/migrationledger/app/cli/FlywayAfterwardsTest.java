package dev.migrationledger.app.cli;

import static dev.migrationledger.app.cli.CommandLineRun.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A project that uses Flyway and the ledger on the same database: each believes what the other wrote. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlywayAfterwardsTest {
    private final Workplace workplace = new Workplace();
    private Project shop = workplace.project();

    @AfterAll
    void close() throws IOException {
        workplace.close();
    }

    @BeforeEach
    void aProject() {
        shop = workplace.project();
        shop.file("V1__customers.sql", "create table customer (id int primary key, name text);\r\n")
                .file("V1_1__email.sql", "\uFEFFalter table customer add column email text;\n")
                .file("V2__purchases.sql", "create table purchase (id int primary key, customer_id int references customer);")
                .file("R__Big_spenders.sql", "create or replace view big_spender as select id from customer;")
                .flyway();
    }

    private Flyway flyway(String target) {
        return Flyway.configure()
                .dataSource(
                        "jdbc:postgresql://%s:%d/%s".formatted(workplace.server.host(), workplace.server.port(), shop.id),
                        workplace.server.superuser(),
                        workplace.server.password())
                .locations("filesystem:" + shop.revisions)
                .target(target)
                .load();
    }

    private void hasNothingToDo(Flyway flyway) {
        flyway.validate();
        assertThat(Arrays.stream(flyway.info().pending()).map(info -> info.getScript())).isEmpty();
        assertThat(flyway.migrate().migrationsExecuted).isZero();
    }

    @Test
    void whatFlywayBroughtToHeadIsAtHead() {
        flyway("latest").migrate();

        var run = shop.json("up").exits(0);

        assertThat(run.entry().path("applied")).isEmpty();
        assertThat(run.entry().path("detection").path("claim").asString()).isEqualTo("agrees");
        hasNothingToDo(flyway("latest"));
    }

    @Test
    void whatTheLedgerBroughtToHeadIsUpToDateForFlyway() {
        flyway("1").migrate();

        assertThat(texts(shop.json("up").exits(0).entry().path("applied"), "revision")).containsExactly("1.1", "2");

        hasNothingToDo(flyway("latest"));
        assertThat(shop.json("up").exits(0).entry().path("outcome").asString()).isEqualTo("unchanged");
    }

    @Test
    void aRepeatableMigrationThatChangedRunsOnceWhoeverRunsIt() throws IOException {
        flyway("latest").migrate();
        shop.json("up").exits(0);
        shop.file("R__Big_spenders.sql", "create or replace view big_spender as select id from customer where id > 9;");

        shop.json("up").exits(0);
        hasNothingToDo(flyway("latest"));

        shop.file("R__Big_spenders.sql", "create or replace view big_spender as select id from customer where id > 99;");
        assertThat(flyway("latest").migrate().migrationsExecuted).isEqualTo(1);
        var again = shop.json("up").exits(0);
        assertThat(again.entry().path("seeds").get(0).path("outcome").asString()).isIn("applied", "unchanged");
        hasNothingToDo(flyway("latest"));
    }

    @Test
    void whatTheLedgerTookBackFlywayBringsIn() throws IOException {
        flyway("latest").migrate();
        Files.writeString(shop.revisions.resolve("U2__purchases.sql"), "drop table purchase;");

        shop.run("revert", "1.1", shop.id, "--yes", "--reason", "wrong release").exits(0);

        assertThat(flyway("latest").migrate().migrationsExecuted).isEqualTo(1);
        shop.json("up").exits(0);
        assertThat(shop.json("detect").exits(0).entry().path("claim").asString()).isEqualTo("agrees");
    }
}
