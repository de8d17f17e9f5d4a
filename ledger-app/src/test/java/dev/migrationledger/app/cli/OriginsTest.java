package dev.migrationledger.app.cli;

import static dev.migrationledger.app.cli.CommandLineRun.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Histories that begin with a dump: because nothing else makes the first tables, or because installs begin with one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OriginsTest {
    private static final String OLD = "create table pending (id int primary key); create table member (id int primary key);";

    private final Workplace workplace = new Workplace();

    @AfterAll
    void close() throws IOException {
        workplace.close();
    }

    /** The first revision drops a table that only old installs have. */
    private Project chain() {
        return workplace.project()
                .revision("m0", "", "-- kind: documentation\n", "-- what old installs have")
                .revision("m1", "m0", "select 1;\ndrop table pending;")
                .revision("m2", "m1", "alter table member add column email text;")
                .revision("m3", "m2", "create table ban (id int primary key);");
    }

    @Test
    void aChainThatCannotStartFromEmptySaysWhichStatementAndWhy() {
        var shop = chain().ready();

        shop.run("detect", shop.id).says("m1", "statement 2", "\"pending\" does not exist");
        var up = shop.json("up").exits(2);
        assertThat(up.entry().path("failure").path("revision").asString()).isEqualTo("m1");
        assertThat(up.entry().path("failure").path("statement").asInt()).isEqualTo(2);
        assertThat(up.entry().path("failure").path("message").asString()).contains("\"pending\" does not exist");
        assertThat(shop.query("select count(*) from pg_class where relname in ('member', 'ban')")).containsExactly("0");
        shop.run("graph").exits(0).says("m1", "m2", "m3", "fails in scratch from empty", "statement 2", "declare an origin");
    }

    @Test
    void aPlanFromEmptyThatCannotWorkIsNotShown() {
        var shop = chain().ready();

        shop.json("plan").exits(3).refuses("LDG789", shop.id, "revision m1", "statement 2", "\"pending\" does not exist");
        shop.json("plan", "--to", "m0").exits(0);
        shop.run("lint", "--check").exits(1).says("LDG424", "m1", "statement 2", "declare an origin");
        assertThat(shop.run("graph", "--format", "json").exits(0).json().path("problems")).hasSize(1);
    }

    @Test
    void aFileIsToldTheSame() {
        var files = new SqliteProject(workplace)
                .revision("m1.sql", "m1", "", "drop table pending;")
                .revision("m2.sql", "m2", "m1", "create table ban (id integer primary key);")
                .database("main", "select 1;");

        files.json("main", "plan").exits(3).refuses("LDG789", files.id("main"), "m1", "pending");
        files.run("lint", "--check").exits(1).says("m1", "declare an origin");
        files.run("graph").exits(0).says("m1", "declare an origin");
    }

    @Test
    void anInstallThatTheScriptsCannotMakeIsNotTakenForAnything() {
        var shop = chain().ready();
        shop.sql("create table member (id int primary key, email text);");
        var before = shop.everything();

        var run = shop.json("up").exits(3);

        assertThat(run.entry().path("outcome").asString()).isEqualTo("refused");
        assertThat(run.err() + run.out()).contains("m1");
        assertThat(shop.everything()).isEqualTo(before);
    }

    @Test
    void fromADeclaredOriginTheSameChainIsUseful() {
        var shop = chain().dump("m0", OLD).ready();
        shop.sql("create table member (id int primary key, email text);");

        var seen = shop.json("detect").exits(0).entry();
        assertThat(seen.path("verdict").asString()).isEqualTo("exact");
        assertThat(texts(seen.path("revisions"))).containsExactly("m2");
        assertThat(seen.path("origin").asString()).isEqualTo("init");

        assertThat(texts(shop.json("up").exits(0).entry().path("applied"), "revision")).containsExactly("m3");
    }

    @Test
    void aFreshInstallBeginsWithTheDumpOnlyWhereItsClaimIsProven() {
        var shop = chain().dump("m0", OLD).ready();

        var up = shop.json("up").exits(2).entry();

        assertThat(up.path("failure").path("revision").asString()).isEqualTo("m1");
        assertThat(shop.query("select count(*) from pg_class where relname in ('member', 'ban')")).containsExactly("0");
    }

    /** Old installs had a table that new ones never get; both are at the same revisions by different schemas. */
    private Project installs() {
        return workplace.project()
                .revision("a1", "", "create table member (id int primary key);")
                .revision("a2", "a1", "alter table member add column email text;")
                .revision("a3", "a2", "create table ban (id int primary key);")
                .dump("first", "a1", "create table member (id int primary key); create table legacy (id int primary key);")
                .dump("second", "a2", "create table member (id int primary key, email text); create table since (id int);");
    }

    @Test
    void dumpsAtTwoRevisionsAreTwoOrigins() {
        var shop = installs().ready();
        shop.sql("create table member (id int primary key, email text); create table legacy (id int primary key);");
        var first = shop.json("detect").exits(0).entry();
        assertThat(first.path("verdict").asString()).as("%s", first).isEqualTo("exact");
        assertThat(texts(first.path("revisions"))).containsExactly("a2");
        assertThat(first.path("origin").asString()).isEqualTo("first");

        shop.sql("drop table legacy; create table since (id int);");
        var second = shop.json("detect").exits(0).entry();
        assertThat(texts(second.path("revisions"))).containsExactly("a2");
        assertThat(second.path("origin").asString()).isEqualTo("second");
        assertThat(texts(shop.json("up").exits(0).entry().path("applied"), "revision")).containsExactly("a3");

        shop.sql("drop table since");
        assertThat(shop.json("detect").exits(0).entry().path("origin").asString()).isEqualTo("empty");
    }

    /** It is a2's schema by every hard fact: believed, it would have a database stamped below where it is. */
    @Test
    void aDumpThatLiesAboutItsRevisionIsNotUsedAndSaid() {
        var shop = workplace.project().shop()
                .dump("c2", "create table customer (id int primary key, name text not null);")
                .ready();
        shop.sql("create table customer (id int primary key, name text not null);");

        var seen = shop.json("detect").exits(0).entry();

        assertThat(seen.path("verdict").asString()).isEqualTo("exact");
        assertThat(texts(seen.path("revisions"))).containsExactly("c1");
        assertThat(texts(seen.path("evidence")))
                .contains("snapshot init claims to be c2 but its schema is that of c1: it is not used");
        assertThat(texts(shop.json("up").exits(0).entry().path("applied"), "revision"))
                .containsExactly("c2", "c3", "c4", "c5");
    }
}
