package dev.migrationledger.app.bench;

import dev.migrationledger.app.catalog.Catalogs;
import dev.migrationledger.app.config.ConfigurationReader;
import dev.migrationledger.app.demo.ExampleFiles;
import dev.migrationledger.app.detection.PostgresScratch;
import dev.migrationledger.app.detection.ReferenceCache;
import dev.migrationledger.app.detection.References;
import dev.migrationledger.app.embedded.EmbeddedServer;
import dev.migrationledger.core.catalog.Catalog;
import java.util.List;
import java.util.UUID;

/** References, made from nothing: scratch databases, every revision run, a snapshot after each. */
final class Materialise implements Measurement {
    @Override
    public String name() {
        return "materialise";
    }

    @Override
    public List<Figure> take(Place place, int runs) {
        var example = example(place);
        var long500 = GeneratedCatalog.linear(500);
        return List.of(
                Figure.millis("example catalog, 33 revisions, 2 origins", cold(place, runs, example)),
                Figure.millis("500 linear revisions", cold(place, Math.min(runs, 2), long500)));
    }

    private static double cold(Place place, int runs, Catalog catalog) {
        return place.median("references of " + catalog.name(), runs, () -> Place.millis(() -> make(place, catalog)));
    }

    /** With the scratch server's start and stop, as a command has them too. */
    private static void make(Place place, Catalog catalog) {
        var name = UUID.randomUUID().toString();
        try (var server = EmbeddedServer.openThrowAway(place.directory().resolve("scratch-" + name))) {
            var scratch = new PostgresScratch(server.address("postgres"));
            new References(scratch, new ReferenceCache(place.directory().resolve("cache-" + name)), References.Progress.NONE)
                    .of(catalog);
        }
    }

    private static Catalog example(Place place) {
        var directory = place.directory().resolve("example-" + UUID.randomUUID());
        ExampleFiles.copyTo(directory);
        var configured = ConfigurationReader.read(directory.resolve("ledger.yml"))
                .catalogs()
                .values()
                .iterator()
                .next();
        return Catalogs.read(configured, _ -> {});
    }
}
