package dev.migrationledger.app.operation;

import dev.migrationledger.app.result.Check;
import dev.migrationledger.app.result.UpResult;
import dev.migrationledger.app.rollout.Rollouts;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.rollout.Outcome;
import dev.migrationledger.core.rollout.RolloutCommand;
import dev.migrationledger.core.rollout.RolloutDecider;
import dev.migrationledger.core.rollout.RolloutEvent;
import dev.migrationledger.core.rollout.RolloutState;
import dev.migrationledger.core.rollout.Stop;
import dev.migrationledger.core.rollout.Target;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Works through a rollout's waves until it is done, or halted, paused or aborted, or this process is told to end. Each
 * database is asked for before it is begun, so what others decide counts from the next one on.
 */
public final class RunRollout {
    private final Ledger ledger;
    private final Rollouts rollouts;
    private final String id;
    private final Function<String, Optional<Subject>> subjects;
    private final Duration patience;
    private final Attendant attendant;
    private final String run;
    private volatile Optional<Problem> stop = Optional.empty();

    /** Does the work on one database, and hears of it. */
    public interface Attendant {
        /** Never throws: what goes wrong becomes a result. */
        UpResult up(UpDatabase operation, Subject subject);

        void done(Target target);

        /** A fault of the program, in words. */
        Problem unforeseen(Throwable fault);
    }

    /** @param ledger for what is done as a part of this rollout; @param subjects of the configuration, by id */
    public RunRollout(
            Ledger ledger, String id, Function<String, Optional<Subject>> subjects, Duration patience, Attendant attendant) {
        this.ledger = ledger;
        this.rollouts = ledger.rollouts();
        this.id = id;
        this.subjects = subjects;
        this.patience = patience;
        this.attendant = attendant;
        this.run = ledger.newAttempt();
    }

    /**
     * @return why it did not come to its end; empty when it did
     * @throws LedgerException LDG884 when another process works on it, LDG873 to LDG878 when it cannot be gone on with
     */
    public Optional<Problem> work() {
        return rollouts.alone(id, this::waves)
                .orElseThrow(() -> new LedgerException(new Problem(
                        "LDG884",
                        Exit.LOCKED,
                        "rollout " + id + ": another process works on it",
                        "`ledger rollout status " + id + "` shows how far it is; `ledger rollout pause " + id + "` ends that"
                                + " after the databases that are under way")));
    }

    private Optional<Problem> waves() {
        rollouts.tell(id, new RolloutCommand.Resume(run));
        while (stop.isEmpty()) {
            var state = rollouts.state(id);
            var waiting = state.waiting();
            if (waiting.isEmpty()) {
                return unfinished(state.phase());
            }
            wave(state, waiting);
        }
        return stop;
    }

    /** Why nothing is left to begin, although it is not at its end. */
    private Optional<Problem> unfinished(RolloutState.Phase phase) {
        return switch (phase) {
            case FINISHED -> Optional.empty();
            case ABORTED -> Optional.of(RolloutDecider.over(phase));
            case PLANNED, APPROVED, RUNNING, PAUSED, HALTED -> Optional.of(interrupted());
        };
    }

    /** Platform threads, as SQLite works in native code. */
    private void wave(RolloutState state, List<Target> waiting) {
        int concurrency = Math.min(state.planned().orElseThrow().concurrency(), waiting.size());
        try (var executor = Executors.newFixedThreadPool(
                concurrency, Thread.ofPlatform().name("database-", 0).factory())) {
            waiting.forEach(target -> executor.execute(() -> guarded(state, target)));
        }
    }

    private void guarded(RolloutState state, Target target) {
        try {
            database(state, target);
        } catch (LedgerException e) {
            stop = Optional.of(e.problem());
        } catch (RuntimeException | Error e) {
            stop = Optional.of(attendant.unforeseen(e));
        }
    }

