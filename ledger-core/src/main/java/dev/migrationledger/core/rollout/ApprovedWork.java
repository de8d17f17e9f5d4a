package dev.migrationledger.core.rollout;

import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.history.Attempt;
import dev.migrationledger.core.planning.Plan;
import dev.migrationledger.core.planning.Step;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.target.TargetIdentity;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * What was approved for one database: this and nothing else is run there. Where the rollout itself has begun to
 * change it, a part of the plan may be in.
 *
 * @param rollout  its id; events of the database's history name it
 * @param plan     from where it stood to where it shall be
 * @param besides  see {@link Besides}
 * @param identity of the database that was looked at, where it is known
 */
public record ApprovedWork(String rollout, Plan plan, String besides, Optional<TargetIdentity> identity) {

    /** Why the database that answers is not the one that was looked at. */
    public Optional<Problem> refuse(String database, TargetIdentity here) {
        return identity.filter(planned -> !planned.equals(here)).map(_ -> RolloutProblems.otherDatabase(database));
    }

    /**
     * Why something else than what was approved would run. Where nothing was begun the plan must be the very same; where
     * it was begun, the rest of it to the same end.
     *
     * @param now   the plan from where the database proves to stand
     * @param begun whether the rollout itself changed the database, by that database's history: that it was asked to is
     *              not enough. Asked only where it matters
     */
    public Optional<Problem> refuse(String database, Plan now, BooleanSupplier begun) {
        if (now.digest().equals(plan.digest())) {
            return Optional.empty();
        }
        if (!now.to().equals(plan.to())) {
            return Optional.of(RolloutProblems.otherPlan(
                    database, "it would lead to " + now.to() + ", approved is " + plan.to()));
        }
        if (now.isEmpty()) {
            return Optional.empty();
        }
        if (!begun.getAsBoolean()) {
            return Optional.of(RolloutProblems.otherPlan(
                    database,
                    now.from().equals(plan.from())
                            ? "its steps or their scripts are others"
                            : "it would start at " + now.from() + ", approved is a start at " + plan.from()));
        }
        return foreign(now.steps())
                .map(step -> RolloutProblems.otherPlan(
                        database, "revision " + step.revision() + ", or its script, is not as it was approved"));
    }

    /** Why the catalog as it is read now is not the one that was approved. @param setups see {@link Besides#digest} */
    public Optional<Problem> refuse(String database, Catalog catalog, Map<String, String> setups) {
        return Stream.concat(plan.to().heads().stream(), plan.steps().stream().map(Step::revision))
                .filter(id -> catalog.graph().find(id).isEmpty())
                .findFirst()
                .map(id -> "the catalog has no revision " + id + " any more")
                .or(() -> besides.equals(Besides.digest(catalog, plan.steps(), setups))
                        ? Optional.empty()
                        : Optional.of("seeds, dumps, post-conditions or probes are others, or the project's tool is run"
                                + " otherwise: its command, environment, or the files beside its revisions"))
                .map(why -> RolloutProblems.otherPlan(database, why));
    }

    /** Why an attempt that was left unfinished must not be gone on with. */
    public Optional<Problem> refuse(String database, Attempt left, BooleanSupplier begun) {
        boolean ours = left.direction() == Attempt.Direction.APPLY
                && foreign(left.plan().steps()).isEmpty()
                && begun.getAsBoolean();
        return ours ? Optional.empty() : Optional.of(RolloutProblems.foreignAttempt(database, left.id()));
    }

    private Optional<Step> foreign(List<Step> steps) {
        var approved = new HashSet<>(plan.steps());
        return steps.stream().filter(step -> !approved.contains(step)).findFirst();
    }
}
