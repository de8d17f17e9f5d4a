package dev.migrationledger.app.result;

import dev.migrationledger.core.detection.Claim;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import java.util.Optional;

/**
 * {@code detect}.
 *
 * @param detection absent when nobody could look
 * @param problem   why, or what a person should know besides
 */
public record DetectResult(String id, String catalog, Optional<Detection> detection, Optional<Problem> problem)
        implements Result {

    public static DetectResult of(String id, String catalog, Detection detection) {
        return new DetectResult(id, catalog, Optional.of(detection), Optional.empty());
    }

    public static DetectResult refused(String id, String catalog, Problem problem) {
        return new DetectResult(id, catalog, Optional.empty(), Optional.of(problem));
    }

    public DetectResult with(Optional<Problem> notice) {
        return new DetectResult(id, catalog, detection, notice);
    }

    /** Looking is all that was asked for: any verdict is an answer. */
    @Override
    public Exit exit() {
        return problem.map(Problem::exit).orElse(Exit.OK);
    }

    @Override
    public boolean hasFindings() {
        return problem.isPresent() || detection.map(d -> !isWell(d)).orElse(true);
    }

    /** Whether evidence and claim agree on a state of the catalog. */
    static boolean isWell(Detection detection) {
        return switch (detection.verdict()) {
            case EMPTY -> detection.claim() == Claim.ABSENT
                    || detection.claim() == Claim.EMPTY
                    || detection.claim() == Claim.AGREES;
            case EXACT, EQUIVALENT -> detection.claim() == Claim.AGREES;
            case PARTIAL, DRIFTED, UNKNOWN -> false;
        };
    }
}
