package dev.migrationledger.app.bench;

import dev.migrationledger.app.detection.Detector;
import dev.migrationledger.app.detection.PostgresScratch;
import dev.migrationledger.app.detection.ReferenceCache;
import dev.migrationledger.app.detection.References;
import dev.migrationledger.app.target.postgresql.PostgresTarget;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A snapshot, and a whole detection with references at hand, of databases of 100 and of 1,000 tables; connecting too. */
final class Looks implements Measurement {
    private static final int COLUMNS = 10;

    @Override
    public String name() {
        return "detect";
    }

    @Override
    public List<Figure> take(Place place, int runs) {
        var figures = new ArrayList<Figure>();
        for (int tables : List.of(100, 1_000)) {
            var name = "bench_tables_" + tables;
            place.server().createDatabase(name);
            fill(place, name, tables);
            figures.add(Figure.millis(
                    "snapshot of " + tables + " tables",
                    place.median("snapshot of " + tables + " tables", runs, () -> Place.millis(() -> {
                        try (var target = PostgresTarget.open(place.address(name))) {
                            target.snapshot();
                        }
                    }))));
            place.server().dropDatabase(name);
        }
        for (int revisions : List.of(100, 500)) {
            figures.add(detection(place, runs, revisions));
        }
        return figures;
    }

    private static Figure detection(Place place, int runs, int revisions) {
        var catalog = GeneratedCatalog.linear(revisions);
        var references = new References(
                new PostgresScratch(place.address("postgres")),
                new ReferenceCache(place.directory().resolve("kept-" + UUID.randomUUID())),
                References.Progress.NONE);
        var made = references.of(catalog);
        var name = "bench_detect_" + revisions;
        place.server().createDatabase(name);
        try (var connection = place.connect(name);
                var statement = connection.createStatement()) {
            for (var revision : catalog.graph().inOrder()) {
                statement.execute(revision.script().text());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        var figure = Figure.millis(
                "detection at head of " + revisions + " revisions",
                place.median("detection of " + revisions + " revisions", runs, () -> Place.millis(() -> {
                    try (var target = PostgresTarget.open(place.address(name))) {
                        new Detector(references).detect(catalog, made, target);
                    }
                })));
        place.server().dropDatabase(name);
        return figure;
    }

    private static void fill(Place place, String name, int tables) {
        try (var connection = place.connect(name);
                var statement = connection.createStatement()) {
            for (int table = 0; table < tables; table++) {
                var sql = new StringBuilder("create table t" + table + " (id bigint primary key");
                for (int column = 1; column < COLUMNS; column++) {
                    sql.append(", c").append(column).append(" text not null default 'x'");
                }
                statement.execute(sql + "); create index on t" + table + " (c1, c2)");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