    private void database(RolloutState state, Target target) {
        if (stop.isPresent() || !begin(target)) {
            return;
        }
        var subject = subjects.apply(target.database());
        if (subject.isEmpty()) {
            record(target, Outcome.REFUSED, Optional.of(Stop.of(notConfigured(target))));
            return;
        }
        var planned = state.planned().orElseThrow();
        var wish = new UpDatabase.Wish(
                "rollout resume", planned.goal(), patience, false, true, Optional.of(state.work(id, target)));
        var result = attendant.up(new UpDatabase(ledger, wish), subject.get());
        var outcome = outcome(result);
        if (outcome.isStop() && ledger.interruption().requested()) {
            stop = Optional.of(interrupted());
            return;
        }
        record(target, outcome, outcome.isStop() ? Optional.of(why(target, result)) : Optional.empty());
    }

    /** @return whether work on it may begin */
    private synchronized boolean begin(Target target) {
        if (stop.isPresent()) {
            return false;
        }
        if (ledger.interruption().requested()) {
            stop = Optional.of(interrupted());
            return false;
        }
        rollouts.tell(id, new RolloutCommand.Start(run, target.database()));
        return true;
    }

    private synchronized void record(Target target, Outcome outcome, Optional<Stop> why) {
        var events = rollouts.tell(id, new RolloutCommand.Finish(run, target.database(), outcome, why));
        attendant.done(target);
        events.stream()
                .filter(RolloutEvent.Halted.class::isInstance)
                .map(RolloutEvent.Halted.class::cast)
                .forEach(halted -> stop = Optional.of(halted(halted)));
    }

    private Problem halted(RolloutEvent.Halted event) {
        int stopped = event.stopped().size();
        return new Problem(
                "LDG887",
                Exit.FINDINGS,
                "rollout " + id + " is halted in wave " + event.wave() + ": " + stopped
                        + (stopped == 1 ? " database stopped, " : " databases stopped, ") + event.failureBudget() + " may",
                "mend what stopped, then `ledger rollout resume " + id + "`; or `ledger rollout abort " + id
                        + " --reason TEXT`");
    }

    private static Problem notConfigured(Target target) {
        return new Problem(
                "LDG886",
                Exit.REFUSED,
                target.database() + ": the configuration has no such database any more",
                "put it back, or plan another rollout without it");
    }

    private static Problem forgotten(Target target) {
        return new Problem(
                "LDG890",
                Exit.REFUSED,
                target.database() + ": a person took it off the books after the rollout was planned",
                "plan another rollout without it; or `ledger up " + target.database() + "` registers it anew");
    }

    private Problem interrupted() {
        return new Problem(
                "LDG885",
                Exit.FAILED,
                "rollout " + id + " was interrupted; what it had begun in databases is recorded there",
                "`ledger rollout resume " + id + "` goes on");
    }

    private static Outcome outcome(UpResult result) {
        return switch (result.exit()) {
            case OK -> switch (result.outcome()) {
                case UPGRADED -> Outcome.UPGRADED;
                case UNCHANGED -> Outcome.UNCHANGED;
                case STAMPED -> Outcome.STAMPED;
                case FAILED -> Outcome.FAILED;
                case REFUSED -> Outcome.REFUSED;
                case LOCKED -> Outcome.LOCKED;
            };
            case FINDINGS -> Outcome.UNVERIFIED;
            case REFUSED -> Outcome.REFUSED;
            case LOCKED -> Outcome.LOCKED;
            case FAILED, USAGE, CONFIGURATION -> Outcome.FAILED;
        };
    }

    /** A result may say several things; the worst comes first in it. */
    private static Stop why(Target target, UpResult result) {
        var revision = result.failure()
                .map(failure -> failure.revision())
                .or(() -> result.verified().stream().filter(check -> !check.ok()).map(Check::revision).findFirst())
                .orElse("");
        var problem = result.problem()
                .filter(known -> known.exit() != Exit.OK)
                .map(known -> known.code().equals("LDG980") ? forgotten(target) : known)
                .orElseGet(() -> untrue(result.id(), revision));
        return new Stop(revision, problem.code(), problem.message(), problem.hint());
    }

    private static Problem untrue(String database, String revision) {
        return new Problem(
                "LDG888",
                Exit.FINDINGS,
                database + ": a post-condition of revision " + revision + " is not true",
                "`ledger verify " + database + "` shows which");
    }
}
