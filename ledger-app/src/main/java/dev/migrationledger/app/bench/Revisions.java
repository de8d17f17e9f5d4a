package dev.migrationledger.app.bench;

import dev.migrationledger.app.execution.Interruption;
import dev.migrationledger.app.execution.RunListener;
import dev.migrationledger.app.execution.RunRequest;
import dev.migrationledger.app.execution.RunRevisions;
import dev.migrationledger.app.execution.TargetWork;
import dev.migrationledger.app.target.postgresql.PostgresEngine;
import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.target.SessionOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The protocol on an empty database, beside plain JDBC with one transaction and one history row for each revision. */
final class Revisions implements Measurement {
    @Override
    public String name() {
        return "revisions";
    }

    @Override
    public List<Figure> take(Place place, int runs) {
        return List.of(fromEmpty(place, runs, 40), fromEmpty(place, Math.min(runs, 3), 500));
    }

    private static Figure fromEmpty(Place place, int runs, int count) {
        var catalog = GeneratedCatalog.linear(count);
        var jdbc = place.median(count + " revisions by JDBC", runs, () -> inFresh(place, name -> jdbc(place, name, catalog)));
        var ours = place.median(count + " revisions", runs, () -> inFresh(place, name -> ours(place, name, catalog)));
        return Figure.millis(count + " revisions from empty", ours, jdbc);
    }

    private interface OnDatabase {
        double millis(String name);
    }

    private static double inFresh(Place place, OnDatabase work) {
        var name = "bench_" + UUID.randomUUID().toString().replace("-", "");
        place.server().createDatabase(name);
        try {
            return work.millis(name);
        } finally {
            place.server().dropDatabase(name);
        }
    }

    private static double ours(Place place, String name, Catalog catalog) {
        var work = new TargetWork(
                place.address(name), SessionOptions.DEFAULT, name, catalog.name(), Optional.empty(), Duration.ZERO);
        var request = new RunRequest(
                work, catalog.graph(), State.EMPTY, catalog.graph().inOrder(), "bench", Optional.empty(), 1, 0);
        return Place.millis(() -> {
            var outcome = new RunRevisions(new PostgresEngine(), Clock.systemUTC(), new Interruption())
                    .apply(request, RunListener.NONE);
            if (!outcome.isDone()) {
                throw new IllegalStateException(outcome.toString());
            }
        });
    }

    private static double jdbc(Place place, String name, Catalog catalog) {
        return Place.millis(() -> {
            try (var connection = place.connect(name);
                    var statement = connection.createStatement()) {
                statement.execute("create table history (revision text primary key, at timestamptz default now())");
                connection.setAutoCommit(false);
                for (var revision : catalog.graph().inOrder()) {
                    statement.execute(revision.script().text());
                    try (var insert = connection.prepareStatement("insert into history (revision) values (?)")) {
                        insert.setString(1, revision.id());
                        insert.execute();
                    }
                    connection.commit();
                }
            }
        });
    }
}
