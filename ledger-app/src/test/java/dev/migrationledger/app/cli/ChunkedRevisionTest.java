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

/** A data revision that goes through a table in chunks: what is in stays in, and the next run goes on after it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChunkedRevisionTest {
    private static final String BACKFILL = "update orders set tax = tax + 1 where id between :from and :to;\n"
            + "-- revert:\nupdate orders set tax = 0;";

    private final Workplace workplace = new Workplace();

    @AfterAll
    void close() throws IOException {
        workplace.close();
    }

    private Project shop(String header) {
        return workplace.project()
                .revision("c1", "", "create table orders (id int primary key, tax int not null default 0);\n"
                        + "insert into orders select n * 10, 0 from generate_series(1, 25) n;\n-- revert:\ndrop table orders;")
                .revision("c2", "c1", "-- kind: data\n" + header, BACKFILL)
                .revision("c3", "c2", "create view everything as select * from orders;\n-- revert:\ndrop view everything;")
                .ready();
    }

    /** Twelve rows are in; the thirteenth is locked by somebody. */
    private Project halfWay() throws SQLException {
        var shop = shop("-- chunks: orders by id, 4\n");
        shop.json("apply", "c1").exits(0);
        try (var holder = workplace.server.connect(shop.address());
                var statement = holder.createStatement()) {
            statement.execute("begin; update orders set tax = 0 where id = 130");
            shop.json("up").exits(4).refuses("LDG351", shop.id, "c2", "12 rows");
        }
        assertThat(shop.query("select count(*) from orders where tax = 1")).containsExactly("12");
        return shop;
    }

    @Test
    void allOfItRunsAndIsRecordedOnce() {
        var shop = shop("-- chunks: orders by id, 4\n-- verify: select not exists (select from orders where tax <> 1)\n");

        var plan = shop.json("plan").exits(0).entry();
        assertThat(texts(plan.path("steps").path(1).path("findings")))
                .containsExactly("LDG822: runs in chunks of 4 rows of orders by id, each in a transaction of its own, and goes on where it stopped");
        var up = shop.json("up").exits(0).entry();

        assertThat(texts(up.path("applied"), "revision")).containsExactly("c1", "c2", "c3");
        assertThat(shop.query("select distinct tax from orders")).containsExactly("1");
        shop.json("status", "--check").exits(0);
        assertThat(shop.json("up").exits(0).entry().path("outcome").asString()).isEqualTo("unchanged");
        shop.json("revert", "c1").exits(0);
        shop.json("up").exits(0);
        assertThat(shop.query("select distinct tax from orders")).containsExactly("1");
    }

    @Test
    void theNextRunGoesOnAfterTheLastChunk() throws SQLException {
        var shop = halfWay();

        assertThat(shop.json("status").exits(0).entry().toString()).contains("LDG824", "12 rows in 3 chunks");
        var up = shop.json("up").exits(0).entry();

        assertThat(texts(up.path("applied"), "revision")).containsExactly("c2", "c3");
        assertThat(shop.query("select distinct tax from orders")).containsExactly("1");
        shop.json("status", "--check").exits(0);
    }

    /** Neither what somebody writes over the claim ends it, nor what is then written over that. */
    @ParameterizedTest
    @ValueSource(strings = {
        "update migration_ledger.identity set heads = '{}'",
        "update migration_ledger.identity set heads = array['c2']",
        "update migration_ledger.identity set heads = array['c3']",
        "update migration_ledger.identity set heads = array['nobody']",
        "delete from migration_ledger.identity"
    })
    void aClaimThatIsWrittenMeanwhileDoesNotEndIt(String byHand) throws SQLException {
        var shop = halfWay();

        shop.sql(byHand);
        var found = shop.json("detect").entry();
        assertThat(found.path("verdict").asString()).isEqualTo("partial");
        assertThat(texts(found.path("revisions"))).containsExactly("c1");
        shop.json("stamp", "c2").exits(3).refuses("LDG465", shop.id);
        shop.json("repair").exits(0);
        assertThat(shop.query("select heads::text from migration_ledger.identity")).containsExactly("{c1}");
        shop.sql(byHand);
        assertThat(texts(shop.json("up").exits(0).entry().path("applied"), "revision")).containsExactly("c2", "c3");

        assertThat(shop.query("select distinct tax from orders")).containsExactly("1");
        shop.json("status", "--check").exits(0);
    }

    @Test
    void rowsThatComeAfterTheLastChunkAreGoneThroughToo() throws SQLException {
        var shop = halfWay();
        shop.sql("insert into orders values (125, 0), (9999, 0)");

        shop.json("up").exits(0);

        assertThat(shop.query("select distinct tax from orders")).containsExactly("1");
    }

    @Test
    void halfOfItIsNeverTakenForTheWholeNorForNothing() throws SQLException {
        var shop = halfWay();

        shop.json("stamp", "c2").exits(3).refuses("LDG465", shop.id);
        shop.json("stamp", "c1").exits(3).refuses("LDG465", shop.id);
        shop.json("revert", "base").exits(3).refuses("LDG813", shop.id, "c2", "between its chunks");
        assertThat(shop.json("repair").exits(0).entry().path("outcome").asString()).isEqualTo("unchanged");

        shop.json("up").exits(0);
        assertThat(shop.query("select distinct tax from orders")).containsExactly("1");
    }

    @Test
    void onlyTheSizeMayChangeBeforeItIsDone() throws SQLException {
        var shop = halfWay();
        shop.revision("c2", "c1", "-- kind: data\n-- chunks: orders by tax, 4\n", BACKFILL);
        shop.json("up").exits(3).refuses("LDG823", shop.id, "orders by id", "orders by tax");
        shop.revision("c2", "c1", "-- kind: data\n-- chunks: orders by id, 4\n", BACKFILL.replace("+ 1", "+ 2"));
        shop.json("up").exits(3).refuses("LDG526", shop.id, "c2");

        shop.revision("c2", "c1", "-- kind: data\n-- chunks: orders by id, 100\n", BACKFILL);
        shop.json("up").exits(0);
        assertThat(shop.query("select distinct tax from orders")).containsExactly("1");
    }

    @Test
    void withoutAWordHowFarItCameNothingRuns() throws SQLException {
        var shop = halfWay();
        shop.sql("delete from migration_ledger.progress");

        shop.json("up").exits(3).refuses("LDG823", shop.id, "c2");

        assertThat(shop.query("select sum(tax) from orders")).containsExactly("12");
    }

    @Test
    void whatCannotRunInChunksIsSaidBeforeAnythingRuns() {
        shop("-- chunks: orders\n").json("up").exits(78).failsWhole("LDG817", "c2.sql");
        shop("-- chunks: orders by id, 0\n").json("up").exits(78).failsWhole("LDG817", "c2.sql");
        shop("-- chunks: orders by id, 4\n-- transactional: false\n").json("up").exits(78).failsWhole("LDG818", "c2.sql");
        var schema = workplace.project().revision("c1", "", "-- chunks: orders by id, 4\n", "update orders set tax = 1 where id between :from and :to;").ready();
        schema.json("up").exits(78).failsWhole("LDG818", "c1.sql");
        var unbound = workplace.project()
                .revision("c1", "", "-- kind: data\n-- chunks: orders by id, 4\n", "update orders set tax = 1 where id >= :from; -- :to")
                .ready();
        unbound.json("up").exits(78).failsWhole("LDG819", "c1.sql", "statement 1");
    }

    @Test
    void aTableThatIsNotThereStopsItAndLintSaysSoBefore() {
        var shop = workplace.project()
                .revision("c1", "", "create table orders (id int primary key);")
                .revision("c2", "c1", "-- kind: data\n-- chunks: purchase by id, 4\n", "delete from purchase where id between :from and :to;")
                .ready();

        assertThat(shop.run("lint", "--no-scratch").exits(0).out()).contains("LDG825", "purchase");
        shop.json("apply", "c1").exits(0);
        shop.json("up").exits(2).refuses("LDG820", shop.id, "purchase by id");
    }

    @Test
    void aRowWithoutAKeyWouldBeLost() {
        var shop = workplace.project()
                .revision("c1", "", "create table orders (id int, tax int); insert into orders values (1), (null);")
                .revision("c2", "c1", "-- kind: data\n-- chunks: orders by id, 4\n", "update orders set tax = 1 where id between :from and :to;")
                .ready();

        shop.json("up").exits(2).refuses("LDG821", shop.id, "orders", "id");
        assertThat(shop.query("select count(*) from orders where tax = 1")).containsExactly("0");
    }
}
