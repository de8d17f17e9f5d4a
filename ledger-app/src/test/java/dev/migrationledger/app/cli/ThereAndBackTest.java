package dev.migrationledger.app.cli;

import static dev.migrationledger.app.cli.CommandLineRun.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Stamps, steps up and down, and what the ledger says of the past. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ThereAndBackTest {
    private final Workplace workplace = new Workplace();

    @AfterAll
    void close() throws IOException {
        workplace.close();
    }

    private static final String SCHEMA_OF_C2 = "create table customer (id int primary key, name text not null, email text)";

    @Test
    void stampsWhatTheSchemaProves() {
        var shop = workplace.project().shop().ready();
        shop.sql(SCHEMA_OF_C2);

        var entry = shop.json("stamp", "c2").exits(0).entry();

        assertThat(entry.path("outcome").asString()).isEqualTo("stamped");
        assertThat(entry.path("forced").asBoolean()).isFalse();
        assertThat(shop.json("stamp", "c2").exits(0).entry().path("outcome").asString()).isEqualTo("unchanged");
        assertThat(texts(shop.json("up").exits(0).entry().path("applied"), "revision")).containsExactly("c3", "c4", "c5");
    }

    @Test
    void refusesToStampWhatItDoesNotAndRemembersThat() {
        var shop = workplace.project().shop().ready();
        shop.sql(SCHEMA_OF_C2);
        var before = shop.everything();

        shop.json("stamp", "c5", "--actor", "mallory").exits(3).refuses("LDG465", shop.id, "c5", "c2");
        shop.run("stamp", "c5", "--yes", shop.id).exits(64).says("LDG645", "--reason");
        shop.json("stamp", "c5", "--reason", "because").exits(3);
        assertThat(shop.everything()).isEqualTo(before);

        var forced = shop.json("stamp", "c5", "--yes", "--actor", "ada", "--reason", "restored by hand").exits(0).entry();
        assertThat(forced.path("forced").asBoolean()).isTrue();

        var events = shop.json("history").exits(0).entry().path("events");
        var refused = texts(events, "type").indexOf("database.refused.v1");
        assertThat(events.get(refused).path("actor").asString()).isEqualTo("mallory");
        var stamped = events.get(texts(events, "type").indexOf("database.stamped.v1"));
        assertThat(stamped.path("actor").asString()).isEqualTo("ada");
        assertThat(stamped.path("reason").asString()).isEqualTo("restored by hand");
        assertThat(stamped.path("data").path("forced").asBoolean()).isTrue();
        shop.run("history", shop.id).exits(0).says("mallory", "ada", "restored by hand");
    }

    @Test
    void aForcedStampIsNotBelievedByUp() {
        var shop = workplace.project().shop().ready();
        shop.sql(SCHEMA_OF_C2);
        shop.json("stamp", "c5", "--yes", "--reason", "wrong").exits(0);

        var up = shop.json("up").exits(0).entry();

        assertThat(texts(up.path("applied"), "revision")).containsExactly("c3", "c4", "c5");
    }

    private Project withReverts() {
        return workplace.project()
                .revision("c1", "", "create table customer (id int primary key);")
                .revision("c2", "c1", "alter table customer add column email text;\n-- revert:\nalter table customer drop column email;")
                .revision("c3", "c2", "create table purchase (id int);\n-- revert:\ndrop table purchase;")
                .ready();
    }

    @Test
    void revertsByTheSectionsAndRefusesWhereThereIsNone() {
        var shop = withReverts();
        shop.json("up").exits(0);

        var one = shop.json("revert", "-1", "--reason", "too early").exits(0).entry();
        assertThat(texts(one.path("reverted"), "revision")).containsExactly("c3");
        assertThat(texts(one.path("to"))).containsExactly("c2");
        assertThat(shop.query("select to_regclass('purchase')::text")).containsExactly((String) null);

        var before = shop.everything();
        shop.json("revert", "base").exits(3).refuses("LDG410", "c1", "c1.sql");
        assertThat(texts(shop.json("detect").entry().path("revisions"))).containsExactly("c2");
        assertThat(shop.query("select count(email) from customer")).containsExactly("0");
        assertThat(shop.everything().stream().filter(line -> !line.startsWith("migration_ledger")))
                .isEqualTo(before.stream().filter(line -> !line.startsWith("migration_ledger")).toList());

        assertThat(texts(shop.json("revert", "c1").exits(0).entry().path("reverted"), "revision")).containsExactly("c2");
        assertThat(shop.json("revert", "c1").exits(0).entry().path("outcome").asString()).isEqualTo("unchanged");
        assertThat(texts(shop.json("up").exits(0).entry().path("applied"), "revision")).containsExactly("c2", "c3");
    }

    @Test
    void aFailingRevertSectionLeavesTheRevisionIn() {
        var shop = workplace.project()
                .revision("c1", "", "create table customer (id int primary key);")
                .revision("c2", "c1", "create table purchase (id int);\n-- revert:\ndrop table purchase;")
                .ready();
        shop.json("up").exits(0);
        shop.sql("create view by_hand as select * from purchase");
        shop.json("revert", "c1").exits(3).refuses("LDG460", shop.id);
        assertThat(shop.query("select to_regclass('purchase')::text")).containsExactly("purchase");
    }

    @Test
    void goesByRelativeSteps() {
        var shop = withReverts();
        assertThat(texts(shop.json("apply", "+1").exits(0).entry().path("to"))).containsExactly("c1");
        assertThat(texts(shop.json("apply", "+1").exits(0).entry().path("to"))).containsExactly("c2");
        var before = shop.everything();
        shop.json("apply", "-1").exits(64).says("-1");
        shop.json("revert", "+1").exits(64).says("+1");
        shop.json("apply", "+7").exits(64).says("+7");
        assertThat(shop.everything()).isEqualTo(before);
        assertThat(texts(shop.json("revert", "-1").exits(0).entry().path("to"))).containsExactly("c1");
    }

    @Test
    void goesToTheHeadOfABranch() {
        var shop = workplace.project()
                .revision("a", "", "create table trunk (id int);")
                .revision("b1", "a", "-- labels: books\n", "create table book (id int);")
                .revision("b2", "b1", "create table author (id int);")
                .revision("g1", "a", "-- labels: games\n", "create table game (id int);")
                .ready();

        var entry = shop.json("apply", "books@head").exits(0).entry();

        assertThat(texts(entry.path("applied"), "revision")).containsExactly("a", "b1", "b2");
        assertThat(shop.query("select to_regclass('game')::text")).containsExactly((String) null);
        shop.json("apply", "films@head").exits(64).says("films");
        assertThat(texts(shop.json("up").exits(0).entry().path("applied"), "revision")).containsExactly("g1");
    }

    @Test
    void saysHowThingsWereAtAnInstant() {
        var shop = withReverts();
        shop.json("apply", "c1").exits(0);
        var between = texts(shop.json("history").exits(0).entry().path("events"), "time").getLast();
        shop.json("up").exits(0);

        var then = shop.json("status", "--as-of", between).exits(0).entry();
        assertThat(texts(then.path("expected"))).containsExactly("c1");
        assertThat(texts(then.path("observed"))).containsExactly("c1");
        assertThat(then.path("behind").asInt()).isEqualTo(2);
        assertThat(then.path("at").asString()).isEqualTo(between);
        assertThat(texts(shop.json("status").exits(0).entry().path("expected"))).containsExactly("c3");

        var events = shop.json("history", "--as-of", between).exits(0).entry().path("events");
        assertThat(texts(events, "time").getLast()).isEqualTo(between);
        assertThat(shop.json("history").entry().path("events").size()).isGreaterThan(events.size());

        shop.json("status", "--as-of", "2001-01-01").exits(0).refuses("LDG642", shop.id);
        assertThat(shop.json("history", "--as-of", "2001-01-01").exits(0).entry().path("events")).isEmpty();
    }

    @Test
    void replayProvesThatNothingChanged() {
        var shop = withReverts();
        shop.json("up").exits(0);
        shop.json("revert", "-1").exits(0);

        var document = shop.run("replay", "--format", "json").exits(0).json();

        assertThat(document.path("command").asString()).isEqualTo("replay");
        assertThat(document.path("events").asLong()).isPositive();
        assertThat(document.path("differences")).isEmpty();
        shop.run("replay").exits(0).says("nothing changed");
    }

    @Test
    void checkExitsOneOnlyWithFindings() {
        var shop = withReverts();
        shop.run("status", shop.id, "--check").exits(1);
        shop.run("plan", shop.id, "--check").exits(1);
        shop.json("up").exits(0);
        for (var verb : new String[] {"detect", "status", "plan", "drift", "verify"}) {
            shop.run(verb, shop.id, "--check").exits(0);
        }
        shop.sql("drop table purchase; create table left_behind (id int)");
        shop.run("drift", shop.id).exits(0).says("from c2, though it claims c3", "left_behind");
        shop.run("drift", shop.id, "--check").exits(1);
        shop.run("detect", shop.id, "--check").exits(1);
        shop.run("status", shop.id, "--check").exits(1);
    }
}
