package dev.migrationledger.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.history.Decision;
import dev.migrationledger.core.history.Decision.Accepted;
import dev.migrationledger.core.history.Decision.Rejected;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code given(events).when(command).then(events)}. */
record Given(List<RolloutEvent> history) {

    static Given given(RolloutEvent... events) {
        return new Given(List.of(events));
    }

    Given and(RolloutEvent... events) {
        var all = new ArrayList<>(history);
        all.addAll(Arrays.asList(events));
        return new Given(all);
    }

    RolloutState state() {
        return RolloutDecider.fold(history);
    }

    When when(RolloutCommand command) {
        return new When(this, RolloutDecider.decide(state(), command));
    }

    record When(Given given, Decision<RolloutEvent> decision) {
        /** @return that history with these events */
        Given then(RolloutEvent... events) {
            assertThat(decision).isEqualTo(new Accepted<>(List.of(events)));
            return given.and(events);
        }

        void thenNothingHappened() {
            assertThat(decision).isEqualTo(new Accepted<RolloutEvent>(List.of()));
        }

        void thenRejected(String code) {
            assertThat(decision).isInstanceOfSatisfying(
                    Rejected.class, no -> assertThat(no.problem().code()).isEqualTo(code));
        }
    }
}
