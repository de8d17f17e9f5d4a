package dev.migrationledger.core.history;

import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.Verdict;
import dev.migrationledger.core.history.Attempt.Direction;
import dev.migrationledger.core.history.Decision.Accepted;
import dev.migrationledger.core.history.Decision.Rejected;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.State;
import java.util.List;
import java.util.Optional;

/** What a command does to one database's history. Pure. */
public final class DatabaseDecider {
    private DatabaseDecider() {}

    public static Decision<DatabaseEvent> decide(DatabaseState state, DatabaseCommand command) {
        if (!state.isRegistered()) {
            return beforeRegistration(state, command);
        }
        return switch (command) {
            case DatabaseCommand.Register c -> register(state, c);
            case DatabaseCommand.Identify c -> identify(state, c);
            case DatabaseCommand.RecordDetection c -> one(
                    state.detection().filter(c.detection()::equals).isPresent()
                            ? new DatabaseEvent.DetectionConfirmed(c.detection().fingerprint())
                            : new DatabaseEvent.Detected(c.detection()));
            case DatabaseCommand.Stamp c -> stamp(state, c);
            case DatabaseCommand.CorrectClaim c -> correct(state, c);
            case DatabaseCommand.Refuse c -> one(new DatabaseEvent.Refused(c.command(), c.code(), c.message()));
            case DatabaseCommand.RequestApply c -> AttemptRules.request(
                    state,
                    new Attempt(c.attempt(), Direction.APPLY, c.plan(), c.recovers(), PersistentMap.empty()),
                    new DatabaseEvent.ApplyStarted(c.attempt(), c.plan(), c.recovers()));
            case DatabaseCommand.RequestRevert c -> AttemptRules.request(
                    state,
                    new Attempt(c.attempt(), Direction.REVERT, c.plan(), c.recovers(), PersistentMap.empty()),
                    new DatabaseEvent.RevertStarted(c.attempt(), c.plan(), c.recovers()));
            case DatabaseCommand.RecordStepOutcomes c -> AttemptRules.record(state, c);
            case DatabaseCommand.FinishApply c -> AttemptRules.finish(state, c);
            case DatabaseCommand.ResolveOutcome c -> resolve(state, c);
            case DatabaseCommand.NoticeBehind c -> c.seen() <= c.known() || c.seen() <= state.fenceBase()
                    ? nothing()
                    : one(new DatabaseEvent.LedgerBehind(c.known(), c.seen()));
            case DatabaseCommand.NoticeLoss c -> isNews(state, c)
                    ? one(new DatabaseEvent.FoundBehind(c.expected(), c.found()))
                    : nothing();
            case DatabaseCommand.StartInstall c -> install(state, c);
            case DatabaseCommand.RecordSeed c -> seed(state, c);
            case DatabaseCommand.AcceptDrift c -> DriftRules.accept(state, c);
            case DatabaseCommand.Forget c -> forget(state, c);
        };
    }

    private static Decision<DatabaseEvent> beforeRegistration(DatabaseState state, DatabaseCommand command) {
        if (state.forgotten()) {
            return sinceForgotten(command);
        }
        return command instanceof DatabaseCommand.Register register
                ? one(registered(register.description()))
                : no(Rejections.notRegistered());
    }

    private static Decision<DatabaseEvent> sinceForgotten(DatabaseCommand command) {
        if (command instanceof DatabaseCommand.Register(var description, var reached) && reached.isPresent()) {
            return new Accepted<>(List.of(registered(description), new DatabaseEvent.Identified(reached.get())));
        }
        return command instanceof DatabaseCommand.Forget ? nothing() : no(Rejections.forgotten());
    }

    /**
     * Refused while something is open in the target: whoever is at it could not tell what came of it any more. Of a
     * database that is gone for good nobody ever will.
     */
    private static Decision<DatabaseEvent> forget(DatabaseState state, DatabaseCommand.Forget command) {
        if (command.reason().isBlank()) {
            return no(Rejections.noReason("forgetting a database"));
        }
        var forgotten = new DatabaseEvent.Forgotten(command.reason());
        var open = state.unknown().map(Rejections::unresolved)
                .or(() -> state.running().map(Rejections::openWhenForgotten))
                .or(() -> unfinishedInstall(state));
        if (open.isEmpty()) {
            return one(forgotten);
        }
        return command.gone()
                ? new Accepted<>(List.of(leftOpen(state), forgotten))
                : no(Rejections.unlessGone(open.get()));
    }

