package dev.migrationledger.app.kill;

import dev.migrationledger.app.embedded.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A target's server and the ledger's store, each behind a wire, and the ways to run the ledger on them. */
final class Stage implements AutoCloseable {
    static final String STORE_DATABASE = "ledger";

    final Path directory;
    final Server target;
    final Server store;
    final Wire toTarget;
    final Wire toStore;
    private int databases;

    Stage() throws IOException {
        directory = Files.createTempDirectory("kill-matrix");
        target = new Server(directory.resolve("target"));
        store = new Server(directory.resolve("store"));
        toTarget = new Wire(target::port);
        toStore = new Wire(store::port);
        store.run("postgres", "create database " + STORE_DATABASE);
    }

    Server server(Hold.Side side) {
        return switch (side) {
            case TARGET -> target;
            case STORE -> store;
        };
    }

    Wire wire(Hold.Side side) {
        return switch (side) {
            case TARGET -> toTarget;
            case STORE -> toStore;
        };
    }

    /** A new database and its configuration; its name is its id. */
    String database(Point.Start start) throws IOException {
        var name = "k" + ++databases;
        target.run("postgres", "create database " + name);
        Project.write(directory, name, toTarget.port(), EmbeddedServer.USER);
        switch (start) {
            case EMPTY -> {}
            case AT_C3 -> {
                var ended = run("apply", "c3", name, "--format", "json");
                if (ended.exit() != 0) {
                    throw new AssertionError("the beginning failed: " + ended);
                }
            }
            case UNTRACKED -> target.run(name, Project.byHand());
            case MISTRACKED -> target.run(name, Project.byHand()
                    + "create table alembic_version (version_num varchar(32) primary key); insert into alembic_version values ('c1')");
        }
        return name;
    }

    /** In this process, to its end. @param words a verb, then the database's id among its arguments */
    Executor.Ended run(String... words) {
        return Executor.run(environment(), words(words));
    }

    Executor start(Death death, String... words) {
        return death == Death.KILL ? Executor.child(environment(), words(words)) : Executor.here(environment(), words(words));
    }

    /** Prepared statements would hide the words that the wire looks for. */
    private Map<String, String> environment() {
        return Map.of(
                "TARGET_PASSWORD", target.password(),
                "LEDGER_STORE_URL", "jdbc:postgresql://127.0.0.1:" + toStore.port() + "/" + STORE_DATABASE + "?prepareThreshold=0",
                "LEDGER_STORE_USER", EmbeddedServer.USER,
                "LEDGER_STORE_PASSWORD", store.password());
    }

    private List<String> words(String... words) {
        var all = new ArrayList<>(List.of(words));
        var database = all.stream().filter(word -> word.matches("k\\d+")).findFirst().orElseThrow();
        all.addAll(List.of("-c", directory.resolve(database + ".yml").toString()));
        all.addAll(List.of("--data-dir", directory.resolve("ledger").toString()));
        return all;
    }

    @Override
    public void close() throws IOException {
        toTarget.close();
        toStore.close();
        target.close();
        store.close();
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }
}
