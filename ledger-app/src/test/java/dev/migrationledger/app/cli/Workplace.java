package dev.migrationledger.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.embedded.EmbeddedServer;
import dev.migrationledger.app.testing.PostgresServer;
import dev.migrationledger.app.testing.PostgresServers;
import dev.migrationledger.core.target.TargetAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A person's working directory: a configuration, catalogs of SQL files, databases on a real server. Its ledger is shared
 * by a test class, and its server runs as long as the workplace is open, so that a command costs no start.
 */
final class Workplace implements AutoCloseable {
    static final String PASSWORD_VARIABLE = "TARGET_PASSWORD";
    static final String WRONG_PASSWORD = "wrong-and-never-shown";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    final PostgresServer server = PostgresServers.shared();
    final Path directory;
    private final Path dataDirectory;
    private final EmbeddedServer store;

    Workplace() {
        try {
            directory = Files.createTempDirectory("workplace");
            dataDirectory = directory.resolve("ledger-data");
            store = EmbeddedServer.open(dataDirectory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new catalog directory with its configuration and one database, none of which another test knows. */
    Project project() {
        return new Project(this, "shop" + NUMBER.incrementAndGet());
    }

    /** In this process; the terminal is nobody's. */
    CommandLineRun run(Path config, Map<String, String> environment, String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int exit = Main.run(
                new Terminal(stream(out), stream(err), false, environment), arguments(config, words).toArray(String[]::new));
        return seen(List.of(words), exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** In a process of its own. */
    ChildRun start(Path config, Map<String, String> environment, String... words) {
        return ChildRun.start(this, environment, List.of(words), arguments(config, words));
    }

    CommandLineRun seen(List<String> words, int exit, String out, String err) {
        return new CommandLineRun(words, exit, out, err)
                .withoutSecrets(List.of(server.password(), WRONG_PASSWORD, store.password()));
    }

    private List<String> arguments(Path config, String... words) {
        var all = new ArrayList<>(Arrays.asList(words));
        if (!List.of("replay", "audit").contains(words[0])) {
            all.addAll(List.of("-c", config.toString()));
        }
        if (!words[0].equals("graph") || words.length == 1 || words[1].startsWith("-")) {
            all.addAll(List.of("--data-dir", dataDirectory.toString()));
        }
        return all;
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /** What a nightly backup of the ledger's own store would hold now. */
    void backUpLedger() {
        maintain("create database backup template ledger");
    }

    /** Nothing that the ledger was told since then is known to it any more; its checkpoints are moved aside, as LDG832 says. */
    void restoreLedger() {
        restoreStoreAlone();
        var audit = dataDirectory.resolve("audit");
        try {
            Files.move(audit, audit.resolveSibling("audit-before"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void restoreStoreAlone() {
        maintain("drop database ledger with (force)");
        maintain("alter database backup rename to ledger");
    }

    /** To the ledger's own store. */
    Connection storeConnection() throws SQLException {
        return store.dataSource("ledger").getConnection();
    }

    /** Changes the ledger's own store behind its back. */
    void store(String sql) throws SQLException {
        try (var connection = storeConnection(); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first value of the first row, as text. */
    String inStore(String query) throws SQLException {
        try (var connection = storeConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    /** Waits on the server until a condition holds, which is read anew each time. */
    void awaitInStore(String condition) throws SQLException {
        store(untilTrue(condition));
    }

    /** Waits on a server for two minutes at most, then fails. */
    static String untilTrue(String condition) {
        return """
                do $$ begin
                    for i in 1..2400 loop
                        perform pg_stat_clear_snapshot();
                        if (%s) then return; end if;
                        perform pg_sleep(0.05);
                    end loop;
                    raise exception 'it never came true';
                end $$""".formatted(condition);
    }

    private void maintain(String sql) {
        try (var connection = store.dataSource("postgres").getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage() + "\nin " + sql, e);
        }
    }

    Map<String, String> environment() {
        return Map.of(PASSWORD_VARIABLE, server.password());
    }

    /** Where the database is; it need not exist. */
    TargetAddress address(String database) {
        return server.address(database);
    }

    @Override
    public void close() throws IOException {
        store.close();
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }
}
