package dev.migrationledger.app.realinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.migrationledger.app.detection.PostgresScratch;
import dev.migrationledger.app.detection.ReferenceCache;
import dev.migrationledger.app.detection.References;
import dev.migrationledger.app.testing.PostgresServers;
import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.catalog.Policy;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** That each exception made for a script is one that the script needs. */
class DspaceScriptsOnServersTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @FieldSource("dev.migrationledger.app.realinput.StandIn#ALL")
    void withoutAStandInTheScriptThatNeedsItFails(StandIn missing) throws SQLException {
        var others = StandIn.ALL.stream().filter(standIn -> !standIn.equals(missing)).toList();
        try (var database = new DspaceDatabase(PostgresServers.shared())) {
            for (var revision : DspaceScripts.runnable(directory, others).inOrder()) {
                if (revision.id().equals(missing.neededBy())) {
                    assertThatThrownBy(() -> database.run(revision)).hasMessageContaining(missing.failure());
                    return;
                }
                database.run(revision);
            }
        }
        fail("no revision " + missing.neededBy());
    }

    /** What is below the first script that cannot run is recognised all the same; nothing above it is. */
    @Test
    void aCatalogOfTheScriptsAloneSaysWhichOneFailsAndWhy(@TempDir Path cache) {
        DspaceScripts.copyTo(directory);
        var catalog = new Catalog(
                "dspace", DspaceScripts.read(directory), List.of(), List.of(), Map.of(), Policy.DEFAULT);
        var scratch = new PostgresScratch(PostgresServers.shared().address("postgres"));
        var made = new References(scratch, new ReferenceCache(cache), References.Progress.NONE).of(catalog);
        assertThat(made.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("LDG424"))
                .satisfies(problem -> assertThat(problem.message())
                        .contains(StandIn.DROPPED_KEYS.neededBy(), StandIn.DROPPED_KEYS.failure()));
        assertThat(made.references().getFirst().deltas()).hasSize(15);
    }

    /** From 13 on the function is built in. */
    @Test
    void onTwelveTheUniqueIdentifiersNeedPgcrypto() throws SQLException {
        var graph = DspaceScripts.runnable(directory, StandIn.ALL);
        var identifiers = graph.get("6.0.2015.03.07");
        try (var database = new DspaceDatabase(PostgresServers.version(12))) {
            for (var revision : graph.inOrder().stream().takeWhile(r -> !r.equals(identifiers)).toList()) {
                database.run(revision);
            }
            assertThatThrownBy(() -> database.run(identifiers))
                    .hasMessageContaining("function gen_random_uuid() does not exist");
            database.execute("create extension pgcrypto");
            for (var revision : graph.inOrder().stream().dropWhile(r -> !r.equals(identifiers)).toList()) {
                database.run(revision);
            }
        }
    }
}
