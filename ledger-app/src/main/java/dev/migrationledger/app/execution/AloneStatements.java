package dev.migrationledger.app.execution;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.script.Dialect;
import dev.migrationledger.core.script.Part;
import dev.migrationledger.core.script.StatementTraits;
import dev.migrationledger.core.target.Judgement;
import dev.migrationledger.core.target.Marker;
import dev.migrationledger.core.target.StatementFailed;
import dev.migrationledger.core.target.TargetSession;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The statements of a revision that is not transactional. One that can run in a transaction gets one of its own,
 * together with its marker, so that its outcome is never in doubt; the others run between BEGUN and DONE, and when they
 * are found begun the catalog decides.
 */
final class AloneStatements {
    private final TargetSession session;
    private final RunRequest request;
    private final RunListener listener;
    private final Failures failures;
    private final Dialect dialect;

    AloneStatements(
            TargetSession session, RunRequest request, RunListener listener, Failures failures, Dialect dialect) {
        this.session = session;
        this.dialect = dialect;
        this.request = request;
        this.listener = listener;
        this.failures = failures;
    }

    /**
     * @param begin  opens a transaction behind the fence
     * @param isDone whether the statement's marker says so; read in that transaction
     */
    void run(PreparedScript script, Part.Sent statement, Runnable begin, BooleanSupplier isDone) {
        begin.run();
        if (isDone.getAsBoolean()) {
            session.commit();
            return;
        }
        try {
            var begun = session.marker(script.revision().id(), statement.number()).isPresent();
            if (runsInTransaction(statement) && !begun) {
                Attempt.send(session, statement);
                session.mark(marker(script, statement, Marker.Phase.DONE));
                session.commit();
            } else {
                alone(script, statement, begin, begun);
            }
        } catch (StatementFailed failed) {
            var stop = failures.stop(Optional.of(script.revision()), Optional.of(statement), failed.failure());
            throw runsInTransaction(statement) || needsNoTransaction(statement) ? stop : stop.once();
        }
    }

    private boolean needsNoTransaction(Part.Sent statement) {
        return StatementTraits.of(statement.sql(), dialect).needsNoTransaction();
    }

    /** Procedures and anonymous blocks may commit on their own. */
    private boolean runsInTransaction(Part.Sent statement) {
        return switch (statement) {
            case Part.CopyData _ -> true;
            case Part.Statement(var sql, _, _) -> !needsNoTransaction(statement)
                    && !sql.regionMatches(true, 0, "call", 0, 4)
                    && !sql.regionMatches(true, 0, "do", 0, 2);
        };
    }

    /** @param begun whether it was found begun by somebody who did not see its end */
    private void alone(PreparedScript script, Part.Sent statement, Runnable begin, boolean begun) {
        session.mark(marker(script, statement, Marker.Phase.BEGUN));
        session.commit();
        if (begun) {
            recover(script, statement);
        } else {
            session.execute(statement.sql());
        }
        begin.run();
        session.mark(marker(script, statement, Marker.Phase.DONE));
        session.commit();
    }

    private void recover(PreparedScript script, Part.Sent statement) {
        switch (session.judge(statement.sql())) {
            case Judgement.Done _ ->
                listener.noted(script.revision().id(), statement.line(), "statement " + statement.number()
                        + " was begun before and is found done");
            case Judgement.Run(var before, var sql) -> {
                before.forEach(session::execute);
                session.execute(sql);
            }
            case Judgement.Unknown(var reason) -> {
                listener.outcomeUnknown(script.revision(), statement.number(), reason);
                throw Stopped.because(new Problem(
                        "LDG529",
                        Exit.REFUSED,
                        failures.where(Optional.of(script.revision()), Optional.of(statement))
                                + "it was begun and not seen to end, and " + reason,
                        "look in the database whether it took effect, then say so: `ledger resolve " + request.work().databaseId()
                                + " --applied --reason TEXT`, or --not-applied to have it run again"));
            }
        }
    }

    private Marker marker(PreparedScript script, Part.Sent statement, Marker.Phase phase) {
        return new Marker(
                script.revision().id(),
                statement.number(),
                phase,
                request.attempt(),
                request.fence(),
                script.script().digest());
    }
}
