package dev.migrationledger.app.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.app.config.CatalogConfig;
import dev.migrationledger.app.config.Engine;
import dev.migrationledger.app.config.Scratch;
import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.catalog.Policy;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Kind;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.Script;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectionsTest {
    @TempDir
    Path directory;

    /** A fleet of hundreds does not wait for the same failure hundreds of times. */
    @Test
    void whatKeepsReferencesFromBeingMadeIsMetOnce() {
        var attempts = new AtomicInteger();
        var revision = new Revision(
                "r1", List.of(), List.of(), Set.of(), "r1", Kind.SCHEMA, true, false, List.of(),
                new Script("create table t (id int);", 1), Optional.empty(), "sql", "r1.sql");
        var catalog = new Catalog("shop", new RevisionGraph(List.of(revision)), List.of(), List.of(), Map.of(), Policy.DEFAULT);
        var configured = new CatalogConfig("shop", new Scratch.Embedded(), List.of(), Map.of(), Policy.DEFAULT);
        var broken = new Problem("LDG721", Exit.FAILED, "env.py cannot be loaded", "correct it");

        try (var detections = new Detections(directory, Map.of(), () -> {
            attempts.incrementAndGet();
            throw new LedgerException(broken);
        }, References.Progress.NONE)) {
            for (int database = 0; database < 3; database++) {
                assertThatThrownBy(() -> detections.references(configured, catalog, Engine.POSTGRESQL))
                        .isInstanceOfSatisfying(LedgerException.class, e -> assertThat(e.problems()).containsExactly(broken));
            }
        }

        assertThat(attempts).hasValue(1);
    }
}
