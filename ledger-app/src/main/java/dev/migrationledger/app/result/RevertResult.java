package dev.migrationledger.app.result;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.State;
import java.util.List;
import java.util.Optional;

/**
 * {@code revert}.
 *
 * @param to       the state reached
 * @param reverted in the order their revert sections ran
 */
public record RevertResult(
        String id,
        String catalog,
        Outcome outcome,
        State from,
        State to,
        List<AppliedRevision> reverted,
        Optional<FailedRevision> failure,
        Optional<Problem> problem)
        implements Result {

    public enum Outcome {
        REVERTED,
        UNCHANGED,
        REFUSED,
        FAILED,
        LOCKED
    }

    public RevertResult {
        reverted = List.copyOf(reverted);
    }

    @Override
    public Exit exit() {
        var own = switch (outcome) {
            case REVERTED, UNCHANGED -> Exit.OK;
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
