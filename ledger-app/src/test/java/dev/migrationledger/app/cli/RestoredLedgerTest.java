package dev.migrationledger.app.cli;

import static dev.migrationledger.app.cli.CommandLineRun.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The ledger's own store came back from an old backup, while the databases went on: said once, and nothing is doubled. */
class RestoredLedgerTest {
    private final Workplace workplace = new Workplace();
    private final Project shop = workplace.project()
            .revision("c1", "", "create table ran (what text); insert into ran values ('c1');")
            .revision("c2", "c1", "create table customer (id int); insert into ran values ('c2');")
            .revision("c3", "c2", "insert into ran values ('c3');")
            .revision("c4", "c3", "-- transactional: false\n", "insert into ran values ('c4');\ncreate table purchase (id int);")
            .ready();

    @AfterEach
    void close() throws IOException {
        workplace.close();
    }

    private void isAtC5WithEachOnce() {
        assertThat(shop.query("select string_agg(what, ' ' order by what) from ran")).containsExactly("c1 c2 c3 c4 c5");
        shop.json("status", "--check").exits(0);
        assertThat(shop.events()).containsOnlyOnce("ledger-behind");
        shop.run("history", shop.id).exits(0).says("restored from an older backup");
    }

    @Test
    void theNextUpGoesOnFromWhatTheDatabaseProves() {
        shop.json("apply", "c1").exits(0);
        workplace.backUpLedger();
        shop.json("up").exits(0);
        workplace.restoreLedger();

        var run = shop.json("up").exits(0).refuses("LDG811", shop.id, "older backup");
        assertThat(run.entry().path("outcome").asString()).isEqualTo("unchanged");
        shop.revision("c5", "c4", "create table refund (id int); insert into ran values ('c5');");
        assertThat(texts(shop.json("up").exits(0).entry().path("applied"), "revision")).containsExactly("c5");

        isAtC5WithEachOnce();
    }

    @Test
    void whoeverComesFirstNoticesAndFencesGoOnAboveTheDatabases() {
        shop.json("apply", "c1").exits(0);
        workplace.backUpLedger();
        shop.json("up").exits(0);
        var before = shop.query("select epoch from migration_ledger.identity").getFirst();
        workplace.restoreLedger();
        shop.revision("c5", "c4", "create table refund (id int); insert into ran values ('c5');");

        shop.json("status", "--check").exits(1).refuses("LDG811", shop.id);
        for (int looks = 0; looks < 12; looks++) {
            assertThat(shop.json("detect").exits(0).out()).doesNotContain("LDG811");
        }
        assertThat(texts(shop.json("up").exits(0).entry().path("applied"), "revision")).containsExactly("c5");

        assertThat(Long.parseLong(shop.query("select epoch from migration_ledger.identity").getFirst()))
                .isGreaterThan(Long.parseLong(before));
        isAtC5WithEachOnce();
    }

    @Test
    void aLedgerThatKnowsNothingOfItAtAllDoublesNothing() {
        workplace.project().configured(1, "nowhere", "nobody").json("detect");
        workplace.backUpLedger();
        shop.json("up").exits(0);
        workplace.restoreLedger();
        shop.revision("c5", "c4", "create table refund (id int); insert into ran values ('c5');");

        shop.json("up").exits(0).refuses("LDG811", shop.id);

        isAtC5WithEachOnce();
        assertThat(shop.events()).containsSubsequence(List.of("registered", "ledger-behind", "detected", "apply-started"));
    }
}
