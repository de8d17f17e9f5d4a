package dev.migrationledger.core.rollout;

import static dev.migrationledger.core.rollout.Samples.A_TO_C;
import static dev.migrationledger.core.rollout.Samples.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.history.Attempt;
import dev.migrationledger.core.history.PersistentMap;
import dev.migrationledger.core.planning.Plan;
import dev.migrationledger.core.problem.Problem;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From a to c by b and c was approved. */
class ApprovedWorkTest {
    private static final ApprovedWork UNTOUCHED = new ApprovedWork(A_TO_C, "seeds", false);
    private static final ApprovedWork BEGUN = new ApprovedWork(A_TO_C, "seeds", true);
    private static final Plan REST = plan("b", "c", "c");

    private static String code(Optional<Problem> problem) {
        return problem.map(Problem::code).orElse("approved");
    }

    @Test
    void theSamePlanIsApproved() {
        assertThat(code(UNTOUCHED.refuse("x", A_TO_C, "seeds"))).isEqualTo("approved");
        assertThat(code(BEGUN.refuse("x", A_TO_C, "seeds"))).isEqualTo("approved");
    }

    @Test
    void theRestIsApprovedOnlyWhereTheRolloutBegan() {
        assertThat(code(UNTOUCHED.refuse("x", REST, "seeds"))).isEqualTo("LDG870");
        assertThat(code(BEGUN.refuse("x", REST, "seeds"))).isEqualTo("approved");
        assertThat(code(BEGUN.refuse("x", plan("c", "c"), "seeds"))).isEqualTo("approved");
    }

    @Test
    void anythingElseIsNot() {
        assertThat(code(UNTOUCHED.refuse("x", A_TO_C, "other seeds"))).isEqualTo("LDG870");
        assertThat(code(BEGUN.refuse("x", REST, "other seeds"))).isEqualTo("LDG870");
        assertThat(code(BEGUN.refuse("x", plan("a", "d", "b", "c", "d"), "seeds"))).isEqualTo("LDG870");
        assertThat(code(BEGUN.refuse("x", plan("b", "c", "edited c"), "seeds"))).isEqualTo("LDG870");
        assertThat(code(UNTOUCHED.refuse("x", plan("a", "c", "b", "edited c"), "seeds"))).isEqualTo("LDG870");
    }

    @Test
    void anUnfinishedAttemptIsGoneOnWithOnlyWhereItIsOfTheRollout() {
        assertThat(code(BEGUN.refuse("x", left(REST, Attempt.Direction.APPLY)))).isEqualTo("approved");
        assertThat(code(UNTOUCHED.refuse("x", left(REST, Attempt.Direction.APPLY)))).isEqualTo("LDG871");
        assertThat(code(BEGUN.refuse("x", left(REST, Attempt.Direction.REVERT)))).isEqualTo("LDG871");
        assertThat(code(BEGUN.refuse("x", left(plan("b", "d", "d"), Attempt.Direction.APPLY)))).isEqualTo("LDG871");
    }

    private static Attempt left(Plan plan, Attempt.Direction direction) {
        return new Attempt("1", direction, plan, Optional.empty(), PersistentMap.empty());
    }
}
