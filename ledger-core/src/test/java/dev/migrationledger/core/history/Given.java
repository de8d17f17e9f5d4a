package dev.migrationledger.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** {@code given(events).when(command).then(events)}. */
record Given(DatabaseState state) {
    static Given given(DatabaseEvent... events) {
        return new Given(DatabaseDecider.fold(List.of(events)));
    }

    Outcome when(DatabaseCommand command) {
        return new Outcome(state, DatabaseDecider.decide(state, command));
    }

    record Outcome(DatabaseState before, Decision<DatabaseEvent> decision) {
        /** @return what is given after these events */
        Given then(DatabaseEvent... events) {
            assertThat(decision).isEqualTo(new Decision.Accepted<>(List.of(events)));
            var state = before;
            for (var event : events) {
                state = DatabaseDecider.evolve(state, event);
            }
            return new Given(state);
        }

        void thenNothingHappened() {
            then();
        }

        void thenRejected(String code) {
            assertThat(decision).isInstanceOfSatisfying(Decision.Rejected.class, no -> assertThat(no.problem().code())
                    .isEqualTo(code));
        }

        /** {@code +} and the number of events, or the code of the rejection. */
        String inShort() {
            return switch (decision) {
                case Decision.Accepted<DatabaseEvent> yes -> "+" + yes.events().size();
                case Decision.Rejected<DatabaseEvent> no -> no.problem().code().substring(3);
            };
        }
    }
}
