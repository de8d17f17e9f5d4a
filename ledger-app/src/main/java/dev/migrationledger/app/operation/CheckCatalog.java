package dev.migrationledger.app.operation;

import dev.migrationledger.app.config.CatalogConfig;
import dev.migrationledger.app.config.Engine;
import dev.migrationledger.app.detection.Detections;
import dev.migrationledger.app.result.SnapshotCheck;
import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.problem.Problem;
import java.util.List;

/** What can be told about a catalog only by running it in a scratch database of an engine. */
public record CheckCatalog(Detections detections, CatalogConfig configured, Catalog catalog, Engine engine) {
    /** Revisions that fail in scratch. */
    public List<Problem> failures() {
        return detections.references(configured, catalog, engine).lasting();
    }

    /** Each dump against the revision that it claims to equal. */
    public List<SnapshotCheck> snapshots() {
        return catalog.snapshots().stream()
                .map(dump -> new SnapshotCheck(
                        dump.id(), dump.at(), detections.differences(configured, catalog, engine, dump)))
                .toList();
    }
}
