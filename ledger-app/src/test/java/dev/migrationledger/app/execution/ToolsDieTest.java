package dev.migrationledger.app.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.source.alembic.AlembicProject;
import dev.migrationledger.app.source.alembic.AlembicSource;
import dev.migrationledger.app.source.alembic.AlembicTool;
import dev.migrationledger.app.target.postgresql.PostgresEngine;
import dev.migrationledger.app.testing.AlembicFiles;
import dev.migrationledger.app.testing.PostgresServer;
import dev.migrationledger.app.testing.PostgresServers;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.source.Tools;
import dev.migrationledger.core.target.TargetAddress;
import dev.migrationledger.core.target.TargetEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our own connection breaks at every single call in turn while Alembic runs a revision: it is in exactly once. */
class ToolsDieTest {
    private final PostgresServer server = PostgresServers.shared();

    @TempDir
    Path directory;

    @Test
    void alembicsRevisionsAreInExactlyOnce() {
        AlembicFiles.in(directory)
                .revision("r1", "", "op.execute('update public.oracle set n = n + 1')");
        var graph = new RevisionGraph(new AlembicSource("alembic", directory, List.of()).read().revisions());
        var at = 0;
        for (var broke = true; broke; ) {
            at++;
            broke = false;
            for (var after : List.of(false, true)) {
                var address = server.freshDatabase();
                server.run(address, "create table oracle (n int); insert into oracle values (0)");
                var engine = new BreakingEngine(new PostgresEngine(), at, after);
                var first = runs(engine).apply(request(graph, address, "x1", Optional.empty(), 5), RunListener.NONE);
                var what = "break " + at + " " + (after ? "after " : "before ") + engine.broken() + ": " + first;
                var second = runs(new PostgresEngine())
                        .apply(request(graph, address, "x2", Optional.of("x1"), 6), RunListener.NONE);
                assertThat(second.isDone()).as(what + " then " + second).isTrue();
                assertThat(Answers.of(server, address, "select n from oracle")).as(what).isEqualTo("1");
                assertThat(Answers.of(server, address, "select string_agg(version_num, ' ') from alembic_version"))
                        .as(what)
                        .isEqualTo("r1");
                broke |= !engine.broken().isEmpty();
                server.run(server.address("postgres"), "drop database \"" + address.database() + "\" with (force)");
            }
        }
        assertThat(at).isGreaterThan(8);
    }

    private static RunRequest request(
            RevisionGraph graph, TargetAddress address, String attempt, Optional<String> recovers, long fence) {
        var work = new TargetWork(address, Revisions.QUICK, "db", "catalog", Optional.empty(), Duration.ofSeconds(5));
        return new RunRequest(work, graph, State.EMPTY, graph.inOrder(), attempt, recovers, fence, -1);
    }

    private RunRevisions runs(TargetEngine engine) {
        var command = List.of(AlembicFiles.COMMAND);
        var project = AlembicProject.find("alembic", directory, command).project().orElseThrow();
        var tool = new AlembicTool("alembic", project, command, Map.of(), System.getenv());
        return new RunRevisions(engine, InstantSource.system(), new Interruption(), new Tools(Map.of("alembic", tool)));
    }
}
