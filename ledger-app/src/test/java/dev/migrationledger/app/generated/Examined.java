package dev.migrationledger.app.generated;

import dev.migrationledger.app.detection.Detector;
import dev.migrationledger.app.detection.PostgresScratch;
import dev.migrationledger.app.detection.ReferenceCache;
import dev.migrationledger.app.detection.References;
import dev.migrationledger.app.target.postgresql.PostgresTarget;
import dev.migrationledger.app.testing.PostgresServer;
import dev.migrationledger.app.testing.PostgresServers;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.schema.Difference;
import dev.migrationledger.core.schema.SchemaDiff;
import dev.migrationledger.core.schema.SchemaSnapshot;
import dev.migrationledger.core.schema.Tier;
import dev.migrationledger.core.target.TargetAddress;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** A generated catalog with its references, and a database to look at. */
final class Examined implements AutoCloseable {
    final GeneratedCatalog catalog;
    final LiveDatabase live;
    private final References references;
    private final References.Made made;
    private final List<Revision> order;

    /** @param cache directory that may be thrown away */
    Examined(long seed, Path cache) {
        var server = PostgresServers.shared();
        this.catalog = new GeneratedCatalog(seed);
        this.live = new LiveDatabase(server);
        this.order = catalog.otherOrder();
        this.references = new References(scratch(server), new ReferenceCache(cache.resolve("s" + seed)), References.Progress.NONE);
        this.made = references.of(catalog.catalog());
        if (!made.problems().isEmpty()) {
            throw new AssertionError(made.problems() + "\n" + catalog);
        }
    }

    private static PostgresScratch scratch(PostgresServer server) {
        return new PostgresScratch(server.address("postgres"));
    }

    /** Another order than that of the references, where the graph leaves a choice. */
    void bring(Set<String> members) throws SQLException {
        live.bring(order.stream().filter(r -> members.contains(r.id())).toList());
    }

    Detection look() {
        return look(live.address());
    }

    Detection look(TargetAddress address) {
        try (var target = PostgresTarget.open(address)) {
            return new Detector(references).detect(catalog.catalog(), made, target);
        }
    }

    /** Whether a database at this state has this schema, by hard evidence. */
    boolean looksLike(State state, SchemaSnapshot snapshot) {
        return references
                .build(catalog.catalog(), "empty", state)
                .filter(built -> isSame(built, snapshot))
                .isPresent();
    }

    static boolean isSame(SchemaSnapshot a, SchemaSnapshot b) {
        return hard(SchemaDiff.compare(a, b)).isEmpty();
    }

    static List<Difference> hard(List<Difference> differences) {
        return differences.stream().filter(d -> d.tier() == Tier.HARD).toList();
    }

    @Override
    public void close() throws SQLException {
        live.close();
    }
}
