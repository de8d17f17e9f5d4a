package dev.migrationledger.app.bench;

import dev.migrationledger.app.LedgerApplication;
import dev.migrationledger.app.axon.LedgerCommands;
import dev.migrationledger.app.embedded.StoreSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Commands on one thread, each decided on its database's history and durable when it returns. */
final class Append implements Measurement {
    private static final int DATABASES = 20;

    @Override
    public String name() {
        return "append";
    }

    @Override
    public List<Figure> take(Place place, int runs) {
        try (var context = LedgerApplication.start(StoreSettings.of(place.directory(), Map.of()))) {
            var commands = context.getBean(LedgerCommands.class);
            return List.of(
                    Figure.rate(
                            "1 event a command",
                            commands(place, runs, commands, "1 event a command", History::oneByOne),
                            jdbc(place, runs, 1)),
                    Figure.rate(
                            "30 events a command",
                            commands(place, runs, commands, "30 events a command", History::thirty),
                            jdbc(place, runs, History.STEPS)));
        }
    }

    private static double commands(
            Place place, int runs, LedgerCommands commands, String what, Consumer<History> telling) {
        return place.median(what, runs, () -> {
            var histories = IntStream.range(0, DATABASES).mapToObj(_ -> History.begin(commands)).toList();
            return rate(Place.millis(() -> histories.forEach(telling)));
        });
    }

    private static double rate(double millis) {
        return DATABASES * History.STEPS * 1_000 / millis;
    }

    /** Rows of the same size in a table of the same kind, without hash, order or decision. */
    private static double jdbc(Place place, int runs, int batch) {
        try (var connection = place.connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("drop table if exists plain; create table plain (seq bigint generated always as identity"
                    + " primary key, id uuid not null unique, aggregate text not null, sequence bigint not null, type text"
                    + " not null, payload text not null, metadata text not null, unique (aggregate, sequence))");
            connection.setAutoCommit(false);
            return place.median(
                    batch + " rows a transaction, JDBC", runs, () -> rate(Place.millis(() -> insert(connection, batch))));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void insert(Connection connection, int batch) throws SQLException {
        try (var row = connection.prepareStatement("insert into plain (id, aggregate, sequence, type, payload, metadata)"
                + " values (gen_random_uuid(), gen_random_uuid()::text, ?, ?, ?, ?)")) {
            for (int event = 1; event <= DATABASES * History.STEPS; event++) {
                row.setLong(1, event);
                row.setString(2, "database.revision-applied.v1");
                row.setString(3, "x".repeat(220));
                row.setString(4, "x".repeat(160));
                row.addBatch();
                if (event % batch == 0) {
                    row.executeBatch();
                    connection.commit();
                }
            }
        }
    }
}
