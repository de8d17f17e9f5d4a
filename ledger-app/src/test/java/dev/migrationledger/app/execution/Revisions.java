package dev.migrationledger.app.execution;

import dev.migrationledger.core.revision.Chunks;
import dev.migrationledger.core.revision.Kind;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.target.SessionOptions;
import dev.migrationledger.core.target.TargetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Revisions in a line, and requests to run them. */
final class Revisions {
    static final SessionOptions QUICK = SessionOptions.DEFAULT.withLockTimeout(Duration.ofMillis(900));

    private final List<Revision> line = new ArrayList<>();

    Revisions add(String id, String sql) {
        return add(id, sql, true, List.of(), Optional.empty(), id + ".sql");
    }

    Revisions alone(String id, String sql) {
        return add(id, sql, false, List.of(), Optional.empty(), id + ".sql");
    }

    /** @param way as in the header */
    Revisions chunked(String id, String way, String sql) {
        line.add(new Revision(
                id,
                line.isEmpty() ? List.of() : List.of(line.getLast().id()),
                List.of(),
                Set.of(),
                "about " + id,
                Kind.DATA,
                true,
                false,
                List.of(),
                new Script(sql, 1),
                Optional.empty(),
                "source",
                id + ".sql",
                Chunks.read(way)));
        return this;
    }

    Revisions add(String id, String sql, boolean transactional, List<String> verify, Optional<String> revert, String file) {
        line.add(new Revision(
                id,
                line.isEmpty() ? List.of() : List.of(line.getLast().id()),
                List.of(),
                Set.of(),
                "about " + id,
                Kind.SCHEMA,
                transactional,
                false,
                verify,
                new Script(sql, 1),
                revert.map(text -> new Script(text, 1)),
                "source",
                file));
        return this;
    }

    RevisionGraph graph() {
        return new RevisionGraph(line);
    }

    List<Revision> all() {
        return line;
    }

    static TargetWork work(TargetAddress address) {
        return new TargetWork(address, QUICK, "db", "catalog", Optional.empty(), Duration.ZERO);
    }

    RunRequest request(TargetAddress address, String attempt, long fence) {
        return new RunRequest(
                work(address), graph(), State.EMPTY, line, attempt, Optional.empty(), fence, RunRequest.TRUST_MARKERS);
    }

    /** Newest first. */
    RunRequest back(TargetAddress address, String attempt, long fence) {
        return new RunRequest(
                work(address), graph(), graph().heads(), line.reversed(), attempt, Optional.empty(), fence,
                RunRequest.TRUST_MARKERS);
    }
}
