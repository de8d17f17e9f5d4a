package dev.migrationledger.app.cli;

import static dev.migrationledger.app.cli.CommandLineRun.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A revision that stopped between its statements is gone on with, even where the schema looks as if it were whole. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HalfWayRevisionTest {
    private final Workplace workplace = new Workplace();

    @AfterAll
    void close() throws IOException {
        workplace.close();
    }

    /** All of c2's schema is in, its rows are not. */
    private Project looksWhole() throws SQLException {
        var shop = workplace.project()
                .revision("c1", "", "create table ran (what text);")
                .revision("c2", "c1", "-- transactional: false\n",
                        "create table customer (id int);\ncreate index concurrently i on customer (id);\ninsert into ran values ('c2');")
                .revision("c3", "c2", "create table purchase (id int);\n-- revert:\ndrop table purchase;")
                .ready();
        shop.json("apply", "c1").exits(0);
        try (var holder = workplace.server.connect(shop.address());
                var statement = holder.createStatement()) {
            statement.execute("begin; lock table ran in exclusive mode");
            shop.json("up").exits(4).refuses("LDG351", shop.id, "c2", "statement 3");
        }
        var found = shop.json("detect").entry();
        assertThat(found.path("verdict").asString()).isEqualTo("partial");
        assertThat(texts(found.path("revisions"))).containsExactly("c1");
        assertThat(found.toString()).contains("c2 was begun and has not ended");
        return shop;
    }

    @Test
    void theNextUpRunsWhatIsMissingAndNothingTwice() throws SQLException {
        var shop = looksWhole();

        var plan = shop.json("plan").exits(0).entry();
        assertThat(texts(plan.path("steps"), "revision")).containsExactly("c2", "c3");
        var entry = shop.json("up").exits(0).entry();

        assertThat(texts(entry.path("applied"), "revision")).containsExactly("c2", "c3");
        assertThat(texts(entry.path("stamped"))).isEmpty();
        assertThat(shop.query("select what from ran")).containsExactly("c2");
        shop.json("status", "--check").exits(0);
    }

    @Test
    void noCommandTakesTheLookForTheWhole() throws SQLException {
        var shop = looksWhole();

        assertThat(shop.json("repair").exits(0).entry().path("outcome").asString()).isEqualTo("unchanged");
        shop.json("stamp", "c2").exits(3).refuses("LDG465", shop.id);
        shop.json("revert", "base").exits(3).refuses("LDG813", shop.id, "c2");

        assertThat(texts(shop.json("up").exits(0).entry().path("applied"), "revision")).containsExactly("c2", "c3");
        assertThat(shop.query("select what from ran")).containsExactly("c2");
    }

    /** The schema is that of c2, whatever is claimed. */
    @ParameterizedTest
    @ValueSource(strings = {
        "update migration_ledger.identity set heads = '{}'",
        "update migration_ledger.identity set heads = array['c2']",
        "update migration_ledger.identity set heads = array['c3']",
        "delete from migration_ledger.identity"
    })
    void aClaimThatIsWrittenMeanwhileDoesNotEndIt(String byHand) throws SQLException {
        var shop = looksWhole();

        shop.sql(byHand);
        shop.json("repair").exits(0);
        shop.sql(byHand);

        assertThat(texts(shop.json("up").exits(0).entry().path("applied"), "revision")).containsExactly("c2", "c3");
        assertThat(shop.query("select what from ran")).containsExactly("c2");
        shop.json("status", "--check").exits(0);
    }

    /** Somebody ran what comes after it. */
    @Test
    void whereTheSchemaIsOfALaterRevisionAPersonDecides() throws SQLException {
        var shop = looksWhole();
        shop.sql("create table purchase (id int)");

        shop.json("repair").exits(3).refuses("LDG827", shop.id, "c2");
        shop.json("up").exits(3).refuses("LDG827", shop.id, "c2");
        shop.json("stamp", "c3").exits(3).refuses("LDG465", shop.id);

        assertThat(shop.query("select what from ran")).isEmpty();
    }

    @Test
    void whatIsInDoesNotRunAgainInOneTransaction() throws SQLException {
        var shop = workplace.project()
                .revision("c1", "", "create table ran (what text);")
                .revision("c2", "c1", "-- transactional: false\n", "insert into ran values ('c2');\nselect 1 / 0;")
                .ready();
        shop.json("up").exits(2);
        shop.revision("c2", "c1", "", "insert into ran values ('c2');\nselect 1;");

        shop.json("up").exits(3).refuses("LDG828", shop.id, "c2");

        assertThat(shop.query("select what from ran")).containsExactly("c2");
    }

    @Test
    void aPersonMaySayThatItIsWholeAfterAll() throws SQLException {
        var shop = looksWhole();
        shop.sql("insert into ran values ('by hand')");

        shop.json("stamp", "c2", "--yes", "--reason", "finished by hand").exits(0);

        assertThat(texts(shop.json("up").exits(0).entry().path("applied"), "revision")).containsExactly("c3");
        assertThat(shop.query("select what from ran")).containsExactly("by hand");
        shop.json("status", "--check").exits(0);
    }
}
