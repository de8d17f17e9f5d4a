package dev.migrationledger.app.detection;

import dev.migrationledger.app.catalog.Catalogs;
import dev.migrationledger.app.config.CatalogConfig;
import dev.migrationledger.app.config.Engine;
import dev.migrationledger.app.config.Scratch.Embedded;
import dev.migrationledger.app.config.Scratch.Server;
import dev.migrationledger.app.embedded.EmbeddedServer;
import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.OriginReference;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.schema.Difference;
import dev.migrationledger.core.schema.SchemaDiff;
import dev.migrationledger.core.source.SnapshotScript;
import dev.migrationledger.core.target.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Detection as one run of a command needs it: each catalog's references are made or read once, however many databases
 * are looked at, and by whoever comes first; what keeps them from being made is met once too. Safe for concurrent use.
 */
public final class Detections implements AutoCloseable {
    private final Path cache;
    private final Map<String, String> environment;
    private final References.Progress progress;
    private final Supplier<EmbeddedServer> embedded;
    private final Map<Key, Prepared> prepared = new ConcurrentHashMap<>();
    private Optional<EmbeddedServer> opened = Optional.empty();

    /** A catalog may serve databases of several engines. */
    private record Key(String catalog, Engine engine) {}

    private sealed interface Prepared {
        /** A catalog with all that detection needs to know of it. */
        record Ready(References references, References.Made made) implements Prepared {}

        /** What kept its references from being made; it would keep them from it for the next database too. */
        record Refused(LedgerException reason) implements Prepared {}
    }

    /**
     * @param cache       directory of the references
     * @param environment of the process, for the secrets of scratch servers
     * @param embedded    starts or joins the server for catalogs without a scratch server of their own
     */
    public Detections(
            Path cache,
            Map<String, String> environment,
            Supplier<EmbeddedServer> embedded,
            References.Progress progress) {
        this.cache = cache;
        this.environment = environment;
        this.embedded = embedded;
        this.progress = progress;
    }

    /** With cache and scratch server where a data directory has them. @param environment of the process */
    public static Detections in(Path dataDirectory, Map<String, String> environment, References.Progress progress) {
        return new Detections(
                references(dataDirectory),
                environment,
                () -> EmbeddedServer.openThrowAway(dataDirectory.resolve("scratch")),
                progress);
    }

    /** Where references are kept below a data directory. */
    public static Path references(Path dataDirectory) {
        return dataDirectory.resolve("references");
    }

    /** Writes nothing to the target. @param engine the target's */
    public Detection detect(CatalogConfig configured, Catalog catalog, Engine engine, Target target) {
        return see(configured, catalog, engine, target).detection();
    }

    /** As {@link #detect}, with what was looked at. */
    public Detector.Seen see(CatalogConfig configured, Catalog catalog, Engine engine, Target target) {
        var ready = prepare(configured, catalog, engine);
        return new Detector(ready.references()).see(catalog, ready.made(), target);
    }

    /** The references of a catalog on an engine with what could not be made. */
    public References.Made references(CatalogConfig configured, Catalog catalog, Engine engine) {
        return prepare(configured, catalog, engine).made();
    }

    /**
     * How the schema that a dump makes differs from the state it claims to be, as the revisions make that state.
     *
     * @return empty when the revisions alone cannot make that state, so that the claim cannot be judged
     */
    public Optional<List<Difference>> differences(
            CatalogConfig configured, Catalog catalog, Engine engine, SnapshotScript dump) {
        var ready = prepare(configured, catalog, engine);
        var made = ready.made().references().stream()
                .filter(reference -> reference.origin().equals(dump.id()))
                .findFirst();
        var claimed = ready.references().build(catalog, OriginReference.EMPTY, State.of(dump.at()));
        return made.flatMap(reference -> claimed.map(state -> SchemaDiff.compare(state, reference.startSnapshot())));
    }

    private Prepared.Ready prepare(CatalogConfig configured, Catalog catalog, Engine engine) {
        var key = new Key(catalog.name(), engine);
        return switch (prepared.computeIfAbsent(key, _ -> attempt(configured, catalog, engine))) {
            case Prepared.Ready ready -> ready;
            case Prepared.Refused(var reason) -> throw new LedgerException(reason.problems());
        };
    }

    private Prepared attempt(CatalogConfig configured, Catalog catalog, Engine engine) {
        try {
            var references = new References(scratch(configured, engine), new ReferenceCache(cache), progress);
            return new Prepared.Ready(references, references.of(catalog));
        } catch (LedgerException e) {
            return new Prepared.Refused(e);
        }
    }

    /** The embedded server starts when something has to be made. */
    private Scratch scratch(CatalogConfig configured, Engine engine) {
        return switch (engine) {
            case SQLITE -> new SqliteScratch(Catalogs.tools(configured, environment));
            case POSTGRESQL, MYSQL -> postgresql(configured);
        };
    }

    private PostgresScratch postgresql(CatalogConfig configured) {
        return switch (configured.scratch()) {
            case Server(var connection) ->
                new PostgresScratch(
                        connection.resolve("the scratch server of catalog " + configured.name(), environment),
                        Catalogs.tools(configured, environment));
            case Embedded() ->
                new PostgresScratch(EmbeddedServer.MAJOR_VERSION, () -> embedded().address("postgres"), Catalogs.tools(configured, environment));
        };
    }

    private synchronized EmbeddedServer embedded() {
        if (opened.isEmpty()) {
            opened = Optional.of(embedded.get());
        }
        return opened.get();
    }

    @Override
    public synchronized void close() {
        opened.ifPresent(EmbeddedServer::close);
        opened = Optional.empty();
    }
}
