package dev.migrationledger.core.rollout;

import static dev.migrationledger.core.rollout.Samples.A_TO_C;
import static dev.migrationledger.core.rollout.Samples.catalog;
import static dev.migrationledger.core.rollout.Samples.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.history.Attempt;
import dev.migrationledger.core.history.PersistentMap;
import dev.migrationledger.core.planning.Plan;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.target.TargetIdentity;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** From a to c by b and c was approved. */
class ApprovedWorkTest {
    private static final Map<String, String> SETUPS = Map.of("sql", "as it is");
    private static final TargetIdentity HERE = new TargetIdentity("server", "x");
    private static final ApprovedWork WORK = new ApprovedWork("spring", A_TO_C, Besides.digest(catalog("b", "c"), A_TO_C.steps(), SETUPS), Optional.of(HERE));
    private static final BooleanSupplier UNTOUCHED = () -> false;
    private static final BooleanSupplier BEGUN = () -> true;
    private static final Plan REST = plan("b", "c", "c");

    private static String code(Optional<Problem> problem) {
        return problem.map(Problem::code).orElse("approved");
    }

    @Test
    void theSamePlanIsApproved() {
        assertThat(code(WORK.refuse("x", A_TO_C, UNTOUCHED))).isEqualTo("approved");
        assertThat(code(WORK.refuse("x", A_TO_C, BEGUN))).isEqualTo("approved");
    }

    @Test
    void whereItIsAtTheApprovedEndNothingIsLeftToRefuse() {
        assertThat(code(WORK.refuse("x", plan("c", "c"), UNTOUCHED))).isEqualTo("approved");
        assertThat(code(WORK.refuse("x", plan("d", "d"), UNTOUCHED))).isEqualTo("LDG870");
    }

    @Test
    void theRestIsApprovedOnlyWhereTheRolloutBegan() {
        assertThat(code(WORK.refuse("x", REST, UNTOUCHED))).isEqualTo("LDG870");
        assertThat(code(WORK.refuse("x", REST, BEGUN))).isEqualTo("approved");
        assertThat(code(WORK.refuse("x", plan("c", "c"), BEGUN))).isEqualTo("approved");
    }

    @Test
    void anythingElseIsNot() {
        assertThat(code(WORK.refuse("x", plan("a", "d", "b", "c", "d"), BEGUN))).isEqualTo("LDG870");
        assertThat(code(WORK.refuse("x", plan("b", "c", "edited c"), BEGUN))).isEqualTo("LDG870");
        assertThat(code(WORK.refuse("x", plan("a", "c", "b", "edited c"), UNTOUCHED))).isEqualTo("LDG870");
    }

    @Test
    void theCatalogIsTheOneThatWasApproved() {
        assertThat(code(WORK.refuse("x", catalog("b", "c"), SETUPS))).isEqualTo("approved");
        assertThat(code(WORK.refuse("x", catalog("b", "c", "late"), SETUPS))).isEqualTo("approved");
        assertThat(code(WORK.refuse("x", catalog("b"), SETUPS))).isEqualTo("LDG870");
        assertThat(code(WORK.refuse("x", catalog("b", "c"), Map.of("sql", "another")))).isEqualTo("LDG870");
        assertThat(code(WORK.refuse("x", catalog("b", "c"), Map.of()))).isEqualTo("LDG870");
    }

    @Test
    void theDatabaseIsTheOneThatWasLookedAt() {
        assertThat(code(WORK.refuse("x", HERE))).isEqualTo("approved");
        assertThat(code(WORK.refuse("x", new TargetIdentity("another server", "x")))).isEqualTo("LDG891");
        assertThat(code(new ApprovedWork("spring", A_TO_C, "", Optional.empty()).refuse("x", HERE))).isEqualTo("approved");
    }

    @Test
    void anUnfinishedAttemptIsGoneOnWithOnlyWhereItIsOfTheRollout() {
        assertThat(code(WORK.refuse("x", left(REST, Attempt.Direction.APPLY), BEGUN))).isEqualTo("approved");
        assertThat(code(WORK.refuse("x", left(REST, Attempt.Direction.APPLY), UNTOUCHED))).isEqualTo("LDG871");
        assertThat(code(WORK.refuse("x", left(REST, Attempt.Direction.REVERT), BEGUN))).isEqualTo("LDG871");
        assertThat(code(WORK.refuse("x", left(plan("b", "d", "d"), Attempt.Direction.APPLY), BEGUN))).isEqualTo("LDG871");
    }

    private static Attempt left(Plan plan, Attempt.Direction direction) {
        return new Attempt("1", direction, plan, Optional.empty(), PersistentMap.empty());
    }
}
