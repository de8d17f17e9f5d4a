package dev.migrationledger.app.cli;

import static dev.migrationledger.app.cli.CommandLineRun.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * The scenarios S1 to S5 (DESIGN, section 1) on a real Alembic project with raw SQL files, seeds and an init dump beside
 * it, in databases that Alembic itself, psql's dump or the models made.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlembicTavernScenariosTest {
    private final Workplace workplace = new Workplace();

    @AfterAll
    void close() throws IOException {
        workplace.close();
    }

    private Tavern tavern() {
        return new Tavern(workplace);
    }

    private static JsonNode sees(Tavern tavern, String verdict, String claim, String... revisions) {
        var seen = tavern.shop.json("detect").exits(0).entry();
        assertThat(seen.path("verdict").asString()).as("%s", seen).isEqualTo(verdict);
        assertThat(texts(seen.path("revisions"))).as("%s", seen).containsExactlyInAnyOrder(revisions);
        assertThat(seen.path("claim").asString()).as("%s", seen).isEqualTo(claim);
        return seen;
    }

    /** One command, and all who look agree afterwards. */
    private static JsonNode comesToHead(Tavern tavern) {
        var up = tavern.shop.json("up").exits(0).entry();
        assertThat(texts(up.path("to"))).as("%s", up).containsExactly(Tavern.HEAD, Tavern.RAW_HEAD);
        var after = tavern.shop.json("detect", "--check").exits(0).entry();
        assertThat(after.path("verdict").asString()).isEqualTo("exact");
        assertThat(after.path("claim").asString()).isEqualTo("agrees");
        assertThat(tavern.current()).containsExactly(Tavern.HEAD);
        assertThat(tavern.shop.query("select version_num from alembic_version")).containsExactly(Tavern.HEAD);
        assertThat(tavern.shop.json("up").exits(0).entry().path("outcome").asString()).isEqualTo("unchanged");
        return up;
    }

    @Test
    void s1AnEmptyVersionTableMadeByHandIsInNobodysWay() {
        var tavern = tavern().claims();
        sees(tavern, "empty", "empty");

        var up = comesToHead(tavern);

        assertThat(texts(up.path("applied"), "revision")).hasSize(17).startsWith("20240110_baseline");
        assertThat(texts(up.path("seeds"), "outcome")).containsExactly("applied", "failed");
        assertThat(tavern.shop.query("select body from rumours")).containsExactly("The cellar has a second door");
    }

    /** The table was there before the dump that creates it: psql goes on, and the dump's own row is the second. */
    @Test
    void s1TheInitScriptCreatesTheVersionTableAgain() {
        var tavern = tavern().claims();
        tavern.shop.sql(tavern.files.text("sql/00_init.sql").replaceAll("(?s)CREATE TABLE public.alembic_version.*", ""));
        var seen = sees(tavern, "exact", "empty", "20240110_baseline");
        assertThat(seen.path("origin").asString()).isEqualTo("init");

        var up = comesToHead(tavern);

        assertThat(texts(up.path("stamped"))).containsExactly("20240110_baseline");
    }

    @Test
    void s1SeedsRunAgainWhenTheyChange() {
        var tavern = tavern();
        comesToHead(tavern);
        tavern.files.write("sql/01_seed.sql", tavern.files.text("sql/01_seed.sql")
                + "insert into taverns (id, name) values (2, 'The Second Pint') on conflict do nothing;\n");
        tavern.files.write("sql/02_showcase.sql", tavern.files.text("sql/02_showcase.sql").replaceAll(".*showcases.*", ""));

        var again = tavern.shop.json("up").exits(0).entry();

        assertThat(texts(again.path("seeds"), "outcome")).containsExactly("applied", "applied");
        assertThat(tavern.shop.query("select name from taverns order by id")).containsExactly("The Prancing Ledger", "The Second Pint");
    }

    /** All tables at once and no version table; keys, checks and columns have other names and places than by migrations. */
    @Test
    void s2TheModelsMadeTheSchema() {
        var tavern = tavern();
        tavern.files.createAll(tavern.shop.url());
        sees(tavern, "partial", "absent", Tavern.HEAD);
        tavern.shop.json("up").exits(3).refuses("LDG788", "b8e2f6d71c03", "personality_traits(name=calm)");
        assertThat(tavern.shop.query("select count(*) from pg_class where relname = 'alembic_version'")).containsExactly("0");

        tavern.shop.sql("insert into personality_traits (name, opposite) values ('calm', 'worry'), ('kindness', 'detachment'),"
                + " ('warmth', 'reserve'), ('diligence', 'carelessness'), ('openness', 'caution')");
        sees(tavern, "exact", "absent", Tavern.HEAD);

        var up = comesToHead(tavern);

        assertThat(texts(up.path("stamped"))).containsExactly(Tavern.HEAD);
        assertThat(texts(up.path("applied"), "revision")).containsExactly("raw_reports", Tavern.RAW_HEAD);
    }

    /** A person knows that nobody needs the rows, and says so once. */
    @Test
    void s2TheModelsMadeTheSchemaAndAPersonVouchesForTheRows() {
        var tavern = tavern();
        tavern.files.createAll(tavern.shop.url());
        tavern.shop.run("stamp", Tavern.HEAD, tavern.shop.id).exits(3);
        tavern.shop.run("stamp", Tavern.HEAD, tavern.shop.id, "--yes", "--reason", "the models bring their own traits").exits(0);
        sees(tavern, "exact", "agrees", Tavern.HEAD);
        comesToHead(tavern);
    }

    @Test
    void s2AnIncompleteChainIsRefusedByFileParentAndNearMatch() throws IOException {
        var tavern = tavern();
        tavern.files.write("versions/news_unless_there.py", tavern.files.text("versions/news_unless_there.py").replace("\"5d2f81c09ab4\"", "\"5d2f81c09ab5\""));
        tavern.shop.run("up", tavern.shop.id).exits(78).says("news_unless_there.py", "5d2f81c09ab5", "5d2f81c09ab4");

        Files.delete(tavern.files.directory().resolve("versions/zz_seven_tables.py"));
        tavern.shop.run("detect", tavern.shop.id).exits(78).says("player_email.py", "20240110_baseline");
        assertThat(tavern.shop.query("select count(*) from pg_class where relname = 'players'")).containsExactly("0");
    }

    @ParameterizedTest
    @CsvSource({"5d2f81c09ab4", "b8e2f6d71c03"})
    void s3ALegacyDatabaseStampedHeadGetsWhatItMissed(String at) {
        var tavern = tavern().upgraded(at).withPeople().claims(Tavern.HEAD);
        sees(tavern, "exact", "wrong", at);

        var up = comesToHead(tavern);

        assertThat(texts(up.path("corrected").path("from"))).containsExactly(Tavern.HEAD);
        assertThat(texts(up.path("corrected").path("to"))).containsExactly(at);
        assertThat(up.path("verified").get(0).path("revision").asString()).isEqualTo("1f7720c9be45");
        assertThat(up.path("verified").get(0).path("ok").asBoolean()).isTrue();
        assertThat(tavern.shop.query("select count(*) from character_traits group by character_id")).containsExactly("5", "5", "5");
    }

    @Test
    void s3OneRevisionIdMeansSevenTablesOrTheDump() {
        var seven = tavern().upgraded("20240110_baseline").withPeople();
        var dump = tavern().fromDump().withPeople();
        assertThat(sees(seven, "exact", "agrees", "20240110_baseline").path("origin").asString()).isEqualTo("empty");
        assertThat(sees(dump, "exact", "agrees", "20240110_baseline").path("origin").asString()).isEqualTo("init");

        comesToHead(seven);
        comesToHead(dump);

        assertThat(seven.shop.query("select to_regclass('guest_book')::text")).containsExactly((String) null);
        assertThat(dump.shop.query("select to_regclass('guest_book')::text")).containsExactly("guest_book");
        assertThat(dump.shop.query("select count(*) from character_traits")).containsExactly("15");
    }

    @Test
    void s4EveryObjectHasItsSource() {
        var tavern = tavern().fromDump();
        comesToHead(tavern);

        var objects = tavern.shop.json("owners", "--check").exits(0).entry().path("objects").valueStream()
                .map(o -> "%s %s %s".formatted(o.path("name").asString(), o.path("source").asString(), o.path("revision").asString()))
                .toList();

        assertThat(objects).contains(
                "public.players alembic 20240110_baseline",
                "public.quests alembic 3c9ad7120b5e",
                "public.items(owner_id) alembic 04e9b6f1d27a",
                "public.news init 20240110_baseline",
                "public.guest_book init 20240110_baseline",
                "public.monthly_reports raw raw_reports",
                "public.richest_listings raw raw_reports");
        tavern.shop.run("owners", tavern.shop.id).exits(0).says("alembic: 15 owned", "init: 2 owned", "raw: 2 owned");

        tavern.shop.sql("create table found_in_the_cellar (id int)");
        tavern.shop.json("owners", "--check").exits(1);
        tavern.shop.run("owners", tavern.shop.id).says("nobody: 1 unowned", "found_in_the_cellar");
    }

    /** What the rows say, when in truth the last revision was {@code c64001afbd46}. */
    @ParameterizedTest
    @CsvSource({
        "several, 20240110_baseline c64001afbd46",
        "wrong, c64001afbd46 9a3be1507d62",
        "unknown-revision, 00dead00beef",
        "wrong, 20240702_merge",
        "wrong, 20240110_baseline",
        "agrees, c64001af",
    })
    void s5RowsThatCannotBeBelieved(String claim, String rows) {
        var tavern = tavern().upgraded("c64001afbd46").withPeople().claims(rows.split(" "));
        sees(tavern, "exact", claim, "c64001afbd46");

        comesToHead(tavern);

        assertThat(tavern.shop.query("select count(*) from character_traits")).containsExactly("15");
    }

    /** Two rows are right where two branches are not merged yet; the merge has a parent that says nothing new. */
    @Test
    void s5TwoHeadsAreMergedAndARedundantParentDoesNoHarm() {
        var tavern = tavern().upgraded("20240110_baseline").withPeople().upgraded("b8e2f6d71c03", "d41f0b86ce27");
        sees(tavern, "exact", "agrees", "b8e2f6d71c03", "d41f0b86ce27");

        comesToHead(tavern);
    }

    /** Detection sees past what is provably empty: that is no surprise to who went to the revision before. */
    @Test
    void s5ARunMayEndBeforeARedundantMerge() {
        var tavern = tavern().upgraded("20240702_merge");

        tavern.shop.json("up", "--to", "3c9ad7120b5e").exits(0);

        assertThat(tavern.current()).containsExactly("3c9ad7120b5e");
        comesToHead(tavern);
    }

    /** It inspects, finds the dump's table and does nothing: only the row can say whether it ran. */
    @Test
    void s5ARevisionThatDidNothingIsNotGuessed() {
        var stamped = tavern().fromDump().upgraded("e07ac4417f2b");
        var agreed = stamped.shop.json("detect").exits(0).entry();
        assertThat(agreed.path("verdict").asString()).isEqualTo("equivalent");
        assertThat(agreed.path("claim").asString()).isEqualTo("agrees");
        comesToHead(stamped);

        var bare = tavern().fromDump().upgraded("e07ac4417f2b").claimsNothing();
        var seen = bare.shop.json("detect").exits(0).entry();
        assertThat(seen.path("verdict").asString()).isEqualTo("equivalent");
        assertThat(seen.path("candidates").valueStream().map(CommandLineRun::texts))
                .containsExactly(List.of("5d2f81c09ab4"), List.of("e07ac4417f2b"));
        bare.shop.json("up").exits(3).refuses("LDG464", "5d2f81c09ab4", "e07ac4417f2b");
        bare.shop.json("stamp", "5d2f81c09ab4", "--yes", "--reason", "the dump has news").exits(0);
        comesToHead(bare);
    }
}
