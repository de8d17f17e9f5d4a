package dev.migrationledger.app.result;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import java.util.Optional;

/**
 * {@code resolve}.
 *
 * @param statement number within the revision's script, from 1; 0 when nothing was resolved
 * @param applied   what the person said: it had taken effect
 */
public record ResolveResult(
        String id,
        String catalog,
        Outcome outcome,
        String revision,
        int statement,
        boolean applied,
        String reason,
        Optional<Problem> problem)
        implements Result {

    public enum Outcome {
        RESOLVED,
        REFUSED,
        FAILED,
        LOCKED
    }

    public static ResolveResult resolved(
            String id, String catalog, String revision, int statement, boolean applied, String reason) {
        return new ResolveResult(id, catalog, Outcome.RESOLVED, revision, statement, applied, reason, Optional.empty());
    }

    public static ResolveResult stopped(String id, String catalog, boolean applied, Problem problem) {
        var outcome =
                switch (problem.exit()) {
                    case LOCKED -> Outcome.LOCKED;
                    case REFUSED, FINDINGS, OK, USAGE -> Outcome.REFUSED;
                    case FAILED, CONFIGURATION -> Outcome.FAILED;
                };
        return new ResolveResult(id, catalog, outcome, "", 0, applied, "", Optional.of(problem));
    }

    @Override
    public Exit exit() {
        return problem.map(Problem::exit).orElse(Exit.OK);
    }

    @Override
    public boolean hasFindings() {
        return problem.isPresent();
    }
}
