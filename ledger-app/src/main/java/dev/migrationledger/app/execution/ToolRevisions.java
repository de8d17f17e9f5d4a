package dev.migrationledger.app.execution;

import dev.migrationledger.core.history.Failure;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.source.MigrationTool;
import dev.migrationledger.core.source.MigrationTool.Order;
import dev.migrationledger.core.source.MigrationTool.Outcome;
import dev.migrationledger.core.source.Tools;
import dev.migrationledger.core.target.Marker;
import dev.migrationledger.core.target.StatementFailed;
import dev.migrationledger.core.target.StatementFailure;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Revisions that a project's own tool runs, in its own transactions. Its tracker's row is committed with the revision,
 * so the row says whether the revision is in; our marker says that we began it, and whether it could commit in parts.
 *
 * <p>Order: fence, BEGUN marker, commit; the tool's transaction; then DONE marker and heads. Whoever comes after a dead
 * run raises the fence, waits until every connection of the dead run's tool is gone, and then reads the row.
 */
final class ToolRevisions implements AutoCloseable {
    /** Number of the marker that says: it may have committed a part of itself, going up; and going down. */
    private static final int ALONE_UP = 1;

    private static final int ALONE_DOWN = 2;

    private final Attempt attempt;
    private final RunRequest request;
    private final RunListener listener;
    private final Failures failures;
    private final Interruption interruption;
    private final Tools tools;
    private final Map<MigrationTool, MigrationTool.Session> open = new LinkedHashMap<>();

    ToolRevisions(
            Attempt attempt,
            RunRequest request,
            RunListener listener,
            Failures failures,
            Interruption interruption,
            Tools tools) {
        this.attempt = attempt;
        this.request = request;
        this.listener = listener;
        this.failures = failures;
        this.interruption = interruption;
        this.tools = tools;
    }

    /** @param here what is in. @return whether it was found done */
    boolean upgrade(PreparedScript script, State here) {
        return new Move(script, true, here).go();
    }

    /** @return whether it was found taken back */
    boolean downgrade(PreparedScript script, State here) {
        return new Move(script, false, here).go();
    }

    private MigrationTool.Session session(MigrationTool tool) {
        return open.computeIfAbsent(tool, _ -> {
            new ToolOrphans(attempt.session(), failures).await(request.work().patience());
            var session = tool.open(request.work().address(), attempt.session().toolAccess().admission());
            interruption.watch(session);
            return session;
        });
    }

    @Override
    public void close() {
        open.values().forEach(interruption::forget);
        open.values().forEach(MigrationTool.Session::close);
        open.clear();
    }

    /** One revision, up or down. */
    private final class Move {
        private final PreparedScript script;
        private final Revision revision;
        private final boolean up;
        private final String mark;
        private final int aloneNumber;
        private final State expected;
        private final MigrationTool tool;

        Move(PreparedScript script, boolean up, State here) {
            this.script = script;
            this.revision = script.revision();
            this.up = up;
            this.mark = up ? revision.id() : Marker.ofRevert(revision.id());
            this.aloneNumber = up ? ALONE_UP : ALONE_DOWN;
            this.expected = ofSource(request.graph(), here, revision.source());
            this.tool = tools.of(revision).orElseThrow();
        }

        boolean go() {
            attempt.begin();
            boolean done = up && attempt.isDone(script, 0);
            boolean begun = attempt.session().marker(mark, 0).filter(marker -> up || attempt.isOurs(marker)).isPresent();
            var alone = alone();
            attempt.end();
            boolean decided = alone.filter(marker -> marker.phase() == Marker.Phase.DONE).isPresent();
            boolean reached = isReached(session(tool).heads());
            if (reached && !begun) {
                throw refused("LDG728", "its tool's tracker says that it is " + (up ? "in" : "out")
                        + ", and no run of the ledger began it", "somebody ran or stamped it meanwhile: run again, it looks anew");
            }
            if (!reached && done) {
                throw refused("LDG727", "it ran here and its tool's tracker does not name it any more",
                        "somebody took it back: look with `ledger detect`, then `ledger repair`, and run again");
            }
            if (!reached && alone.isPresent() && !decided && !revision.idempotent()) {
                throw unknown("it was begun, may have committed in parts, and its tool's tracker does not name it");
            }
            if (!reached && !decided) {
                attempt.isNext();
                begin(!revision.transactional());
                run(!revision.transactional());
            } else if (!done) {
                keep();
            }
            return reached || decided;
        }

        /** Done: a person says that all of it took effect. */
        private Optional<Marker> alone() {
            return attempt.session().marker(revision.id(), aloneNumber);
        }

        private boolean isReached(State heads) {
            var known = heads.heads().stream().filter(id -> request.graph().find(id).isPresent()).toList();
            return request.graph().members(State.of(known)).contains(revision.id()) == up;
        }

        private void begin(boolean alone) {
            attempt.begin();
            var session = attempt.session();
            session.mark(marker(mark, 0));
            if (alone) {
                session.mark(marker(revision.id(), aloneNumber));
            }
            attempt.end();
        }

        private Marker marker(String key, int number) {
            return new Marker(
                    key, number, Marker.Phase.BEGUN, request.attempt(), request.fence(), script.script().digest());
        }

        /** Runs it, then sees what became of it. */
        private void run(boolean alone) {
            attempt.goOn(revision);
            var order = new Order(
                    revision.id(), script.script().digest(), Optional.of(expected), alone, Optional.empty());
            var session = session(tool);
            Outcome outcome;
            try {
                outcome = up ? session.upgrade(order) : session.downgrade(order);
            } catch (LedgerException refused) {
                died(Stopped.because(refused.problem()));
                return;
            }
            settle(outcome, alone);
        }

