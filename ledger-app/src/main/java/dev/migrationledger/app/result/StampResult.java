package dev.migrationledger.app.result;

import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.State;
import java.util.List;
import java.util.Optional;

/**
 * {@code stamp}.
 *
 * @param from   what the trackers claimed
 * @param to     what they claim now
 * @param forced a person said so against, or without, the evidence
 * @param reason the evidence, or the person's reason
 */
public record StampResult(
        String id,
        String catalog,
        Outcome outcome,
        State from,
        State to,
        boolean forced,
        String reason,
        Optional<Detection> detection,
        Optional<Problem> problem)
        implements Result {

    public enum Outcome {
        STAMPED,
        UNCHANGED,
        REFUSED,
        FAILED,
        LOCKED
    }

    @Override
    public Exit exit() {
        var own = switch (outcome) {
            case STAMPED, UNCHANGED -> Exit.OK;
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