    private static DatabaseEvent leftOpen(DatabaseState state) {
        return new DatabaseEvent.LeftOpen(
                state.running().map(Attempt::id).or(() -> state.unknown().map(DatabaseEvent.OutcomeUnknown::attempt)),
                state.seeds().installing());
    }

    /** The state after one more event. */
    public static DatabaseState evolve(DatabaseState state, DatabaseEvent event) {
        return Evolution.evolve(state, event);
    }

    /** The state after these events, in their order. */
    public static DatabaseState fold(Iterable<? extends DatabaseEvent> events) {
        var state = DatabaseState.NONE;
        for (var event : events) {
            state = evolve(state, event);
        }
        return state;
    }

    private static DatabaseEvent registered(Description d) {
        return new DatabaseEvent.Registered(d.catalog(), d.environment(), d.engine(), d.address(), d.labels());
    }

    private static Decision<DatabaseEvent> register(DatabaseState state, DatabaseCommand.Register command) {
        var known = state.description().orElseThrow();
        var now = command.description();
        if (known.equals(now)) {
            return nothing();
        }
        if (!known.catalog().equals(now.catalog())
                && (state.expected().isPresent() || state.detection().isPresent() || state.running().isPresent())) {
            return no(Rejections.anotherCatalog(known.catalog(), now.catalog()));
        }
        return one(new DatabaseEvent.Redescribed(
                now.catalog(), now.environment(), now.engine(), now.address(), now.labels()));
    }

    private static Decision<DatabaseEvent> identify(DatabaseState state, DatabaseCommand.Identify command) {
        if (state.identity().filter(command.identity()::equals).isPresent()) {
            return nothing();
        }
        return state.identity().isEmpty() || command.moved()
                ? one(new DatabaseEvent.Identified(command.identity()))
                : no(Rejections.anotherDatabase(state.identity().get(), command.identity()));
    }

    private static Decision<DatabaseEvent> stamp(DatabaseState state, DatabaseCommand.Stamp command) {
        var event = new DatabaseEvent.Stamped(command.from(), command.to(), command.forced(), command.evidence());
        return act(state, event, command.evidence(), command.forced() ? Optional.empty() : stampProof(state, command.to()));
    }

    private static Decision<DatabaseEvent> correct(DatabaseState state, DatabaseCommand.CorrectClaim command) {
        var event = new DatabaseEvent.ClaimCorrected(command.from(), command.to(), command.evidence());
        return act(state, event, command.evidence(), correctionProof(state, command.to()));
    }

    /** @param unproven why the evidence does not suffice, if so */
    private static Decision<DatabaseEvent> act(
            DatabaseState state, DatabaseEvent event, String evidence, Optional<Problem> unproven) {
        if (!state.detectedLast() && state.lastAct().filter(event::equals).isPresent()) {
            return nothing();
        }
        if (state.unknown().isPresent()) {
            return no(Rejections.unresolved(state.unknown().get()));
        }
        if (state.running().isPresent()) {
            return no(Rejections.running(state.running().get()));
        }
        if (evidence.isBlank()) {
            return no(Rejections.noReason("writing a tracker"));
        }
        return unproven.map(DatabaseDecider::no).orElseGet(() -> one(event));
    }

    private static Optional<Problem> stampProof(DatabaseState state, State to) {
        return proof(state, "the stamp", to, true);
    }

    private static Optional<Problem> correctionProof(DatabaseState state, State to) {
        return proof(state, "the correction", to, false);
    }

