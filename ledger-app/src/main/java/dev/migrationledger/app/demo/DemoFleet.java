package dev.migrationledger.app.demo;

import dev.migrationledger.app.embedded.EmbeddedServer;
import dev.migrationledger.app.execution.Interruption;
import dev.migrationledger.app.execution.RunScript;
import dev.migrationledger.app.execution.TargetWork;
import dev.migrationledger.app.target.postgresql.PostgresEngine;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.target.SessionOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The example fleet's databases on a server of their own, each in the state that the field left it in.
 *
 * @param directory holds {@code ledger.yml} and all it names
 */
public record DemoFleet(Path directory, EmbeddedServer server) implements AutoCloseable {
    private static final Map<String, String> SITUATIONS = Map.of(
            "s1", "S1", "s2", "S2", "s3", "S3", "s4", "S4", "s5", "S5", "s6", "S6-drifted");
    private static final String PASSWORD = "TAVERN_PASSWORD";

    /** @param directory empty or missing; the server's data will be beside the example's files */
    public static DemoFleet build(Path directory) {
        ExampleFiles.copyTo(directory);
        var fleet = new DemoFleet(directory, EmbeddedServer.open(directory.resolve(".ledger")));
        try {
            var file = directory.resolve("ledger.yml");
            Files.writeString(
                    file,
                    Files.readString(file)
                            .replace("host: localhost", "host: " + fleet.server.host())
                            .replace("port: 5432", "port: " + fleet.server.port())
                            .replace("user: tavern", "user: " + EmbeddedServer.USER));
            SITUATIONS.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(situation -> fleet.build(situation.getKey(), situation.getValue()));
            return fleet;
        } catch (IOException e) {
            fleet.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            fleet.close();
            throw e;
        }
    }

    private void build(String database, String situation) {
        server.createDatabase(database);
        var address = server.address(database);
        var engine = new PostgresEngine();
        try (var session = engine.connect(address, SessionOptions.DEFAULT)) {
            var script = Files.readString(directory.resolve("situations/" + situation + "/build.sql"));
            var work = new TargetWork(
                    address, SessionOptions.DEFAULT, database, "tavern", Optional.empty(), Duration.ZERO);
            var outcome = new RunScript(engine, new Interruption())
                    .run(session, work, "situation " + situation, new Script(script, 1), "build.sql");
            outcome.problem().map(DemoFleet::thrown).ifPresent(e -> {
                throw e;
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LedgerException thrown(Problem problem) {
        return new LedgerException(problem);
    }

    /** What the configuration's secret references need. */
    public Map<String, String> environment() {
        return Map.of(PASSWORD, server.password());
    }

    @Override
    public void close() {
        server.close();
    }
}
