package dev.migrationledger.app.bench;

import dev.migrationledger.app.detection.Detector;
import dev.migrationledger.app.detection.PostgresScratch;
import dev.migrationledger.app.detection.ReferenceCache;
import dev.migrationledger.app.detection.References;
import dev.migrationledger.app.embedded.EmbeddedServer;
import dev.migrationledger.app.target.postgresql.PostgresSnapshot;
import dev.migrationledger.app.target.postgresql.PostgresTarget;
import dev.migrationledger.app.target.postgresql.ReadOnly;
import dev.migrationledger.core.catalog.Catalog;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** Looking at one database: the same catalog queries bare, the snapshot made of them, and detection with references. */
final class Detect implements Measurement {
    @Override
    public String name() {
        return "detect";
    }

    @Override
    public List<Figure> take(Place place, int runs) {
        var figures = new ArrayList<Figure>();
        for (int tables : List.of(100, 1_000)) {
            var catalog = GeneratedCatalog.wide(tables);
            var database = "detect_" + tables;
            place.server().createDatabase(database);
            JdbcUpgrade.run(place, database, catalog);
            try (var connection = place.connect(database);
                    var statement = connection.createStatement()) {
                statement.execute("drop table history");
                statement.execute("vacuum analyze");
                var bare = bare(place, runs, connection, tables);
                var snapshot = place.median(
                        "snapshot of " + tables + " tables", runs, () -> Place.millis(() -> snapshot(connection)));
                figures.add(Figure.millis("snapshot, " + tables + " tables", snapshot, bare));
                figures.add(Figure.millis("detect, " + tables + " tables", detect(place, runs, database, catalog), bare));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        return figures;
    }

    private static void snapshot(Connection connection) {
        ReadOnly.read(
                DSL.using(connection, SQLDialect.POSTGRES),
                reading -> PostgresSnapshot.read(reading, EmbeddedServer.MAJOR_VERSION));
    }

    private static double bare(Place place, int runs, Connection connection, int tables) throws SQLException {
        var queries = new ArrayList<String>();
        var listening = DSL.using(connection, SQLDialect.POSTGRES)
                .configuration()
                .deriveAppending((ExecuteListener) new ExecuteListener() {
                    @Override
                    public void executeStart(ExecuteContext context) {
                        queries.add(context.sql());
                    }
                })
                .dsl();
        ReadOnly.read(listening, reading -> PostgresSnapshot.read(reading, EmbeddedServer.MAJOR_VERSION));
        return place.median("catalog queries of " + tables + " tables", runs, () -> Place.millis(() -> {
            connection.setAutoCommit(false);
            for (var query : queries) {
                fetch(connection, query);
            }
            connection.commit();
            connection.setAutoCommit(true);
        }));
    }

    private static void fetch(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement()) {
            if (statement.execute(query)) {
                try (var rows = statement.getResultSet()) {
                    int columns = rows.getMetaData().getColumnCount();
                    while (rows.next()) {
                        for (int column = 1; column <= columns; column++) {
                            rows.getString(column);
                        }
                    }
                }
            }
        }
    }

    private static double detect(Place place, int runs, String database, Catalog catalog) {
        place.progress().accept("references of " + catalog.name());
        try (var server = EmbeddedServer.openThrowAway(place.directory().resolve("scratch"))) {
            var references = new References(
                    new PostgresScratch(server.address("postgres")),
                    new ReferenceCache(place.directory().resolve("cache")),
                    References.Progress.NONE);
            var made = references.of(catalog);
            return place.median("detection in " + database, runs, () -> Place.millis(() -> {
                try (var target = PostgresTarget.open(place.address(database))) {
                    var found = new Detector(references).detect(catalog, made, target);
                    if (!found.state().equals(catalog.graph().heads())) {
                        throw new IllegalStateException("detection was wrong: " + found.state());
                    }
                }
            }));
        }
    }
}
