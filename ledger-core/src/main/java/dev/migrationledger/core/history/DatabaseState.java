package dev.migrationledger.core.history;

import dev.migrationledger.core.detection.Claim;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.Verdict;
import dev.migrationledger.core.detection.Drift;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.target.TargetIdentity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Consumer;

/**
 * What the history of one database adds up to: the fold of its events by {@link DatabaseDecider#evolve}.
 *
 * @param expected    the state that the ledger's own acts led to; empty before the first stamp, correction or run
 * @param applied     digests of the scripts that the ledger ran and did not revert, keyed by revision id
 * @param detection   the last look
 * @param detectedLast whether that look is newer than the ledger's last own act
 * @param running     begun and not finished
 * @param finished    the last attempt that ended
 * @param unknown     what must be resolved before anything else runs
 * @param lastAct     the last event that changed the target or its trackers
 * @param acceptedDrift while the database differs from its revision in just this way
 * @param fenceBase   what fences are counted from: 0, or the highest one seen that this history never gave
 * @param forgotten   a person took it off the books, and nobody registered it since: nothing else is known of it then but
 *                    {@code fenceBase}, as its targets may still hold fences, and {@code former}
 * @param former      what the ledger did before it was forgotten, until it is seen whether that is the database that came back
 */
public record DatabaseState(
        Optional<Description> description,
        Optional<TargetIdentity> identity,
        Optional<State> expected,
        PersistentMap<String> applied,
        Optional<Detection> detection,
        boolean detectedLast,
        Optional<Attempt> running,
        Optional<Finished> finished,
        Optional<DatabaseEvent.OutcomeUnknown> unknown,
        Seeds seeds,
        Optional<DatabaseEvent> lastAct,
        Optional<DatabaseEvent.DriftAccepted> acceptedDrift,
        long fenceBase,
        boolean forgotten,
        Optional<Former> former) {

    /** Before the first event. */
    public static final DatabaseState NONE = new DatabaseState(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            PersistentMap.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Seeds.NONE,
            Optional.empty(),
            Optional.empty(),
            0,
            false,
            Optional.empty());

    /** How an attempt ended; see {@link DatabaseEvent.ApplyFinished}. */
    public record Finished(Attempt attempt, String outcome, State state) {}

    /**
     * What the ledger did in a database that was forgotten since. It counts again where the same physical database comes
     * back, or may be the same: scripts that ran are not run twice.
     *
     * @param identity empty when it was never seen
     */
    public record Former(Optional<TargetIdentity> identity, PersistentMap<String> applied, Seeds seeds) {
        private boolean isOf(TargetIdentity found) {
            return identity.isEmpty() || identity.get().equals(found);
        }
    }

    public boolean isRegistered() {
        return description.isPresent();
    }

    /** The fence that belongs to a place in this database's stream. @param version sequence of its event, from 0 */
    public long fence(long version) {
        return fenceBase + version;
    }

    /** What the trackers said at the last look. */
    public State claimed() {
        return detection.map(Detection::claimed).orElse(State.EMPTY);
    }

    /** The states that a plan may start from now: by the newer of the last look and the ledger's last own act. */
    public SequencedSet<State> starts() {
        var starts = new LinkedHashSet<State>();
        if (detectedLast) {
            detection.ifPresent(seen -> starts.addAll(startsOf(seen)));
        } else {
            expected.ifPresent(starts::add);
        }
        return starts;
    }

    /** What the trackers said at the last look, where evidence agreed: it may lack revisions that run nothing. */
    Optional<State> agreedClaim() {
        return detection
                .filter(seen -> detectedLast && seen.claim() == Claim.AGREES)
                .filter(seen -> seen.verdict() != Verdict.PARTIAL && seen.verdict() != Verdict.UNKNOWN)
                .map(Detection::claimed);
    }

    private static List<State> startsOf(Detection seen) {
        return switch (seen.verdict()) {
            case EMPTY, EXACT, PARTIAL, DRIFTED -> List.of(seen.state());
            case EQUIVALENT -> seen.candidates();
            case UNKNOWN -> List.of();
        };
    }

    DatabaseState described(Description now) {
        return with(parts -> {
            parts.description = Optional.of(now);
            parts.forgotten = false;
        });
    }

    /** Places in the stream go on growing, so no fence of the next life is as low as one of this. */
    DatabaseState asForgotten() {
        return NONE.with(parts -> {
            parts.fenceBase = fenceBase;
            parts.forgotten = true;
            parts.former = Optional.of(new Former(identity, applied, seeds));
        });
    }

    DatabaseState identified(TargetIdentity now) {
        return with(parts -> {
            parts.identity = Optional.of(now);
            parts.former = Optional.empty();
            former.filter(life -> life.isOf(now)).ifPresent(life -> {
                parts.applied = life.applied();
                parts.seeds = life.seeds();
            });
        });
    }

    DatabaseState detected(Optional<Detection> seen) {
        var digest = seen.flatMap(Drift::digest);
        return with(parts -> {
            parts.detection = seen;
            parts.detectedLast = true;
            parts.acceptedDrift = acceptedDrift.filter(accepted -> digest.filter(accepted.digest()::equals).isPresent());
        });
    }

    /** After an own act that leaves the target in a state. */
    DatabaseState acted(State now, DatabaseEvent act) {
        return with(parts -> {
            parts.expected = Optional.of(now);
            parts.act(act);
        });
    }

    DatabaseState applied(PersistentMap<String> now, DatabaseEvent act) {
        return with(parts -> {
            parts.applied = now;
            parts.seeds = seeds.onOtherSchema();
            parts.act(act);
        });
    }

    DatabaseState running(Optional<Attempt> now) {
        return with(parts -> parts.running = now);
    }

    DatabaseState finished(Finished now) {
        return with(parts -> {
            parts.running = Optional.empty();
            parts.finished = Optional.of(now);
        });
    }

    DatabaseState unknown(Optional<DatabaseEvent.OutcomeUnknown> now) {
        return with(parts -> parts.unknown = now);
    }

    /** After the target proved to know more than this history. */
    DatabaseState behind(long seen) {
        return with(parts -> {
            parts.running = Optional.empty();
            parts.unknown = Optional.empty();
            parts.fenceBase = seen;
        });
    }

    DatabaseState driftAccepted(DatabaseEvent.DriftAccepted now) {
        return with(parts -> parts.acceptedDrift = Optional.of(now));
    }

    /** After an own act that leaves the target in no known state. */
    DatabaseState installing(String dump, DatabaseEvent act) {
        return with(parts -> {
            parts.seeds = seeds.installing(Optional.of(dump));
            parts.act(act);
        });
    }

    /** @param act empty when nothing is recorded as done by it */
    DatabaseState seeded(Seeds now, Optional<DatabaseEvent> act) {
        return with(parts -> {
            parts.seeds = now;
            parts.lastAct = act.or(() -> lastAct);
        });
    }

    private DatabaseState with(Consumer<Parts> change) {
        var parts = new Parts(this);
        change.accept(parts);
        return parts.state();
    }

    /** The parts of a state while the next one is made of them. */
    private static final class Parts {
        Optional<Description> description;
        Optional<TargetIdentity> identity;
        Optional<State> expected;
        PersistentMap<String> applied;
        Optional<Detection> detection;
        boolean detectedLast;
        Optional<Attempt> running;
        Optional<Finished> finished;
        Optional<DatabaseEvent.OutcomeUnknown> unknown;
        Seeds seeds;
        Optional<DatabaseEvent> lastAct;
        Optional<DatabaseEvent.DriftAccepted> acceptedDrift;
        long fenceBase;
        boolean forgotten;
        Optional<Former> former;

        Parts(DatabaseState of) {
            description = of.description;
            identity = of.identity;
            expected = of.expected;
            applied = of.applied;
            detection = of.detection;
            detectedLast = of.detectedLast;
            running = of.running;
            finished = of.finished;
            unknown = of.unknown;
            seeds = of.seeds;
            lastAct = of.lastAct;
            acceptedDrift = of.acceptedDrift;
            fenceBase = of.fenceBase;
            forgotten = of.forgotten;
            former = of.former;
        }

        void act(DatabaseEvent event) {
            lastAct = Optional.of(event);
            detectedLast = false;
        }

        DatabaseState state() {
            return new DatabaseState(
                    description,
                    identity,
                    expected,
                    applied,
                    detection,
                    detectedLast,
                    running,
                    finished,
                    unknown,
                    seeds,
                    lastAct,
                    acceptedDrift,
                    fenceBase,
                    forgotten,
                    former);
        }
    }
}
