package dev.migrationledger.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A merge point runs nothing, so nothing but a claim tells whether a database is at it or below. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BlankRevisionTest {
    private final Workplace workplace = new Workplace();

    @AfterAll
    void close() throws Exception {
        workplace.close();
    }

    private Project atTheMergePoint() {
        var shop = workplace.project()
                .revision("r1", "", "create table customer (id int primary key);")
                .revision("r2", "r1", "alter table customer add column email text;")
                .revision("r3", "r1", "create table purchase (id int primary key);")
                .revision("r4", "r2, r3", "")
                .revision("r5", "r4", "create table invoice (id int primary key);")
                .ready();
        shop.json("apply", "r4").exits(0);
        return shop;
    }

    @Test
    void aClaimThatWasSetBelowItDoesNotStopTheNextUp() {
        var shop = atTheMergePoint();
        shop.sql("update migration_ledger.identity set heads = array['r2', 'r3']");
        shop.json("up").exits(0);
        assertThat(shop.json("status", "--check").exits(0).entry().path("verdict").asString()).isEqualTo("exact");
    }

    @Test
    void aRegistrationThatWasDeletedDoesNotStopTheNextUp() {
        var shop = atTheMergePoint();
        shop.sql("delete from migration_ledger.identity");
        shop.json("up").exits(0);
        assertThat(shop.json("status", "--check").exits(0).entry().path("verdict").asString()).isEqualTo("exact");
    }

    @Test
    void aClaimThatWasSetBelowItIsNoReasonToRunItAgain() {
        var shop = atTheMergePoint();
        shop.sql("update migration_ledger.identity set heads = array['r2', 'r3']");
        shop.json("apply", "r4").exits(0);
        assertThat(shop.json("status", "--check").entry().path("claimed").toString()).isEqualTo("[\"r4\"]");
    }
}
