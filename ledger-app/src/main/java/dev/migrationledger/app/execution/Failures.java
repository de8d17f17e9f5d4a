package dev.migrationledger.app.execution;

import dev.migrationledger.core.history.Failure;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.script.Part;
import dev.migrationledger.core.target.LockHolder;
import dev.migrationledger.core.target.StatementFailed;
import dev.migrationledger.core.target.StatementFailure;
import dev.migrationledger.core.target.TargetSession;
import java.util.List;
import java.util.Optional;

/** What a person is told when a target does not do as told. */
public final class Failures {
    private final String databaseId;
    private final Interruption interruption;

    Failures(String databaseId, Interruption interruption) {
        this.databaseId = databaseId;
        this.interruption = interruption;
    }

    /** Of a session that no run of revisions uses. */
    public static LedgerException asked(String databaseId, Interruption interruption, StatementFailed failed) {
        var stop = new Failures(databaseId, interruption).stop(Optional.empty(), Optional.empty(), failed.failure());
        return new LedgerException(stop.problem(), failed);
    }

    String databaseId() {
        return databaseId;
    }

    /** @param revision none while the target is opened; @param statement none when the protocol's own words failed */
    Stopped stop(Optional<Revision> revision, Optional<Part.Sent> statement, StatementFailure failure) {
        return stop(where(revision, statement), statement.map(Part.Sent::number).orElse(0),
                statement.map(Part.Sent::line).orElse(0), failure);
    }

    /** @param line of the revision's file, 0 when it is not known */
    Stopped stopInFile(Revision revision, int line, StatementFailure failure) {
        var where = "database " + databaseId + ", revision " + revision.id() + " (" + revision.file()
                + (line > 0 ? " line " + line : "") + "): ";
        return stop(where, 0, line, failure);
    }

    private Stopped stop(String where, int statement, int line, StatementFailure failure) {
        var recorded = new Failure(statement, line, failure.sqlState(), failure.message());
        var state = failure.sqlState().isEmpty() ? "" : " (" + failure.sqlState() + ")";
        return switch (failure.kind()) {
            case REFUSED, TIMED_OUT -> failed("LDG530", where + failure.message() + state,
                    "what the revision had done is undone where it is transactional; correct the cause and run again", recorded);
            case LOST -> failed("LDG531", where + "the connection was lost" + state + ": " + failure.message(),
                    "look whether the server is up, then run again: what was done is known by its marker", recorded);
            case CANCELLED -> interruption.requested()
                    ? new Stopped(Ending.INTERRUPTED, interrupted(where), Optional.of(recorded))
                    : failed("LDG530", where + failure.message() + state, "somebody cancelled it on the server; run again", recorded);
            case LOCKED -> locked(where, failure, recorded);
        };
    }

    private static Stopped locked(String where, StatementFailure failure, Failure recorded) {
        var words = failure.message() + ExecutorBusy.heldBy(failure.holders());
        return new Stopped(
                Ending.LOCKED,
                new Problem("LDG351", Exit.LOCKED, where + words,
                        "let the other session end, then run again: it goes on where it stopped"),
                Optional.of(new Failure(recorded.statement(), recorded.line(), recorded.sqlState(), words)));
    }

    Stopped interruptedBefore(String what) {
        return new Stopped(Ending.INTERRUPTED, interrupted("database " + databaseId + ", before " + what + ": "), Optional.empty());
    }

    Stopped executorBusy(List<LockHolder> holders) {
        return Stopped.because(ExecutorBusy.on(databaseId, holders));
    }

    /** The fence was not to be had. @param session where that was tried */
    Stopped stale(TargetSession session) {
        if (session.registration().isEmpty()) {
            return Stopped.because(new Problem(
                    "LDG826",
                    Exit.REFUSED,
                    "database " + databaseId + " does not say any more which one it is: somebody deleted the row in"
                            + " migration_ledger.identity; this run did nothing more",
                    "run again: it looks anew, and writes down what the schema proves"));
        }
        return Stopped.because(new Problem(
                "LDG522",
                Exit.REFUSED,
                "database " + databaseId + " was taken over by a newer run; this one did nothing more",
                "run again to see where the database is"));
    }

    Stopped failed(String code, String message, String hint, Failure failure) {
        return new Stopped(Ending.FAILED, new Problem(code, Exit.FAILED, message, hint), Optional.of(failure));
    }

    String where(Optional<Revision> revision, Optional<Part.Sent> statement) {
        return "database " + databaseId
                + revision.map(r -> ", revision " + r.id()).orElse("")
                + statement.map(s -> ", statement " + s.number() + " ("
                                + revision.map(r -> r.file() + " ").orElse("") + "line " + s.line() + ")")
                        .orElse("")
                + ": ";
    }

    private static Problem interrupted(String where) {
        return new Problem("LDG534", Exit.FAILED, where + "interrupted", "run again: it goes on where it stopped");
    }

}