        private void settle(Outcome outcome, boolean alone) {
            switch (outcome) {
                case Outcome.Done _ -> keep();
                case Outcome.Elsewhere(var heads) -> {
                    forget();
                    throw refused("LDG725", "its tool's tracker says " + heads + " where " + expected + " was expected; it did not run",
                            "run again: it looks anew. When it stays so, `ledger repair` corrects the tracker");
                }
                case Outcome.Edited _ -> {
                    forget();
                    throw Stopped.because(Outcome.Edited.problem(failures.where(Optional.empty(), Optional.empty()), revision));
                }
                case Outcome.NotAtomic(var reason) when alone -> failed(new Outcome.Failed("", reason, 0, false));
                case Outcome.NotAtomic(var reason) -> {
                    listener.noted(revision.id(), 0, "runs without one transaction around it: " + reason);
                    begin(true);
                    run(true);
                }
                case Outcome.Failed failed -> failed(failed);
                case Outcome.Died(var reason) -> died(broken(reason));
            }
        }

        private void failed(Outcome.Failed failed) {
            var failure = attempt.session().toolAccess().failure(failed.sqlState(), failed.message());
            if (failure.kind() == StatementFailure.Kind.LOST) {
                died(broken(failed.message()));
            } else if (isRecorded()) {
                listener.noted(revision.id(), failed.line(), "was committed, then its tool failed: " + failed.message());
                keep();
            } else {
                if (!failed.kept()) {
                    forget();
                }
                if (failed.kept()) {
                    throw failures.stopInFile(revision, failed.line(), inPart(failure)).once();
                }
                throw failures.stopInFile(revision, failed.line(), failure);
            }
        }

        private static StatementFailure inPart(StatementFailure failure) {
            return new StatementFailure(
                    failure.kind(), failure.sqlState(), failure.message() + "; a part of it is committed", failure.holders());
        }

        /** The tool is gone, or turned away; what its connection does may go on. @param otherwise nothing is in */
        private void died(Stopped otherwise) {
            close();
            boolean recorded = settled(() -> {
                try {
                    return isRecordedAfterAll();
                } catch (StatementFailed lost) {
                    again(lost);
                    attempt.end();
                    return isRecordedAfterAll();
                }
            });
            if (recorded) {
                keep();
                return;
            }
            attempt.begin();
            boolean alone = alone().isPresent();
            attempt.end();
            if (alone && !revision.idempotent()) {
                throw unknown("its tool ended in its midst, and it may have committed in parts");
            }
            forget();
            if (interruption.requested()) {
                throw failures.interruptedBefore("revision " + revision.id() + " was done");
            }
            throw otherwise;
        }

        private Stopped broken(String reason) {
            return failures.failed("LDG729", where() + "its tool ended in its midst, and nothing of it is kept: " + reason,
                    "look why the interpreter ended, then run again", new Failure(0, 0, "", reason));
        }

        private boolean isRecordedAfterAll() {
            end();
            new ToolOrphans(attempt.session(), failures).await(Attempt.ORPHAN);
            return isRecorded();
        }

        /** Where this user may not end them, they are waited for. */
        private void end() {
            try {
                attempt.session().toolAccess().end();
            } catch (StatementFailed failed) {
                if (failed.failure().kind() == StatementFailure.Kind.LOST) {
                    throw failed;
                }
            }
        }

        private void again(StatementFailed lost) {
            if (lost.failure().kind() != StatementFailure.Kind.LOST) {
                throw lost;
            }
            attempt.beginAgain();
        }

        /** Whether the row says so; just after it was to be written it holds the id itself. */
        private boolean isRecorded() {
            return up == attempt.session().trackers().stream()
                    .filter(reading -> reading.kind().equals(tool.tracker()))
                    .anyMatch(reading -> reading.rows().contains(revision.id()));
        }

        private void forget() {
            attempt.begin();
            attempt.session().unmark(mark);
            attempt.session().unmark(revision.id(), aloneNumber);
            attempt.end();
        }

        /** The revision is in, or out: what fails now leaves the attempt for the next run to finish. */
        private void keep() {
            settled(() -> {
                try {
                    attempt.begin();
                    record();
                } catch (StatementFailed lost) {
                    again(lost);
                    record();
                }
                return true;
            });
        }

        private void record() {
            if (up) {
                attempt.session().unmark(mark);
                attempt.record(script);
            } else {
                attempt.recordRevert(script);
            }
        }

        private boolean settled(BooleanSupplier work) {
            try {
                return work.getAsBoolean();
            } catch (StatementFailed | LedgerException | Stopped unsettled) {
                listener.unsettled();
                throw unsettled;
            }
        }

        private Stopped unknown(String reason) {
            listener.outcomeUnknown(revision, aloneNumber, reason);
            return refused("LDG726", reason, "look in the database how much of it is there, then say so: `ledger resolve "
                    + request.work().databaseId() + " --applied --reason TEXT`, or --not-applied to have it run again");
        }

        private Stopped refused(String code, String what, String hint) {
            return Stopped.because(new Problem(code, Exit.REFUSED, where() + what, hint));
        }

        private String where() {
            return failures.where(Optional.of(revision), Optional.empty());
        }
    }

    /** The part of a state that one source's tracker speaks of. */
    static State ofSource(RevisionGraph graph, State state, String source) {
        var members = graph.members(state).stream()
                .filter(id -> graph.get(id).source().equals(source))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> needed = members.stream()
                .flatMap(id -> RevisionGraph.needs(graph.get(id)).stream())
                .collect(Collectors.toSet());
        return State.of(members.stream().filter(id -> !needed.contains(id)).toList());
    }
}
