package dev.migrationledger.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files, configurations, addresses and words that are wrong: each is named, and nothing happens to the target. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenInputTest {
    private final Workplace workplace = new Workplace();

    @AfterAll
    void close() throws IOException {
        workplace.close();
    }

    /** The run fails as a whole, and the target is as it was. */
    private static CommandLineRun failsUntouched(Project shop, int exit, String code, String... texts) {
        var before = shop.everything();
        var run = shop.json("up").exits(exit).failsWhole(code, texts);
        shop.run("up", shop.id).exits(exit).says(code, texts[0]);
        assertThat(shop.everything()).isEqualTo(before);
        return run;
    }

    @Test
    void aMissingParentIsNamedWithTheFileThatNamesIt() {
        var shop = workplace.project().revision("002", "001", "select 1;").ready();
        failsUntouched(shop, 78, "LDG151", "001", "002.sql");
    }

    @Test
    void aCycleIsShown() {
        var shop = workplace.project()
                .revision("a", "c", "select 1;").revision("b", "a", "select 1;").revision("c", "b", "select 1;")
                .ready();
        failsUntouched(shop, 78, "LDG155", "a", "b", "c", "a.sql");
    }

    @Test
    void aDuplicateIdIsNamedWithBothFiles() {
        var shop = workplace.project().shop().file("copy.sql", "-- revision: c2\n-- parents: c1\nselect 1;\n").ready();
        failsUntouched(shop, 78, "LDG150", "c2", "c2.sql", "copy.sql");
    }

    @Test
    void everyProblemOfADirectoryIsReportedTogether() {
        var shop = workplace.project()
                .shop()
                .file("copy.sql", "-- revision: c2\n-- parents: c1\nselect 1;\n")
                .revision("x", "nowhere", "select 1;")
                .ready();
        var errors = shop.json("up").exits(78).json().path("errors");
        assertThat(CommandLineRun.texts(errors, "code")).contains("LDG150", "LDG151");
    }

    @Test
    void textThatIsNotUtf8IsNamedWithItsLine() throws IOException {
        var shop = workplace.project().shop().ready();
        Files.write(shop.revisions.resolve("c6.sql"),
                "-- revision: c6\n-- parents: c5\nselect 'Gr\u00fc\u00dfe';\n".getBytes(StandardCharsets.ISO_8859_1));
        failsUntouched(shop, 78, "LDG163", "c6.sql", "line 3");
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws IOException {
        var shop = workplace.project().shop().ready();
        Files.createSymbolicLink(shop.revisions.resolve("c6.sql"), Path.of("missing.sql"));
        failsUntouched(shop, 78, "LDG162", "c6.sql");
    }

    @Test
    void aMissingDirectoryIsNamed() throws IOException {
        var shop = workplace.project().ready();
        Files.delete(shop.revisions);
        failsUntouched(shop, 78, "LDG214", "revisions");
    }

    @Test
    void aRevisionThatEndsItsTransactionIsRefusedBeforeAnythingRuns() {
        var shop = workplace.project().shop().revision("c6", "c5", "create table a (id int);\ncommit;\ncreate table b (id int);").ready();
        var before = shop.everything();

        var run = shop.json("up");

        assertThat(run.exit()).isNotZero();
        run.says("c6", "c6.sql", "commit");
        assertThat(shop.everything().stream().filter(line -> !line.contains("migration_ledger"))).isEqualTo(before);
        assertThat(shop.query("select relname from pg_class where relname in ('customer', 'a', 'b')")).isEmpty();
    }

    @Test
    void aRevisionEditedAfterItWasAppliedIsRefused() {
        var shop = workplace.project().shop().ready();
        shop.json("apply", "c3").exits(0);
        var before = shop.everything();
        shop.revision("c2", "c1", "alter table customer add column email varchar(200);");

        shop.json("up").exits(3).refuses("LDG157", "c2", "c2.sql");
        shop.json("plan").exits(3).refuses("LDG157", "c2");
        assertThat(shop.everything()).isEqualTo(before);

        shop.revision("c2", "c1", "alter table customer add column email text;");
        shop.json("up").exits(0);
    }

    @Test
    void oneHeadCannotBeMeantWhereThereAreTwo() {
        var shop = workplace.project().shop().revision("x4", "c3", "create table x (id int);").ready();
        var before = shop.everything();
        shop.json("apply", "head").exits(3).refuses("LDG402", "c5", "x4").says("`heads`");
        assertThat(shop.everything()).isEqualTo(before);
        assertThat(CommandLineRun.texts(shop.json("up").exits(0).entry().path("to"))).containsExactlyInAnyOrder("c5", "x4");
    }

    @Test
    void anUnknownRevisionIsAUsageErrorWithNearMatches() {
        var shop = workplace.project()
                .revision("9c23e4e81011", "", "create table a (id int);")
                .ready();
        var before = shop.everything();
        shop.json("apply", "9c23e4e81012").exits(64).says("9c23e4e81012", "9c23e4e81011");
        shop.json("stamp", "9c23e4e81012").exits(64).says("9c23e4e81012", "9c23e4e81011");
        shop.json("revert", "9c23e4e81012").exits(64).says("9c23e4e81012", "9c23e4e81011");
        assertThat(shop.everything()).isEqualTo(before);
    }

    @Test
    void aWrongPasswordIsNotShown() {
        var shop = workplace.project().shop().ready();
        var wrong = Map.of(Workplace.PASSWORD_VARIABLE, Workplace.WRONG_PASSWORD);
        shop.runWith(wrong, "up", shop.id, "--format", "json").exits(2).refuses("LDG304", shop.id);
        shop.runWith(wrong, "detect", shop.id).exits(2).says("LDG304", shop.id);
        assertThat(shop.query("select relname from pg_class where relname = 'customer'")).isEmpty();
    }

    @Test
    void aMissingSecretIsAConfigurationError() {
        var shop = workplace.project().shop().ready();
        shop.runWith(Map.of(), "up", shop.id, "--format", "json").exits(78).says("TARGET_PASSWORD", shop.id);
    }

    @Test
    void aDatabaseThatDoesNotExistIsNamed() {
        var shop = workplace.project().shop();
        shop.configured(workplace.server.port(), shop.id, workplace.server.superuser());
        shop.json("up").exits(2).refuses("LDG305", shop.id);
    }

    @Test
    void aPortWhereNobodyListensIsNamed() {
        var shop = workplace.project().shop();
        shop.configured(1, shop.id, workplace.server.superuser());
        shop.json("up").exits(2).refuses("LDG300", ":1");
    }

    @Test
    void waitsForADatabaseThatIsCreatedLater() {
        var shop = workplace.project().shop();
        shop.configured(workplace.server.port(), shop.id, workplace.server.superuser());
        var server = workplace.server;
        var creating = CompletableFuture.runAsync(() -> server.run(
                server.address("postgres"), "select pg_sleep(3)"))
                .thenRun(() -> server.freshDatabase(shop.id));

        var entry = shop.json("up", "--wait", "60").exits(0).entry();

        creating.join();
        assertThat(entry.path("outcome").asString()).isEqualTo("upgraded");
    }

    @Test
    void anUnknownDatabaseIdIsAUsageErrorWithANearMatch() {
        var shop = workplace.project().shop().ready();
        shop.run("up", shop.id + "x").exits(64).says("LDG230", shop.id + "x", "did you mean " + shop.id + "?");
    }

    @Test
    void nothingSelectedIsAUsageError() {
        var shop = workplace.project().shop().ready();
        shop.run("up").exits(64).says("LDG231", "--all");
        shop.run("up", "--all", shop.id).exits(64).says("LDG234");
        shop.run("up", "--select", "environment=prod").exits(64).says("LDG233", "prod");
        shop.run("up", "--select", "environment").exits(64).says("LDG232");
    }

    @ParameterizedTest
    @ValueSource(strings = {"uo", "--nonsense", "up --nonsense", "up --parallel many", "stamp", "revert", "", "up --format xml"})
    void wrongWordsAreAUsageError(String words) {
        var shop = workplace.project().shop().ready();
        shop.run(words.split(" ")).exits(64).says("LDG985", "ledger", "--help");
    }

    @Test
    void aMistypedWordIsNamedWithTheNearestAndInJsonWhereThatWasAsked() {
        var shop = workplace.project().shop().ready();
        shop.run("uo", "--format", "json").exits(64).failsWhole("LDG985", "`uo`").says("did you mean up?");
        shop.run("detcet").exits(64).says("LDG985", "`detcet`", "did you mean detect?").lacks("{");
        shop.run("up", "--paralel", "2", "--all", "--format=JSON").exits(64).failsWhole("LDG985", "`--paralel`")
                .says("did you mean --parallel?");
        shop.run("up", "--parallel", "many", "--format", "json").exits(64).failsWhole("LDG985", "--parallel", "many");
        shop.run("stamp", "--format", "json").exits(64).failsWhole("LDG985", "say which revision");
        shop.run("resolve", shop.id, "--format", "json").exits(64).failsWhole("LDG985", "--applied");
    }

    @Test
    void aMissingConfigurationIsNamed() {
        var shop = workplace.project();
        shop.json("up").exits(78).failsWhole("LDG200", "ledger.yml");
        shop.run("graph", "heads").exits(78).says("ledger.yml");
    }

    @Test
    void aBrokenConfigurationListsEveryProblemWithItsLine() throws IOException {
        var shop = workplace.project().shop().ready();
        Files.writeString(shop.config, """
                catalogs:
                  shop:
                    sources:
                      - id: sql
                        format: sequel
                        path: revisions
                databases:
                  - id: one
                    catalog: ship
                    engine: postgresql
                    host: localhost
                    database: one
                    user: me
                    password: %s
                """.formatted(Workplace.WRONG_PASSWORD));
        shop.run("up", "--all").exits(78).says("sequel", "ship", "ledger.yml:5:", "ledger.yml:9:", "ledger.yml:14:");
        Files.writeString(shop.config, "catalogs: [\n");
        shop.run("up", "--all").exits(78).says("ledger.yml:");
        Files.writeString(shop.config, "");
        shop.run("up", "--all").exits(78).says("ledger.yml");
    }

    /** The driver's own warning of such an address repeats all of it. */
    @Test
    void theAddressOfAStoreIsNotShown() throws InterruptedException {
        var shop = workplace.project().shop().ready();
        var url = "jdbc:postgresql://ana:" + Workplace.WRONG_PASSWORD + "@127.0.0.1:1";
        try (var run = workplace.start(shop.config, Map.of("LEDGER_STORE_URL", url), "status", shop.id)) {
            run.ended().exits(2).says("LDG632");
        }
    }

    @Test
    void aWrongInstantIsAUsageError() {
        var shop = workplace.project().shop().ready();
        shop.run("status", shop.id, "--as-of", "last March").exits(64).says("LDG640", "last March");
    }
}
