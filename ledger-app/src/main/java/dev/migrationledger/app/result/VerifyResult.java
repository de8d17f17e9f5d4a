package dev.migrationledger.app.result;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import java.util.List;
import java.util.Optional;

/**
 * {@code verify}.
 *
 * @param verified post-conditions and declared probes of the revisions that are in, in graph order
 */
public record VerifyResult(String id, String catalog, List<Check> verified, Optional<Problem> problem)
        implements Result {
    public VerifyResult {
        verified = List.copyOf(verified);
    }

    /** An untrue post-condition is never "all well", even without {@code --check}. */
    @Override
    public Exit exit() {
        return problem.map(Problem::exit)
                .orElse(verified.stream().allMatch(Check::ok) ? Exit.OK : Exit.FINDINGS);
    }

    @Override
    public boolean hasFindings() {
        return exit() != Exit.OK;
    }
}