    /** @param set whether one of several equivalent states will do */
    private static Optional<Problem> proof(DatabaseState state, String act, State to, boolean set) {
        var unfinished = unfinishedInstall(state);
        if (unfinished.isPresent()) {
            return unfinished;
        }
        if (state.detection().isEmpty() || !state.detectedLast()) {
            return Optional.of(Rejections.unproven(act, to, "nobody looked since the last change"));
        }
        var seen = state.detection().get();
        if (seen.isBegun()) {
            return seen.verdict() == Verdict.PARTIAL && seen.state().equals(to)
                    ? Optional.empty()
                    : Optional.of(Rejections.unproven(
                            act, to, "a revision above " + seen.state() + " was begun and has not ended"));
        }
        boolean proven =
                switch (seen.verdict()) {
                    case EMPTY, EXACT -> seen.state().equals(to);
                    case EQUIVALENT -> set && seen.candidates().contains(to);
                    case PARTIAL, DRIFTED, UNKNOWN -> false;
                };
        return proven ? Optional.empty() : Optional.of(Rejections.unproven(act, to, found(seen)));
    }

    private static String found(Detection seen) {
        return switch (seen.verdict()) {
            case EMPTY -> "the database is empty";
            case EXACT -> "it is exactly " + seen.state();
            case EQUIVALENT -> "it is one of " + seen.candidates();
            case PARTIAL -> "a revision after " + seen.state() + " is half applied";
            case DRIFTED -> "it has drifted from " + seen.state();
            case UNKNOWN -> "it is far from every state";
        };
    }

    private static Decision<DatabaseEvent> resolve(DatabaseState state, DatabaseCommand.ResolveOutcome command) {
        if (state.unknown().isEmpty()) {
            return no(Rejections.nothingUnknown());
        }
        if (command.evidence().isBlank()) {
            return no(Rejections.noReason("resolving an outcome"));
        }
        var open = state.unknown().get();
        return one(new DatabaseEvent.OutcomeResolved(
                open.attempt(), open.revision(), open.statement(), command.applied(), command.evidence()));
    }

    private static Decision<DatabaseEvent> seed(DatabaseState state, DatabaseCommand.RecordSeed command) {
        return switch (command.outcome()) {
            case DatabaseEvent.SeedApplied applied -> state.seeds().hasApplied(applied.seed(), applied.digest())
                    ? nothing()
                    : one(applied);
            case DatabaseEvent.SeedFailed failed -> one(failed);
        };
    }

    private static boolean isNews(DatabaseState state, DatabaseCommand.NoticeLoss loss) {
        return state.expected().filter(loss.expected()::equals).isPresent()
                && !loss.expected().equals(loss.found())
                && state.detectedLast()
                && state.detection().filter(seen -> seen.state().equals(loss.found())).isPresent();
    }

    private static Decision<DatabaseEvent> install(DatabaseState state, DatabaseCommand.StartInstall command) {
        var event = new DatabaseEvent.InstallStarted(command.snapshot(), command.digest());
        if (!state.detectedLast() && state.lastAct().filter(event::equals).isPresent()) {
            return nothing();
        }
        if (state.unknown().isPresent()) {
            return no(Rejections.unresolved(state.unknown().get()));
        }
        if (state.running().isPresent()) {
            return no(Rejections.running(state.running().get()));
        }
        var seenEmpty = state.detectedLast()
                && state.detection().filter(seen -> seen.verdict() == Verdict.EMPTY).isPresent();
        return seenEmpty ? one(event) : no(Rejections.notEmpty());
    }

    /**
     * Why nothing may be built on what is there: a dump was begun and not ended, and left something. Gone when the
     * database is seen empty, or when a person stamped it by force.
     */
    public static Optional<Problem> unfinishedInstall(DatabaseState state) {
        return state.seeds().installing().map(Rejections::unfinishedInstall);
    }

    /** Why nothing more may run: a person must say whether a statement took effect. */
    public static Optional<Problem> unresolved(DatabaseState state) {
        return state.unknown().map(Rejections::unresolved);
    }

    static Decision<DatabaseEvent> one(DatabaseEvent event) {
        return new Accepted<>(List.of(event));
    }

    static Decision<DatabaseEvent> nothing() {
        return new Accepted<>(List.of());
    }

    static Decision<DatabaseEvent> no(Problem problem) {
        return new Rejected<>(problem);
    }
}
