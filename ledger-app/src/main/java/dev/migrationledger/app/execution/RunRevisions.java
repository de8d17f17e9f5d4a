package dev.migrationledger.app.execution;

import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.script.Dialect;
import dev.migrationledger.core.source.Tools;
import dev.migrationledger.core.target.StatementFailed;
import dev.migrationledger.core.target.TargetEngine;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs the revisions of a plan on one target: each exactly once, whatever dies (design, section 6, steps 2 to 6). The
 * caller stores the intent before and the outcomes after; every call may be repeated with a higher fence. Expected
 * failures are outcomes, never exceptions.
 */
public final class RunRevisions {
    private final TargetEngine engine;
    private final InstantSource clock;
    private final Interruption interruption;
    private final Tools tools;

    /** For catalogs of SQL alone. */
    public RunRevisions(TargetEngine engine, InstantSource clock, Interruption interruption) {
        this(engine, clock, interruption, Tools.NONE);
    }

    public RunRevisions(TargetEngine engine, InstantSource clock, Interruption interruption, Tools tools) {
        this.engine = engine;
        this.tools = tools;
        this.clock = clock;
        this.interruption = interruption;
    }

    /** Runs the scripts of the request's revisions; none runs when any of them is unfit. */
    public RunOutcome apply(RunRequest request, RunListener listener) {
        return run(request, listener, PreparedScript::upgrade, Attempt::apply);
    }

    /** Runs the revert sections, newest first; none runs when any is missing. */
    public RunOutcome revert(RunRequest request, RunListener listener) {
        return run(request, listener, PreparedScript::revert, Attempt::revert);
    }

    private interface Preparation {
        PreparedScript of(Revision revision, Dialect dialect, List<Problem> problems);
    }

    private interface Work {
        void on(Attempt attempt, PreparedScript script);
    }

    private RunOutcome run(
            RunRequest request,
            RunListener listener,
            Preparation preparation,
            Work work) {
        var problems = new ArrayList<Problem>();
        var scripts = request.revisions().stream().map(r -> preparation.of(r, engine.dialect(), problems)).toList();
        if (!problems.isEmpty()) {
            return RunOutcome.refused(request.from(), problems);
        }
        var opening = new Opening(engine, request.work(), interruption);
        var failures = new Failures(request.work().databaseId(), interruption);
        Optional<Revision> current = Optional.empty();
        var attempt = new Attempt(request, listener, opening, failures, interruption, clock, tools);
        try {
            attempt.open();
            for (var script : scripts) {
                current = Optional.of(script.revision());
                work.on(attempt, script);
            }
            return RunOutcome.done(attempt.state());
        } catch (Stopped stop) {
            return stopped(attempt, listener, current, stop);
        } catch (StatementFailed failed) {
            return stopped(attempt, listener, current, failures.stop(current, Optional.empty(), failed.failure()));
        } catch (LedgerException refused) {
            return stopped(attempt, listener, current, Stopped.because(refused.problem()));
        } finally {
            attempt.close();
        }
    }

    private static RunOutcome stopped(Attempt attempt, RunListener listener, Optional<Revision> revision, Stopped stop) {
        attempt.abandon();
        if (!attempt.hasSeenAllThatIsIn()) {
            listener.unsettled();
        }
        revision.ifPresent(r -> stop.failure().ifPresent(failure -> listener.failed(r, failure)));
        return RunOutcome.stopped(attempt.state(), revision.map(Revision::id), stop);
    }
}
