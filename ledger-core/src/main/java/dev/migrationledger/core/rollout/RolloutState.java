package dev.migrationledger.core.rollout;

import dev.migrationledger.core.history.PersistentMap;
import dev.migrationledger.core.planning.Plan;
import java.util.List;
import java.util.Optional;

/**
 * What the events of one rollout say.
 *
 * @param planned  empty before the first event
 * @param run      that works on it, or did last
 * @param progress keyed by database id
 */
public record RolloutState(
        Phase phase,
        Optional<RolloutEvent.Planned> planned,
        Optional<RolloutEvent.Approved> approved,
        Optional<String> run,
        PersistentMap<Progress> progress) {
    public static final RolloutState NONE = new RolloutState(
            Phase.PLANNED, Optional.empty(), Optional.empty(), Optional.empty(), PersistentMap.empty());

    public enum Phase {
        /** Not approved yet. */
        PLANNED,
        /** Not begun yet. */
        APPROVED,
        /** A process works on it, or did until it died. */
        RUNNING,
        PAUSED,
        HALTED,
        ABORTED,
        FINISHED;

        public boolean isFinal() {
            return switch (this) {
                case ABORTED, FINISHED -> true;
                case PLANNED, APPROVED, RUNNING, PAUSED, HALTED -> false;
            };
        }
    }

    /** In the order of the plan. */
    public List<Target> targets() {
        return planned.map(RolloutEvent.Planned::targets).orElse(List.of());
    }

    public Progress progress(Target target) {
        return progress.getOrDefault(target.database(), Progress.NONE);
    }

    public Optional<Target> target(String database) {
        return targets().stream().filter(target -> target.database().equals(database)).findFirst();
    }

    /** The first wave that is not done; empty when all are. */
    public Optional<Integer> wave() {
        return targets().stream()
                .filter(target -> progress(target).outcome().isEmpty())
                .map(Target::wave)
                .findFirst();
    }

    /** What may be begun now: of one wave, in the order of the plan. */
    public List<Target> waiting() {
        var wave = wave();
        return targets().stream()
                .filter(target -> wave.filter(w -> w == target.wave()).isPresent() && progress(target).isWaiting())
                .toList();
    }

    /** Begun and not ended: by a process that works, or one that died. */
    public List<Target> underWay() {
        return targets().stream().filter(target -> progress(target).isUnderWay()).toList();
    }

    /** In the order of the plan. */
    public List<Stopped> stopped() {
        return targets().stream()
                .filter(target -> progress(target).isStopped())
                .map(target -> new Stopped(
                        target.database(),
                        target.wave(),
                        progress(target).outcome().orElseThrow(),
                        progress(target).stop().orElseThrow()))
                .toList();
    }

    /** What is approved for a database that is to be worked on. @param rollout id of this one */
    public ApprovedWork work(String rollout, Target target) {
        return new ApprovedWork(rollout, plan(target), target.besides(), target.identity());
    }

    public Plan plan(Target target) {
        return planned.orElseThrow().plans().stream()
                .filter(plan -> plan.digest().equals(target.plan()))
                .findFirst()
                .orElseThrow();
    }

    RolloutState in(Phase next) {
        return new RolloutState(next, planned, approved, run, progress);
    }

    RolloutState with(String database, Progress now) {
        return new RolloutState(phase, planned, approved, run, progress.with(database, now));
    }
}
