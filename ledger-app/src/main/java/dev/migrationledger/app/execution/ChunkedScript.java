package dev.migrationledger.app.execution;

import dev.migrationledger.core.history.Failure;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Chunks;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.script.ChunkStatement;
import dev.migrationledger.core.script.Dialect;
import dev.migrationledger.core.target.ChunkAccess.Key;
import dev.migrationledger.core.target.ChunkAccess.Progress;
import dev.migrationledger.core.target.ChunkAccess.Range;
import dev.migrationledger.core.target.Marker;
import dev.migrationledger.core.target.StatementFailed;
import java.util.Optional;

/**
 * A revision that goes through a table in chunks (ADR 7). A chunk is one transaction: fence, how far it is, the rows after
 * that, the statements for them, how far it is now. The last transaction finds no more rows and records the revision. What
 * a lock timeout undoes is one chunk, and each chunk has the patience that elsewhere a revision has.
 */
final class ChunkedScript {
    /** Number of the marker that says that the revision was begun. */
    private static final int BEGUN = 1;

    private final Attempt attempt;
    private final RunRequest request;
    private final RunListener listener;
    private final Failures failures;
    private final LockPatience patience;
    private final Dialect dialect;

    ChunkedScript(
            Attempt attempt,
            RunRequest request,
            RunListener listener,
            Failures failures,
            LockPatience patience,
            Dialect dialect) {
        this.attempt = attempt;
        this.request = request;
        this.listener = listener;
        this.failures = failures;
        this.patience = patience;
        this.dialect = dialect;
    }

    /** @return whether it was found done */
    boolean upgrade(PreparedScript script) {
        var revision = script.revision();
        var chunks = revision.chunks().orElseThrow();
        if (patience.with(revision, () -> isDone(script, chunks), attempt::abandon)) {
            return true;
        }
        while (!patience.with(revision, () -> chunk(script, chunks), attempt::abandon)) {
            attempt.goOn(revision);
        }
        return false;
    }

    private boolean isDone(PreparedScript script, Chunks chunks) {
        attempt.begin();
        if (attempt.isDone(script, 0)) {
            attempt.end();
            return true;
        }
        attempt.isNext();
        attempt.isDone(script, BEGUN);
        var access = attempt.session().chunks();
        access.prepare();
        if (!access.isThere(chunks)) {
            throw failed("LDG820", script.revision(), "there is no table with such a key: " + chunks.way(),
                    "correct the names in `chunks:`; those with capital letters need quotes");
        }
        var before = progress(script, chunks);
        if (before.isEmpty() && access.hasRowsWithoutKey(chunks)) {
            throw failed("LDG821", script.revision(), "some rows of " + chunks.table() + " have no " + chunks.key()
                    + " and would be in no chunk", "go by a key that is NOT NULL, such as the primary key");
        }
        attempt.end();
        before.ifPresent(progress -> listener.progressed(script.revision(), progress));
        return false;
    }

    /** @return whether the revision is in */
    private boolean chunk(PreparedScript script, Chunks chunks) {
        var revision = script.revision();
        attempt.begin();
        var before = progress(script, chunks);
        var range = attempt.session().chunks().next(chunks, before.map(Progress::upTo));
        if (range.isEmpty()) {
            attempt.session().mark(attempt.marker(script, BEGUN, Marker.Phase.DONE));
            attempt.record(script);
            return true;
        }
        try {
            run(script, range.get());
        } catch (Stopped stop) {
            throw before.map(progress -> stop.with("; before that, " + progress + " are in")).orElse(stop);
        }
        var now = before.orElse(new Progress(chunks.way(), range.get().from(), 0, 0)).with(range.get());
        attempt.session().mark(attempt.marker(script, BEGUN, Marker.Phase.BEGUN));
        attempt.session().chunks().keep(revision.id(), now);
        attempt.commit(revision, () -> isUpTo(revision, now.upTo()));
        listener.progressed(revision, now);
        return false;
    }

    private void run(PreparedScript script, Range range) {
        for (var statement : script.statements()) {
            try {
                attempt.session().chunks().execute(ChunkStatement.of(statement.sql(), dialect), range);
            } catch (StatementFailed failed) {
                throw failures.stop(Optional.of(script.revision()), Optional.of(statement), failed.failure());
            }
        }
    }

    private boolean isUpTo(Revision revision, Key key) {
        return attempt.session().chunks().progress(revision.id()).filter(found -> found.upTo().equals(key)).isPresent();
    }

    /** Behind the fence. Without the marker nothing was begun, or somebody said that it starts anew. */
    private Optional<Progress> progress(PreparedScript script, Chunks chunks) {
        var revision = script.revision();
        if (attempt.session().marker(revision.id(), BEGUN).isEmpty()) {
            return Optional.empty();
        }
        var found = attempt.session().chunks().progress(revision.id());
        if (found.isEmpty()) {
            throw refused(revision, "its marker says that it was begun, and how far it came is not kept any more",
                    "look in the table how far it is; bring it to its end by hand, then `ledger stamp " + revision.id() + " "
                            + request.work().databaseId() + " --yes --reason TEXT`");
        }
        if (!found.get().way().equals(chunks.way())) {
            throw refused(revision, "it is half-way through " + found.get().way() + ", and now it says " + chunks.way(),
                    "put the old `chunks:` back; only the number of rows may change before it is done");
        }
        return found;
    }

    private Stopped refused(Revision revision, String what, String hint) {
        return Stopped.because(new Problem("LDG823", Exit.REFUSED, where(revision) + what, hint));
    }

    private Stopped failed(String code, Revision revision, String what, String hint) {
        return failures.failed(code, where(revision) + what, hint, new Failure(0, 0, "", what));
    }

    private String where(Revision revision) {
        return failures.where(Optional.of(revision), Optional.empty());
    }
}
