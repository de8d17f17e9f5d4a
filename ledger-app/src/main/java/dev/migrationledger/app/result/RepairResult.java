package dev.migrationledger.app.result;

import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.State;
import java.util.List;
import java.util.Optional;

/**
 * {@code repair}.
 *
 * @param from   what the trackers claimed
 * @param to     what they claim now
 * @param reason the evidence, or why it was not enough
 */
public record RepairResult(
        String id,
        String catalog,
        Outcome outcome,
        State from,
        State to,
        String reason,
        Optional<Detection> detection,
        Optional<Problem> problem)
        implements Result {

    public enum Outcome {
        CORRECTED,
        UNCHANGED,
        REFUSED,
        FAILED,
        LOCKED
    }

    @Override
    public Exit exit() {
        var own = switch (outcome) {
            case CORRECTED, UNCHANGED -> Exit.OK;
            case REFUSED -> Exit.REFUSED;
            case FAILED -> Exit.FAILED;
            case LOCKED -> Exit.LOCKED;
        };
        return problem.map(p -> Exit.worst(List.of(p.exit(), own))).orElse(own);
    }

    @Override
    public boolean hasFindings() {
        return exit() != Exit.OK;
    }
}
