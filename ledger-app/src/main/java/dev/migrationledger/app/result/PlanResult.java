package dev.migrationledger.app.result;

import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.planning.Plan;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.target.TargetIdentity;
import java.util.Optional;

/**
 * {@code plan}, and {@code up}, {@code apply}, {@code revert} with {@code --dry-run}.
 *
 * @param plan     absent exactly when there is a problem
 * @param identity of the database that was looked at; absent where nobody asked for it
 */
public record PlanResult(
        String id,
        String catalog,
        Optional<Detection> detection,
        Optional<Plan> plan,
        Optional<Problem> problem,
        Optional<TargetIdentity> identity)
        implements Result {

    public static PlanResult of(String id, String catalog, Detection detection, Plan plan) {
        return new PlanResult(id, catalog, Optional.of(detection), Optional.of(plan), Optional.empty(), Optional.empty());
    }

    public static PlanResult refused(String id, String catalog, Optional<Detection> detection, Problem problem) {
        return new PlanResult(id, catalog, detection, Optional.empty(), Optional.of(problem), Optional.empty());
    }

    public PlanResult of(TargetIdentity seen) {
        return new PlanResult(id, catalog, detection, plan, problem, Optional.of(seen));
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
