package dev.migrationledger.app.cli;

import static dev.migrationledger.app.cli.CommandLineRun.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A directory of dbmate and databases as that tool leaves them: its table as version 2.36 makes it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DbmateTest {
    private static final String TABLE = "create table schema_migrations (version varchar not null primary key);";
    private static final String CUSTOMER = "create table customer (id int primary key, loud boolean);";
    private static final String PURCHASE = "create table purchase (id int primary key);";

    private final Workplace workplace = new Workplace();

    @AfterAll
    void close() throws IOException {
        workplace.close();
    }

    private Project project() {
        return workplace.project()
                .withoutRevisions()
                .source("mate", "dbmate", "")
                .file("mate", "20260101000001_customer.sql", sections("", CUSTOMER, "drop table customer;"))
                .file("mate", "20260101000002_loud.sql", sections("", "update customer set loud = true;", ""))
                .file("mate", "20260101000003_purchase.sql", sections("", PURCHASE, "drop table purchase;"))
                .file("mate", "20260101000004_index.sql",
                        sections(" transaction:false", "create index concurrently by_id on purchase (id);", "drop index by_id;"))
                .ready();
    }

    private static String sections(String options, String up, String down) {
        return "-- migrate:up" + options + "\n" + up + "\n\n-- migrate:down\n" + down + "\n";
    }

    private static String rows(int... last) {
        var sql = new StringBuilder(TABLE);
        for (var digit : last) {
            sql.append("insert into schema_migrations values ('2026010100000").append(digit).append("');");
        }
        return sql.toString();
    }

    private static List<String> versions(Project project) {
        return project.query("select substr(version, 14) from schema_migrations order by 1");
    }

    @Test
    void upRunsWhatIsMissingAndRecordsEveryVersion() {
        var shop = project();
        shop.sql(rows(1, 2) + CUSTOMER + "insert into customer values (1, true)");

        var up = shop.json("up").exits(0).entry();

        assertThat(texts(up.path("applied"), "revision")).containsExactly("20260101000003", "20260101000004");
        assertThat(versions(shop)).containsExactly("1", "2", "3", "4");
        assertThat(shop.query("select version from schema_migrations order by 1")).contains("20260101000004");
        assertThat(shop.json("up").exits(0).entry().path("outcome").asString()).isEqualTo("unchanged");
        shop.json("revert", "20260101000003").exits(0);
        assertThat(versions(shop)).containsExactly("1", "2", "3");
    }

    /** dbmate would run it now; that its rows were changed is nowhere to be seen. */
    @Test
    void aVersionThatWasMergedLateIsNotTakenForApplied() {
        var shop = project();
        shop.sql(rows(1, 3) + CUSTOMER + PURCHASE + "insert into customer values (1, false)");
        var before = shop.everything();

        var seen = shop.json("detect").exits(0).entry();
        assertThat(seen.path("claim").asString()).isEqualTo("wrong");
        assertThat(texts(seen.path("evidence"))).anyMatch(words -> words.contains("and not 20260101000002"));
        shop.json("up").exits(3).refuses("LDG788", "20260101000003", "update customer");
        shop.json("repair").exits(3).refuses("LDG788", shop.id);

        assertThat(shop.everything()).isEqualTo(before);
    }
}
