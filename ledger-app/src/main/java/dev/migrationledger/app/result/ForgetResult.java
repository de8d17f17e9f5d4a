package dev.migrationledger.app.result;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import java.util.Optional;

/** {@code forget}. @param reason the person's; blank when nothing was forgotten now */
public record ForgetResult(String id, Outcome outcome, String reason, Optional<Problem> problem) implements Result {
    public enum Outcome {
        FORGOTTEN,
        /** It was forgotten before. */
        UNCHANGED,
        REFUSED,
        FAILED,
        LOCKED
    }

    public static ForgetResult forgotten(String id, String reason) {
        return new ForgetResult(id, Outcome.FORGOTTEN, reason, Optional.empty());
    }

    public static ForgetResult unchanged(String id) {
        return new ForgetResult(id, Outcome.UNCHANGED, "", Optional.empty());
    }

    public static ForgetResult stopped(String id, Problem problem) {
        var outcome =
                switch (problem.exit()) {
                    case LOCKED -> Outcome.LOCKED;
                    case REFUSED, FINDINGS, OK, USAGE -> Outcome.REFUSED;
                    case FAILED, CONFIGURATION -> Outcome.FAILED;
                };
        return new ForgetResult(id, outcome, "", Optional.of(problem));
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
