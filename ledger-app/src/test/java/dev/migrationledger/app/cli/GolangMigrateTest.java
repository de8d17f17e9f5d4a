package dev.migrationledger.app.cli;

import static dev.migrationledger.app.cli.CommandLineRun.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A directory of golang-migrate and databases as that tool leaves them. What it writes is written here by hand, after its
 * migrate.go (runMigrations) and database/postgres (ensureVersionTable, SetVersion, Run): the version with its flag set,
 * the file as one message, the version with its flag cleared.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GolangMigrateTest {
    private static final String TABLE = "create table schema_migrations (version bigint primary key, dirty boolean not null);";
    private static final String CUSTOMER = "create table customer (id int primary key);";
    private static final String EMAIL = "alter table customer add column email text; create index on customer (email);";
    private static final String PURCHASE = "create table purchase (id int); insert into purchase values (1);";

    private final Workplace workplace = new Workplace();

    @AfterAll
    void close() throws IOException {
        workplace.close();
    }

    private Project project() {
        return workplace.project()
                .withoutRevisions()
                .source("mig", "golang-migrate", "")
                .file("mig", "000001_customer.up.sql", "BEGIN;\n" + CUSTOMER + "\nCOMMIT;\n")
                .file("mig", "000001_customer.down.sql", "drop table customer;")
                .file("mig", "000002_email.up.sql", EMAIL)
                .file("mig", "000002_email.down.sql", "alter table customer drop column email;")
                .file("mig", "000004_purchase.up.sql", PURCHASE)
                .file("mig", "000005_by_name.up.sql", "create index concurrently purchase_id on purchase (id);")
                .ready();
    }

    private static String row(int version, boolean dirty) {
        return TABLE + "insert into schema_migrations values (" + version + ", " + dirty + ");";
    }

    private static String tracker(Project project) {
        return String.join(",", project.query("select version || ' ' || dirty from schema_migrations"));
    }

    @Test
    void upGoesToTheLastVersionAndKeepsTheToolsRow() {
        var shop = project();
        shop.sql(row(1, false) + CUSTOMER);

        var up = shop.json("up").exits(0).entry();

        assertThat(texts(up.path("applied"), "revision")).containsExactly("2", "4", "5");
        assertThat(tracker(shop)).isEqualTo("5 false");
        assertThat(shop.json("up").exits(0).entry().path("outcome").asString()).isEqualTo("unchanged");
        assertThat(shop.json("detect").exits(0).entry().path("claim").asString()).isEqualTo("agrees");
    }

    @Test
    void revertGoesBackAndTheRowWithIt() {
        var shop = project();
        shop.sql(TABLE);
        shop.json("apply", "2").exits(0);
        assertThat(tracker(shop)).isEqualTo("2 false");

        shop.json("revert", "1").exits(0);

        assertThat(tracker(shop)).isEqualTo("1 false");
    }

    /** The file ran whole or not at all, and all that it does shows. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
        "2, \"" + CUSTOMER + "\", exact, 1",
        "2, \"" + CUSTOMER + EMAIL + "\", exact, 2",
        "1, \"" + CUSTOMER + EMAIL + "\", exact, 2",
        "1, \"\", empty, \"\"",
    })
    void aFlagThatTheSchemaExplainsGoes(int version, String schema, String verdict, String at) {
        var shop = project();
        shop.sql(row(version, true) + schema);

        var seen = shop.json("detect").exits(0).entry();
        assertThat(seen.path("verdict").asString()).isEqualTo(verdict);
        assertThat(String.join(",", texts(seen.path("revisions")))).isEqualTo(at);
        assertThat(seen.path("claim").asString()).isEqualTo("wrong");

        shop.json("repair").exits(0);
        assertThat(tracker(shop)).isEqualTo(at.isEmpty() ? "" : at + " false");
        assertThat(shop.events()).contains("claim-corrected");
        assertThat(shop.json("repair").exits(0).entry().path("outcome").asString()).isEqualTo("unchanged");

        shop.json("up").exits(0);
        assertThat(tracker(shop)).isEqualTo("5 false");
    }

    @Test
    void upAloneClearsAFlagThatTheSchemaExplains() {
        var shop = project();
        shop.sql(row(2, true) + CUSTOMER);

        assertThat(texts(shop.json("up").exits(0).entry().path("applied"), "revision")).containsExactly("2", "4", "5");

        assertThat(tracker(shop)).isEqualTo("5 false");
        assertThat(shop.events()).contains("claim-corrected");
    }

    /** Rows of version 4 may be missing, half of version 2 may be in, or the flag may be from elsewhere. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
        "4, \"" + CUSTOMER + EMAIL + "create table purchase (id int);\", LDG788, insert into purchase",
        "2, \"" + CUSTOMER + "alter table customer add column email text;\", LDG461, part of 2 is in",
        "4, \"" + CUSTOMER + "\", LDG788, does not explain",
    })
    void anyOtherFlagWaitsForAPerson(int version, String schema, String code, String words) {
        var shop = project();
        shop.sql(row(version, true) + schema);
        var before = shop.everything();

        assertThat(shop.json("detect").exits(0).entry().path("verdict").asString()).isEqualTo("partial");
        shop.json("up").exits(3).refuses(code, shop.id, words);
        shop.json("repair").exits(3).refuses(code, shop.id);
        shop.json("stamp", "2").exits(3);

        assertThat(shop.everything()).isEqualTo(before);
        shop.json("stamp", "2", "--yes", "--reason", "put right by hand").exits(0);
        assertThat(tracker(shop)).isEqualTo("2 false");
    }

    @Test
    void policyLeavesAFlagToAPerson() {
        var shop = project().policy("wrong-claim: refuse").configuredAgain();
        shop.sql(row(2, true) + CUSTOMER);

        shop.json("up").exits(3).refuses("LDG463", shop.id, "half-way");

        assertThat(tracker(shop)).isEqualTo("2 true");
    }

    @Test
    void aFileThatIsSeveralTransactionsIsSaidAtOnceAndNotRun() {
        var shop = project();
        shop.file("mig", "000006_two.up.sql", "begin; create table x (id int); commit; begin; create table y (id int); commit;");

        shop.run("lint").says("LDG784", "000006_two.up.sql");
        shop.json("up").exits(3).refuses("LDG523", "000006_two.up.sql");

        assertThat(shop.query("select count(*) from pg_class where relname in ('x', 'y', 'customer')")).containsExactly("0");
    }
}
