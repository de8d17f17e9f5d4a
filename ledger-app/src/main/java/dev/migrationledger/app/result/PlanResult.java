package dev.migrationledger.app.result;

import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.planning.Plan;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import java.util.Optional;

/**
 * {@code plan}, and {@code up}, {@code apply}, {@code revert} with {@code --dry-run}.
 *
 * @param plan absent exactly when there is a problem
 */
public record PlanResult(
        String id, String catalog, Optional<Detection> detection, Optional<Plan> plan, Optional<Problem> problem)
        implements Result {

    public static PlanResult of(String id, String catalog, Detection detection, Plan plan) {
        return new PlanResult(id, catalog, Optional.of(detection), Optional.of(plan), Optional.empty());
    }

    public static PlanResult refused(String id, String catalog, Optional<Detection> detection, Problem problem) {
        return new PlanResult(id, catalog, detection, Optional.empty(), Optional.of(problem));
    }

    @Override
    public Exit exit() {
        return problem.map(Problem::exit).orElse(Exit.OK);
    }

    /** A plan with steps says that the database is behind. */
    @Override
    public boolean hasFindings() {
        return plan.map(p -> !p.isEmpty()).orElse(true);
    }
}
