package dev.migrationledger.app.realinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.execution.Ending;
import dev.migrationledger.app.execution.Interruption;
import dev.migrationledger.app.execution.RunListener;
import dev.migrationledger.app.execution.RunOutcome;
import dev.migrationledger.app.execution.RunRequest;
import dev.migrationledger.app.execution.RunRevisions;
import dev.migrationledger.app.execution.TargetWork;
import dev.migrationledger.app.target.postgresql.PostgresEngine;
import dev.migrationledger.app.target.postgresql.PostgresTarget;
import dev.migrationledger.app.testing.PostgresServers;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.schema.SchemaSnapshot;
import dev.migrationledger.core.target.SessionOptions;
import dev.migrationledger.core.target.TargetAddress;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger's own way of running DSpace's scripts. */
class DspaceUpTest {
    @TempDir
    Path directory;

    @Test
    void theLedgerBringsAnEmptyDatabaseToHeadAndMakesTheSchemaThatThePlainScriptsMake() throws SQLException {
        var graph = DspaceScripts.runnable(directory, StandIn.ALL);
        var address = PostgresServers.freshDatabase();

        var outcome = run(graph, address);

        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.ending()).isEqualTo(Ending.DONE);
        assertThat(outcome.state()).isEqualTo(State.of("8.0.2024.02.14"));
        try (var plain = new DspaceDatabase(PostgresServers.shared())) {
            for (var revision : graph.inOrder()) {
                plain.run(revision);
            }
            assertThat(snapshot(address)).isEqualTo(snapshot(plain.address()));
        }
    }

    @Test
    void aScriptThatCommitsByItselfIsRefusedBeforeAnythingRuns() {
        DspaceScripts.copyTo(directory);
        var address = PostgresServers.freshDatabase();

        var outcome = run(DspaceScripts.read(directory), address);

        assertThat(outcome.ending()).isEqualTo(Ending.REFUSED);
        assertThat(outcome.problems()).hasSize(2).extracting(Problem::code).containsOnly("LDG523");
        assertThat(outcome.problems())
                .allSatisfy(problem -> assertThat(DspaceScripts.EDITED.keySet())
                        .anySatisfy(version -> assertThat(problem.message()).contains("revision " + version)));
        assertThat(snapshot(address)).isEqualTo(SchemaSnapshot.EMPTY);
    }

    private static RunOutcome run(RevisionGraph graph, TargetAddress address) {
        var work = new TargetWork(
                address, SessionOptions.DEFAULT, "dspace-prod", "dspace", Optional.empty(), Duration.ZERO);
        var request = new RunRequest(
                work, graph, State.EMPTY, graph.inOrder(), "attempt-1", Optional.empty(), 1, RunRequest.TRUST_MARKERS);
        return new RunRevisions(new PostgresEngine(), InstantSource.fixed(Instant.EPOCH), new Interruption())
                .apply(request, RunListener.NONE);
    }

    private static SchemaSnapshot snapshot(TargetAddress address) {
        try (var target = PostgresTarget.open(address)) {
            return target.snapshot();
        }
    }
}
