package dev.migrationledger.core.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.history.Provenance;
import dev.migrationledger.core.planning.Plan;
import dev.migrationledger.core.revision.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Runs are drawn: {@code a+} begins on a, {@code a!} fails, {@code a.} ends well, {@code a?} is looked at. */
class FailureBudgetTest {
    private final List<FailureBudget.Fleet> events = new ArrayList<>();

    private FailureBudgetTest run(String run, String drawing) {
        for (var step : drawing.split(" ")) {
            var event = switch (step.charAt(1)) {
                case '+' -> new DatabaseEvent.ApplyStarted(step, new Plan(State.EMPTY, State.of("r"), List.of(), "d"), Optional.empty());
                case '!' -> new DatabaseEvent.ApplyFinished(step, "failed", State.EMPTY);
                case '.' -> new DatabaseEvent.ApplyFinished(step, "upgraded", State.of("r"));
                default -> new DatabaseEvent.DetectionConfirmed("x");
            };
            events.add(new FailureBudget.Fleet(step.substring(0, 1), new PastEvent(
                    events.size() + 1, Instant.EPOCH, new Provenance("ana", "", "", "up", "", run, ""), event)));
        }
        return this;
    }

    private List<FailureBudget.Stop> stops(int budget) {
        return FailureBudget.stops(events, budget);
    }

    @Test
    void nothingFurtherIsBegun() {
        run("monday", "a? a+ b? b+ a! c? c+ b. c! d+ d.");
        assertThat(stops(0)).singleElement().satisfies(stop -> {
            assertThat(stop.at().past().position()).isEqualTo(5);
            assertThat(stop.at().database()).isEqualTo("a");
            assertThat(stop.failed()).containsExactly("a");
            assertThat(stop.spared()).isEqualTo(Map.of("c", "failed", "d", "upgraded"));
        });
    }

    @Test
    void whatWasBegunGoesOn() {
        run("monday", "a+ b+ c+ a! b! c!");
        assertThat(stops(0)).isEmpty();
    }

    @Test
    void theBudgetIsSpentByDatabasesOfOneRun() {
        run("monday", "a+ a! a+ a! b+ b.").run("tuesday", "c+ c! d+ d! e+ e.");
        assertThat(stops(1)).singleElement().satisfies(stop -> {
            assertThat(stop.first().from().correlation()).isEqualTo("tuesday");
            assertThat(stop.failed()).containsExactly("c", "d");
            assertThat(stop.spared()).isEqualTo(Map.of("e", "upgraded"));
        });
        assertThat(stops(2)).isEmpty();
        assertThat(stops(0)).hasSize(2);
    }
}
