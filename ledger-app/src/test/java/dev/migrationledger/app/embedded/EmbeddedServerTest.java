package dev.migrationledger.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.app.LedgerApplication;
import dev.migrationledger.app.axon.CommandContext;
import dev.migrationledger.app.axon.LedgerCommands;
import dev.migrationledger.app.projection.Databases;
import dev.migrationledger.app.projection.ScriptStore;
import dev.migrationledger.core.history.DatabaseCommand;
import dev.migrationledger.core.history.Description;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.revision.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServerTest {
    private static final Script SCRIPT_TEXT = new Script("select 42", 1);

    @TempDir
    Path directory;

    private StoreSettings settings() {
        return StoreSettings.of(directory, Map.of());
    }

    private Optional<Postmaster> running() throws IOException {
        return Postmaster.of(directory.toRealPath().resolve("postgresql"));
    }

    @Test
    void dataSurvivesARestartAndTheServerStopsWithItsLastUser() throws Exception {
        try (var first = LedgerStore.open(settings());
                var second = LedgerStore.open(settings())) {
            new ScriptStore(DSL.using(first.dataSource(), SQLDialect.POSTGRES)).save(List.of(SCRIPT_TEXT));
            first.close();
            assertThat(running()).isPresent();
            assertThat(load(second)).contains(SCRIPT_TEXT.text());
        }
        assertThat(running()).isEmpty();
        try (var again = LedgerStore.open(settings())) {
            assertThat(load(again)).contains(SCRIPT_TEXT.text());
        }
        assertThat(running()).isEmpty();
    }

    @Test
    void whatIsThrownAwayBeginsWithNothingAtEachStart() {
        try (var server = EmbeddedServer.openThrowAway(directory)) {
            server.createDatabase("left_behind");
        }
        try (var server = EmbeddedServer.openThrowAway(directory)) {
            assertThat(server.hasDatabase("left_behind")).isFalse();
        }
    }

    @Test
    void theServerIsOfTheVersionThatReferencesAreNamedAfter() throws Exception {
        try (var server = EmbeddedServer.openThrowAway(directory);
                var connection = server.dataSource("postgres").getConnection()) {
            assertThat(connection.getMetaData().getDatabaseMajorVersion()).isEqualTo(EmbeddedServer.MAJOR_VERSION);
        }
    }

    @Test
    void itIsDurableAndOpenToNobodyElse() throws Exception {
        try (var server = EmbeddedServer.open(directory)) {
            assertThat(Files.getPosixFilePermissions(directory)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
            try (var connection = server.dataSource("postgres").getConnection()) {
                var sql = DSL.using(connection, SQLDialect.POSTGRES);
                for (var setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                    assertThat(sql.fetchValue("select current_setting({0})", DSL.val(setting))).isEqualTo("on");
                }
                assertThat(sql.fetchValue("select current_setting('listen_addresses')")).isEqualTo("127.0.0.1");
            }
            var url = "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres?user=postgres";
            assertThatThrownBy(() -> DriverManager.getConnection(url)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> DriverManager.getConnection(url + "&password=guess")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void scratchDatabasesComeAndGo() {
        try (var server = EmbeddedServer.open(directory)) {
            server.createDatabase("scratch \"1\"");
            assertThat(server.hasDatabase("scratch \"1\"")).isTrue();
            server.dropDatabase("scratch \"1\"");
            server.dropDatabase("scratch \"1\"");
            assertThat(server.hasDatabase("scratch \"1\"")).isFalse();
        }
    }

    @Test
    void theServerOfAKilledProcessIsAdopted() throws Exception {
        var child = child();
        assertThat(child.inputReader().readLine()).isEqualTo("ready");
        long postmaster = running().orElseThrow().process().pid();
        child.destroyForcibly().waitFor();
        assertThat(running()).isPresent();
        try (var store = LedgerStore.open(settings())) {
            assertThat(running().orElseThrow().process().pid()).isEqualTo(postmaster);
            assertThat(load(store)).contains(SCRIPT_TEXT.text());
        }
        assertThat(running()).isEmpty();
        try (var store = LedgerStore.open(settings())) {
            assertThat(load(store)).contains(SCRIPT_TEXT.text());
        }
    }

    @Test
    void processesThatStartFirstAtOnceShareOneServer() throws Exception {
        var one = child();
        var two = child();
        assertThat(one.inputReader().readLine()).isEqualTo("ready");
        assertThat(two.inputReader().readLine()).isEqualTo("ready");
        one.outputWriter().append("end\n").close();
        assertThat(one.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(one.exitValue()).isZero();
        assertThat(running()).isPresent();
        two.outputWriter().append("end\n").close();
        assertThat(two.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(two.exitValue()).isZero();
        assertThat(running()).isEmpty();
    }

    @Test
    void aStoreOfALaterVersionIsRefused() {
        try (var server = EmbeddedServer.open(directory)) {
            LedgerStore.open(settings()).close();
            change(server, "update migration_ledger.marker set digest = 'x'");
            assertThatThrownBy(() -> LedgerStore.open(settings()))
                    .isInstanceOfSatisfying(LedgerException.class, e -> assertThat(e.problem().code()).isEqualTo("LDG633"));
            change(server, "update migration_ledger.identity set heads = '{later}'");
            assertThatThrownBy(() -> LedgerStore.open(settings()))
                    .isInstanceOfSatisfying(LedgerException.class, e -> assertThat(e.problem().code()).isEqualTo("LDG634"));
        }
    }

    @Test
    void aStoreOfAnEarlierVersionIsBroughtToThisOne() {
        try (var server = EmbeddedServer.open(directory)) {
            LedgerStore.open(settings()).close();
            change(server, "drop table ledger.subscription, ledger.delivery, ledger.database_state_replay");
            change(server, "delete from migration_ledger.marker where revision <> 'event_log'");
            change(server, "update migration_ledger.identity set heads = '{event_log}'");
            LedgerStore.open(settings()).close();
            change(server, "insert into ledger.subscription values ('x', 0, now())");
        }
    }

    @Test
    void anExternalStoreThatIsNotThereIsToldWithoutItsPassword() {
        var settings = StoreSettings.of(directory, Map.of(
                "LEDGER_STORE_URL", "jdbc:postgresql://127.0.0.1:1/x",
                "LEDGER_STORE_USER", "me",
                "LEDGER_STORE_PASSWORD", "s3cret"));
        assertThat(settings.toString()).doesNotContain("s3cret");
        assertThatThrownBy(() -> LedgerStore.open(settings))
                .isInstanceOfSatisfying(LedgerException.class, e -> {
                    assertThat(e.problem().code()).isEqualTo("LDG632");
                    assertThat(e.getMessage()).doesNotContain("s3cret");
                });
    }

    @Test
    void theApplicationStartsOnIt() {
        var ana = CommandContext.of("ana", Optional.empty());
        var register = new DatabaseCommand.Register(new Description("shop", "prod", "postgresql", "x", Map.of()));
        try (var context = LedgerApplication.start(settings())) {
            context.getBean(LedgerCommands.class).send("shop", register, ana);
        }
        try (var context = LedgerApplication.start(settings())) {
            assertThat(context.getBean(Databases.class).find("shop")).isPresent();
        }
    }

    private static Optional<String> load(LedgerStore store) {
        return new ScriptStore(DSL.using(store.dataSource(), SQLDialect.POSTGRES)).load(SCRIPT_TEXT.digest());
    }

    private static void change(EmbeddedServer server, String statement) {
        DSL.using(server.dataSource("ledger"), SQLDialect.POSTGRES).execute(statement);
    }

    private Process child() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Child.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Opens the store, says so, and closes it when told. */
    public static final class Child {
        public static void main(String[] args) throws IOException {
            try (var store = LedgerStore.open(StoreSettings.of(Path.of(args[0]), Map.of()))) {
                new ScriptStore(DSL.using(store.dataSource(), SQLDialect.POSTGRES)).save(List.of(SCRIPT_TEXT));
                System.out.println("ready");
                System.in.read();
            }
        }
    }
}
