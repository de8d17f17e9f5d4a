package dev.migrationledger.app.result;

import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.State;
import java.util.List;
import java.util.Optional;

/**
 * {@code up} and {@code apply}.
 *
 * @param from      the proven state before the run
 * @param to        the state reached, which for a failed run is below the one asked for
 * @param applied   in the order they ran
 * @param stamped   heads written to a tracker because the evidence proved them, without running anything
 * @param corrected a claim that the evidence contradicted
 * @param seeds     in the order they ran
 * @param verified  post-conditions in the order asked
 */
public record UpResult(
        String id,
        String catalog,
        Optional<Detection> detection,
        Outcome outcome,
        State from,
        State to,
        List<AppliedRevision> applied,
        List<String> stamped,
        Optional<Correction> corrected,
        List<SeedRun> seeds,
        List<Check> verified,
        Optional<FailedRevision> failure,
        Optional<Problem> problem)
        implements Result {

    public enum Outcome {
        UPGRADED,
        UNCHANGED,
        /** Only the trackers were brought in step with the evidence. */
        STAMPED,
        FAILED,
        /** A person must decide. */
        REFUSED,
        LOCKED
    }

    public UpResult {
        applied = List.copyOf(applied);
        stamped = List.copyOf(stamped);
        seeds = List.copyOf(seeds);
        verified = List.copyOf(verified);
    }

    /** Nothing was run: the database could not be reached, is locked, or a person must decide. */
    public static UpResult stopped(
            String id, String catalog, Optional<Detection> detection, Outcome outcome, Problem problem) {
        var state = detection.map(Detection::state).orElse(State.EMPTY);
        return new UpResult(
                id,
                catalog,
                detection,
                outcome,
                state,
                state,
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.of(problem));
    }

    /** An untrue post-condition is never "all well", even without {@code --check}. */
    @Override
    public Exit exit() {
        var own = switch (outcome) {
            case UPGRADED, UNCHANGED, STAMPED ->
                verified.stream().allMatch(Check::ok) ? Exit.OK : Exit.FINDINGS;
            case FAILED -> Exit.FAILED;
            case REFUSED -> Exit.REFUSED;
            case LOCKED -> Exit.LOCKED;
        };
        return problem.map(p -> Exit.worst(List.of(p.exit(), own))).orElse(own);
    }

    @Override
    public boolean hasFindings() {
        return exit() != Exit.OK
                || problem.isPresent()
                || seeds.stream().anyMatch(seed -> seed.outcome() == SeedRun.Outcome.FAILED);
    }
}
