package dev.migrationledger.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every object of a real database with the revision and source that made it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnersTest {
    private final Workplace workplace = new Workplace();

    @AfterAll
    void close() throws IOException {
        workplace.close();
    }

    /** {@code table public.customer: c1 sql owned}. */
    private static List<String> objects(CommandLineRun run) {
        return StreamSupport.stream(run.entry().path("objects").spliterator(), false)
                .map(o -> "%s %s: %s %s %s".formatted(
                                o.path("kind").asString(),
                                o.path("name").asString(),
                                o.path("revision").asString(),
                                o.path("source").asString(),
                                o.path("status").asString())
                        .replaceAll(":  +", ": "))
                .toList();
    }

    @Test
    void tracesEveryObjectToItsRevision() {
        var shop = workplace.project().shop().ready();
        shop.json("up").exits(0);

        assertThat(objects(shop.json("owners", "--check").exits(0)))
                .containsExactly(
                        "table public.customer: c1 sql owned",
                        "table public.purchase: c3 sql owned",
                        "column public.customer.email: c2 sql owned",
                        "index public.purchase(customer_id): c4 sql owned",
                        "view public.big_spender: c5 sql owned");
        shop.run("owners", shop.id).exits(0).says("at c5", "sql: 4 owned", "and 1 column or constraint");
    }

    @Test
    void listsWhatNobodyMadeAndWhatIsGone() {
        var shop = workplace.project().shop().ready();
        shop.json("up").exits(0);
        shop.sql("""
                create table left_behind (id int primary key, note text);
                create type mood as enum ('calm', 'cross');
                alter table customer add column nickname text;
                alter table customer drop column email;
                """);

        var run = shop.json("owners", "--check").exits(1);

        assertThat(objects(run)).contains(
                "enum public.mood: unowned",
                "table public.left_behind: unowned",
                "column public.customer.nickname: unowned",
                "column public.customer.email: c2 sql missing");
        assertThat(objects(run)).noneMatch(line -> line.contains("left_behind.id") || line.contains("left_behind(id)"));
        shop.json("owners").exits(0);
        shop.run("owners", shop.id).says("nobody: 2 unowned", "missing");
    }

    @Test
    void whatALaterRevisionMakesIsNotTakenForOwned() {
        var shop = workplace.project().shop().ready();
        shop.json("apply", "c3").exits(0);
        shop.sql("create view big_spender as select customer_id from purchase");

        var view = StreamSupport.stream(shop.json("owners").entry().path("objects").spliterator(), false)
                .filter(o -> o.path("name").asString().equals("public.big_spender"))
                .findFirst()
                .orElseThrow();

        assertThat(view.path("status").asString()).isEqualTo("unowned");
        assertThat(view.path("claims").get(0).path("revision").asString()).isEqualTo("c5");
    }

    @Test
    void nothingIsOwnedInADatabaseOfAnotherKind() {
        var shop = workplace.project().shop().ready();
        shop.sql("""
                create table vessel (imo int primary key, flag text); create table voyage (id int, vessel int references vessel);
                create table berth (id int primary key, length numeric); create table tug (id int, power int);
                create table tide (at timestamp, height numeric); create table customer (licence text);
                """);

        var run = shop.json("owners", "--check").exits(1);

        assertThat(run.entry().path("verdict").asString()).isEqualTo("unknown");
        assertThat(objects(run)).hasSize(6).allMatch(line -> line.endsWith(": unowned"));
        shop.run("owners", shop.id).says("c1 would create it", "nothing is proven");
    }

    @Test
    void theDumpOwnsWhatNoRevisionMakes() {
        var shop = workplace.project()
                .shop()
                .revision("c6", "c5", "alter table legacy add column since date;")
                .dump("c2", """
                        create table customer (id int primary key, name text not null, email text);
                        create table legacy (id int primary key);
                        """)
                .ready();
        shop.sql("""
                create table customer (id int primary key, name text not null, email text);
                create table legacy (id int primary key);
                """);

        assertThat(objects(shop.json("owners", "--check").exits(0)))
                .containsExactly(
                        "table public.customer: c1 sql owned",
                        "table public.legacy: c2 init owned",
                        "column public.customer.email: c2 sql owned");
    }

    @Test
    void documentationClaimsAndSourcesContest() throws IOException {
        var shop = workplace.project()
                .shop()
                .revision("d1", "c5", "-- kind: documentation\n-- claims: table legacy, view legacy_names\n", "-- No statement.")
                .more("raw", "r1", "d1", "create table if not exists customer (id int primary key); create table item (id int);")
                .ready();
        shop.json("up").exits(0);
        shop.sql("create table legacy (id int); create table unheard_of (id int);");

        var run = shop.json("owners", "--check").exits(1);

        assertThat(objects(run)).contains(
                "table public.customer: c1 sql contested",
                "table public.legacy: d1 sql owned",
                "table public.item: r1 raw owned",
                "table public.unheard_of: unowned",
                "view legacy_names: d1 sql missing");
        shop.run("owners", shop.id).says("also made by r1 of raw", "raw: 1 owned");
    }

    @Test
    void answersForAnInstantFromTheLedgerAlone() {
        var shop = workplace.project().shop().ready();
        shop.json("owners", "--as-of", "2020-01-01").exits(0).refuses("LDG761", shop.id);
        shop.json("up").exits(0);
        shop.sql("create table left_behind (id int)");
        var then = objects(shop.json("owners").exits(0));
        var instant = shop.json("history").entry().path("events").valueStream().toList().getLast().path("time").asString();
        shop.sql("drop table left_behind; drop view big_spender");
        assertThat(objects(shop.json("owners"))).isNotEqualTo(then);
        shop.sql("drop schema public cascade");

        var run = shop.json("owners", "--as-of", instant);

        assertThat(objects(run)).isEqualTo(then);
        assertThat(run.entry().path("at").asString()).isEqualTo(instant);
    }
}
