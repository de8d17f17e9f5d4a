package dev.migrationledger.app.bench;

import dev.migrationledger.app.config.CatalogConfig;
import dev.migrationledger.app.config.ConnectionConfig;
import dev.migrationledger.app.config.DatabaseConfig;
import dev.migrationledger.app.config.Engine;
import dev.migrationledger.app.config.Scratch;
import dev.migrationledger.app.config.Secret;
import dev.migrationledger.app.embedded.EmbeddedServer;
import dev.migrationledger.app.operation.Ledger;
import dev.migrationledger.app.operation.Subject;
import dev.migrationledger.app.operation.UpDatabase;
import dev.migrationledger.app.result.UpResult;
import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.catalog.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code up} on one database with a running ledger whose references are made: connect, detect, plan, apply, detect
 * again, all of it in the ledger's history. Plain JDBC connects, looks up its history table and applies what is missing;
 * it looks at no schema.
 */
final class Revisions implements Measurement {
    private int number;

    @Override
    public String name() {
        return "revisions";
    }

    @Override
    public List<Figure> take(Place place, int runs) {
        var figures = new ArrayList<Figure>();
        figures.addAll(history(place, runs, 40));
        figures.addAll(history(place, Math.min(runs, 3), 500));
        return figures;
    }

    private static Ledger ledger(Place place) {
        return Ledger.open(place.directory(), Map.of(), "bench", "", place.progress()::accept);
    }

    /** A ledger holds one version of a catalog, so that there are two: before and after the last revision was written. */
    private List<Figure> history(Place place, int runs, int size) {
        try (var ledger = ledger(place);
                var earlier = ledger(place)) {
            return history(place, ledger, earlier, runs, size);
        }
    }

    private List<Figure> history(Place place, Ledger ledger, Ledger earlier, int runs, int size) {
        var whole = GeneratedCatalog.linear(size);
        var allButOne = GeneratedCatalog.withoutTheLast(size);
        var ours = new Figures();
        var jdbc = new Figures();
        ours.fresh = place.median(size + " revisions from empty", runs, () -> {
            var database = database(place);
            return Place.millis(() -> up(ledger, place, database, whole));
        });
        jdbc.fresh = place.median(size + " revisions from empty, JDBC", runs, () -> {
            var database = database(place);
            return Place.millis(() -> JdbcUpgrade.run(place, database, whole));
        });
        var settled = database(place);
        up(ledger, place, settled, whole);
        ours.nothing = place.median("nothing to do", runs, () -> Place.millis(() -> up(ledger, place, settled, whole)));
        var settledByJdbc = database(place);
        JdbcUpgrade.run(place, settledByJdbc, whole);
        jdbc.nothing = place.median(
                "nothing to do, JDBC", runs, () -> Place.millis(() -> JdbcUpgrade.run(place, settledByJdbc, whole)));
        ours.one = place.median("one more revision", runs, () -> {
            var database = database(place);
            up(earlier, place, database, allButOne);
            return Place.millis(() -> up(ledger, place, database, whole));
        });
        jdbc.one = place.median("one more revision, JDBC", runs, () -> {
            var database = database(place);
            JdbcUpgrade.run(place, database, allButOne);
            return Place.millis(() -> JdbcUpgrade.run(place, database, whole));
        });
        return List.of(
                Figure.millis(size + " revisions from empty", ours.fresh, jdbc.fresh),
                Figure.millis("nothing to do, at " + size, ours.nothing, jdbc.nothing),
                Figure.millis("one more revision, at " + size, ours.one, jdbc.one));
    }

    private static final class Figures {
        double fresh;
        double nothing;
        double one;
    }

    private String database(Place place) {
        var name = "revisions_" + number++;
        place.server().createDatabase(name);
        return name;
    }

    private static void up(Ledger ledger, Place place, String database, Catalog generated) {
        var wish = new UpDatabase.Wish("up", "head", Duration.ZERO, false, true);
        var result = new UpDatabase(ledger, wish).on(subject(place, database, generated));
        if (result.outcome() != UpResult.Outcome.UPGRADED && result.outcome() != UpResult.Outcome.UNCHANGED) {
            throw new IllegalStateException("the measured run went wrong: " + result.outcome() + " " + result.problem());
        }
    }

    private static Subject subject(Place place, String database, Catalog catalog) {
        var connection = new ConnectionConfig(
                Engine.POSTGRESQL,
                place.server().host(),
                place.server().port(),
                database,
                EmbeddedServer.USER,
                Optional.of(new Secret.Literal(place.server().password())),
                Optional.empty(),
                new TreeMap<>());
        return new Subject(
                new DatabaseConfig(database, catalog.name(), "bench", new TreeMap<>(), connection, 1),
                new CatalogConfig(catalog.name(), new Scratch.Embedded(), List.of(), Map.of(), Policy.DEFAULT),
                catalog);
    }
}
