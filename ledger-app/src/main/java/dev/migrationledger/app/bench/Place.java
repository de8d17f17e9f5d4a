package dev.migrationledger.app.bench;

import dev.migrationledger.app.embedded.EmbeddedServer;
import dev.migrationledger.core.target.TargetAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * Where measurements are taken: an embedded server of their own with durable settings, in a directory that goes when it
 * is closed.
 *
 * @param progress hears what is measured
 */
public record Place(Path directory, EmbeddedServer server, Consumer<String> progress) implements AutoCloseable {

    public static Place open(Consumer<String> progress) {
        try {
            var directory = Files.createTempDirectory("ledger-bench");
            return new Place(directory, EmbeddedServer.open(directory), progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The middle one of several measurements, after one that is thrown away. */
    double median(String what, int runs, DoubleSupplier measured) {
        progress.accept(what + ", warming up");
        measured.getAsDouble();
        var values = new double[runs];
        for (int run = 0; run < runs; run++) {
            progress.accept(what + ", run " + (run + 1) + " of " + runs);
            values[run] = measured.getAsDouble();
        }
        Arrays.sort(values);
        return runs % 2 == 1 ? values[runs / 2] : (values[runs / 2 - 1] + values[runs / 2]) / 2;
    }

    interface Work {
        void run() throws SQLException;
    }

    static double millis(Work work) {
        long start = System.nanoTime();
        try {
            work.run();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    Connection connect(String database) throws SQLException {
        return server.dataSource(database).getConnection();
    }

    TargetAddress address(String database) {
        return new TargetAddress(
                "postgresql",
                server.host(),
                server.port(),
                database,
                EmbeddedServer.USER,
                Optional.of(server.password()),
                Optional.empty());
    }

    @Override
    public void close() {
        server.close();
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
