package dev.migrationledger.app.execution;

import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.source.Tools;
import dev.migrationledger.core.target.Claimed;
import dev.migrationledger.core.target.Marker;
import dev.migrationledger.core.target.StatementFailed;
import dev.migrationledger.core.target.TargetEngine;
import dev.migrationledger.core.target.TargetSession;
import dev.migrationledger.core.target.TrackerReading;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes what was decided into a target's own tables and runs nothing: stamp, repair, resolve. A stamp makes the trackers
 * say a state. The markers of revisions that are not in the state go, so that a later plan may run them.
 */
public final class WriteClaim {
    private final TargetEngine engine;
    private final Interruption interruption;
    private final Tools tools;

    /** For catalogs of SQL alone. */
    public WriteClaim(TargetEngine engine, Interruption interruption) {
        this(engine, interruption, Tools.NONE);
    }

    public WriteClaim(TargetEngine engine, Interruption interruption, Tools tools) {
        this.engine = engine;
        this.tools = tools;
        this.interruption = interruption;
    }

    /**
     * @param from  what the target is believed to say now; the outcome's state when nothing was written
     * @param ends  whether a person insists, which ends what was begun; else that is gone on with, also where it was begun
     *              by a dead run's commit that came after the look
     * @param fence place in the database's stream, as for a run; a claim with an older one is refused (LDG522)
     */
    public RunOutcome write(
            TargetWork work, RevisionGraph graph, State from, State state, boolean ends, long fence) {
        return locked(work, from, state, session -> {
            makeTrackers(session, work, graph, state);
            session.begin();
            if (!session.raiseFence(fence) && !session.keepFence(fence)) {
                throw new Failures(work.databaseId(), interruption).stale(session);
            }
            session.keepMarkers(graph.members(state), !ends);
            session.claim(new Claimed(graph, state, true));
            session.commit();
        });
    }

    /** A tool whose revisions are in must find its own tracker, or it begins from nothing: it makes an empty one. */
    private void makeTrackers(TargetSession session, TargetWork work, RevisionGraph graph, State state) {
        var present = session.trackers().stream().map(TrackerReading::kind).collect(Collectors.toSet());
        var sources = graph.members(state).stream().map(id -> graph.get(id).source()).collect(Collectors.toSet());
        tools.bySource().forEach((source, tool) -> {
            if (sources.contains(source) && !present.contains(tool.tracker())) {
                try (var opened = tool.open(work.address(), session.toolAccess().admission())) {
                    opened.makeTracker();
                }
            }
        });
    }

    /**
     * Makes a statement's marker say what a person decided about it: done, or never begun.
     *
     * @param decided the marker of the statement when it was done
     * @param state   the outcome's; it stays as it is
     * @param fence   place of the decision in the database's stream
     */
    public RunOutcome settle(TargetWork work, State state, Marker decided, boolean applied, long fence) {
        return locked(work, state, state, session -> {
            session.begin();
            if (!session.raiseFence(fence) && !session.keepFence(fence)) {
                throw new Failures(work.databaseId(), interruption).stale(session);
            }
            if (applied) {
                session.mark(decided);
            } else {
                session.unmark(decided.revision(), decided.statement());
            }
            session.commit();
        });
    }

    /** Says on a person's word that this is from now on the database of that id, although it was moved or restored. */
    public RunOutcome adopt(TargetWork work, State from) {
        try (var session = engine.connect(work.address(), work.options())) {
            var identity = session.identity();
            session.prepare();
            session.begin();
            session.adopt(work.databaseId(), identity, work.catalog());
            session.commit();
            return RunOutcome.done(from);
        } catch (StatementFailed failed) {
            return stopped(work, from, failed);
        } catch (LedgerException refused) {
            return RunOutcome.stopped(from, Optional.empty(), Stopped.because(refused.problem()));
        }
    }

    private interface Work {
        void on(TargetSession session);
    }

    private RunOutcome locked(TargetWork work, State from, State to, Work task) {
        var opening = new Opening(engine, work, interruption);
        try {
            var session = opening.open();
            try {
                task.on(session);
                return RunOutcome.done(to);
            } finally {
                if (session.inTransaction()) {
                    session.rollback();
                }
                opening.close(session);
            }
        } catch (Stopped stop) {
            return RunOutcome.stopped(from, Optional.empty(), stop);
        } catch (StatementFailed failed) {
            return stopped(work, from, failed);
        } catch (LedgerException refused) {
            return RunOutcome.stopped(from, Optional.empty(), Stopped.because(refused.problem()));
        }
    }

    private RunOutcome stopped(TargetWork work, State from, StatementFailed failed) {
        return RunOutcome.stopped(
                from,
                Optional.empty(),
                new Failures(work.databaseId(), interruption).stop(Optional.empty(), Optional.empty(), failed.failure()));
    }
}
