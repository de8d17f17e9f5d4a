package dev.migrationledger.app.cli;

import static dev.migrationledger.app.cli.CommandLineRun.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Drift over a fleet: what differs, what a person lets be, and when that ends. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DriftCommandTest {
    private final Workplace workplace = new Workplace();

    @AfterAll
    void close() throws IOException {
        workplace.close();
    }

    @Test
    void acceptedDriftIsQuietUntilItChangesOrComesBack() {
        var shop = workplace.project().shop().ready();
        shop.json("up").exits(0);
        shop.json("drift", "--check").exits(0);
        shop.run("drift", shop.id).says("no drift at c5");
        shop.run("drift", "accept", shop.id, "--reason", "nothing to accept").exits(0);

        shop.sql("alter table customer add column nickname text");
        var digest = shop.json("drift", "--check").exits(1).entry().path("digest").asString();
        shop.run("drift", "accept", shop.id).exits(64).says("LDG772", "--reason");
        shop.run("drift", "accept", shop.id, "--reason", "x", "--dry-run").exits(0);
        shop.json("drift", "--check").exits(1);

        var accepted = shop.run("drift", "accept", shop.id, "--format", "json", "--actor", "ada", "--reason", "the nickname stays").exits(0);
        assertThat(accepted.json().path("command").asString()).isEqualTo("drift accept");
        assertThat(accepted.entry().path("accepted").path("actor").asString()).isEqualTo("ada");
        assertThat(accepted.entry().path("digest").asString()).isEqualTo(digest);
        shop.run("drift", shop.id, "--check").exits(0).says("1 hard and 0 soft", "accepted by ada", "the nickname stays");
        assertThat(shop.events()).contains("drift-accepted");
        shop.run("history", shop.id).says("drift accepted, 1 difference: the nickname stays");

        shop.sql("create table left_behind (id int)");
        assertThat(shop.json("drift", "--check").exits(1).entry().path("accepted").isMissingNode()).isTrue();
        shop.sql("drop table left_behind");
        shop.json("drift", "--check").exits(1);

        shop.json("drift", "accept", "--reason", "still");
        shop.sql("alter table customer drop column nickname");
        shop.json("drift", "--check").exits(0);
        shop.sql("alter table customer add column nickname text");
        assertThat(shop.json("drift", "--check").exits(1).entry().path("digest").asString()).isEqualTo(digest);
    }

    @Test
    void anUpgradeIsStillAPersonsDecision() {
        var shop = workplace.project().shop().ready();
        shop.json("apply", "c3").exits(0);
        shop.sql("create table left_behind (id int)");
        shop.run("drift", "accept", shop.id, "--reason", "it stays").exits(0);

        shop.json("up").exits(3).refuses("LDG460", shop.id);
        shop.json("up", "--yes", "--reason", "it is no harm").exits(0);

        shop.run("drift", shop.id, "--check").exits(0).says("it stays", "from c5");
    }

    @Test
    void aLongBodyThatChangesAtItsEndIsAnotherDrift() {
        var shop = workplace.project().shop().ready();
        shop.json("up").exits(0);
        var body = "create or replace function f() returns text language sql as $$ select '" + "x".repeat(300) + "%s' $$";
        shop.sql(body.formatted("a"));
        shop.run("drift", "accept", shop.id, "--reason", "ours").exits(0);
        shop.json("drift", "--check").exits(0);

        shop.sql(body.formatted("b"));

        shop.json("drift", "--check").exits(1);
    }

    @Test
    void halfARevisionAndAnotherSchemaAreNoDriftToAccept() {
        var shop = workplace.project().shop().ready();
        shop.sql("create table vessel (imo int); create table tug (id int); create table tide (height numeric);");

        shop.json("drift", "--check").exits(1);
        shop.run("drift", "accept", shop.id, "--format", "json", "--reason", "ours").exits(3).refuses("LDG771", "drifted from");
    }

    @Test
    void whatSeveralDatabasesShareIsShownOnce() {
        var shop = workplace.project().shop().ready().andDatabase("_b").andDatabase("_c");
        shop.run("up", "--all").exits(0);
        shop.sql("create table left_behind (id int)");
        shop.sqlIn("_b", "create table left_behind (id int); create table mine (id int)");

        var run = shop.run("drift", "--all", "--check").exits(1)
                .says("in " + shop.id + ", " + shop.id + "_b", "in " + shop.id + "_b", shop.id + "_c  no drift at c5");

        assertThat(run.out().split("table public.left_behind", -1)).hasSize(2);
        var shared = shop.run("drift", "--all", "--format", "json").json().path("shared");
        assertThat(shared).hasSize(1);
        assertThat(texts(shared.get(0).path("databases"))).containsExactly(shop.id, shop.id + "_b");
        assertThat(texts(shared.get(0).path("differences"), "name"))
                .containsExactly("public.left_behind", "public.left_behind.id");
    }

    @Test
    void answersForAnInstant() {
        var shop = workplace.project().shop().ready();
        shop.json("up").exits(0);
        shop.sql("create table left_behind (id int)");
        shop.run("drift", "accept", shop.id, "--reason", "it stays").exits(0);
        var instant = shop.json("history").entry().path("events").valueStream().toList().getLast().path("time").asString();
        shop.sql("drop table left_behind");
        shop.json("drift").exits(0);

        shop.run("drift", shop.id, "--as-of", instant, "--check").exits(0).says("2 hard and 0 soft", "it stays");
        shop.run("drift", shop.id, "--as-of", "2020-01-01").exits(0).says("LDG761");
    }
}
