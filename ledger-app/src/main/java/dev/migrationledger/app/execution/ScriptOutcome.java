package dev.migrationledger.app.execution;

import dev.migrationledger.core.history.Failure;
import dev.migrationledger.core.problem.Problem;
import java.util.List;
import java.util.Optional;

/**
 * How a seed or a dump ran.
 *
 * @param statements how many were sent, failed ones included
 * @param errors     of statements that failed, in order; the others took effect. Any error means: not applied
 * @param notes      what was passed over, and why
 * @param problem    why it stopped before its end, or that it had errors; empty exactly when all went well
 */
public record ScriptOutcome(
        Ending ending, int statements, List<Failure> errors, List<String> notes, Optional<Problem> problem) {
    public ScriptOutcome {
        errors = List.copyOf(errors);
        notes = List.copyOf(notes);
    }

    public boolean isDone() {
        return ending == Ending.DONE;
    }
}
