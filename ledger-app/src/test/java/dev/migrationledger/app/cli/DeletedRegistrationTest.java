package dev.migrationledger.app.cli;

import static dev.migrationledger.app.cli.CommandLineRun.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Somebody deleted the row that says which database this is; the markers beside it stayed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeletedRegistrationTest {
    private final Workplace workplace = new Workplace();

    @AfterAll
    void close() throws IOException {
        workplace.close();
    }

    private Project registrationDeleted() {
        var shop = workplace.project()
                .revision("c1", "", "create table customer (id int);")
                .revision("c2", "c1", "create table purchase (id int);")
                .ready();
        shop.json("up").exits(0);
        shop.sql("delete from migration_ledger.identity");
        return shop;
    }

    @Test
    void theEvidenceSaysWhereItIs() {
        var shop = registrationDeleted();

        assertThat(texts(shop.json("up").exits(0).entry().path("stamped"))).containsExactly("c2");
        shop.json("status", "--check").exits(0);
    }

    @Test
    void aMarkerIsNotBelievedForARevisionThatIsNotThere() {
        var shop = registrationDeleted();
        shop.sql("drop table purchase");

        assertThat(texts(shop.json("up").exits(0).entry().path("applied"), "revision")).containsExactly("c2");
        assertThat(shop.query("select count(*) from purchase")).containsExactly("0");
    }

    @Test
    void norWhereNothingIsThereAnyMore() {
        var shop = registrationDeleted();
        shop.sql("drop table customer, purchase");

        shop.json("up").exits(3).refuses("LDG527", shop.id, "c1");

        assertThat(shop.json("history").toString()).doesNotContain("\"recovered\":true");
        shop.json("stamp", "base", "--yes", "--reason", "made anew").exits(0);
        assertThat(texts(shop.json("up").exits(0).entry().path("applied"), "revision")).containsExactly("c1", "c2");
    }
}
