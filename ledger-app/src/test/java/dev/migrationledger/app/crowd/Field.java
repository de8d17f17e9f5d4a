package dev.migrationledger.app.crowd;

import dev.migrationledger.app.cli.Main;
import dev.migrationledger.app.cli.Terminal;
import dev.migrationledger.app.embedded.EmbeddedServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;

/** A fleet on one server, the ledger's store on another, and the workers. Nothing on them outlives it. */
final class Field implements AutoCloseable {
    private static final String STORE = "ledger";

    final List<String> databases;
    final List<Workforce> workers;
    private final Path directory;
    private final Path configuration;
    private final EmbeddedServer target;
    private final EmbeddedServer store;

    Field(int databases, int processes) throws IOException {
        this.directory = Files.createTempDirectory("crowd");
        this.target = EmbeddedServer.openThrowAway(directory.resolve("target"));
        this.store = EmbeddedServer.openThrowAway(directory.resolve("store"));
        this.databases = IntStream.rangeClosed(1, databases).mapToObj(n -> "d" + n).toList();
        store.createDatabase(STORE);
        this.databases.forEach(target::createDatabase);
        this.configuration = Catalogue.write(directory, this.databases, target.port(), EmbeddedServer.USER);
        this.workers = IntStream.range(0, processes)
                .mapToObj(_ -> new Workforce(configuration, directory.resolve("data"), environment()))
                .toList();
    }

    private Map<String, String> environment() {
        return Map.of(
                "TARGET_PASSWORD", target.password(),
                "LEDGER_STORE_URL", "jdbc:postgresql://127.0.0.1:" + store.port() + "/" + STORE,
                "LEDGER_STORE_USER", EmbeddedServer.USER,
                "LEDGER_STORE_PASSWORD", store.password());
    }

    /** The command line itself, in this process. @return its exit code and all that it said */
    String run(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--data-dir", directory.resolve("data").toString()));
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        int exit = Main.run(new Terminal(stream, stream, false, environment()), all.toArray(String[]::new));
        return exit + " " + out.toString(StandardCharsets.UTF_8);
    }

    Connection target(String database) throws SQLException {
        return connect(target, database);
    }

    private static Connection connect(EmbeddedServer server, String database) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", EmbeddedServer.USER);
        properties.setProperty("password", server.password());
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + server.port() + "/" + database, properties);
    }

    /** Rows of text, their columns joined by a space. */
    List<String> ask(String database, String query) throws SQLException {
        return ask(target, database, query);
    }

    List<String> askStore(String query) throws SQLException {
        return ask(store, STORE, query);
    }

    private static List<String> ask(EmbeddedServer server, String database, String query) throws SQLException {
        try (var connection = connect(server, database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                var row = new ArrayList<String>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    row.add(rows.getString(column));
                }
                found.add(String.join(" ", row));
            }
            return found;
        }
    }

    void endWorkers() throws InterruptedException {
        for (var worker : workers) {
            worker.close();
        }
    }

    @Override
    public void close() throws IOException {
        target.close();
        store.close();
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }
}
