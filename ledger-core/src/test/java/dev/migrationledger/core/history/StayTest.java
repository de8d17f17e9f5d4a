package dev.migrationledger.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.revision.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StayTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final DatabaseEvent REGISTERED =
            new DatabaseEvent.Registered("shop", "prod", "postgresql", "ledger@db:5432/shop", Map.of());

    /** One event an hour. */
    private static List<Stay> stays(DatabaseEvent... events) {
        var stream = new ArrayList<RecordedEvent>();
        for (var event : events) {
            stream.add(new RecordedEvent(stream.size(), hour(stream.size()), event));
        }
        return Stay.of(stream);
    }

    private static Instant hour(int n) {
        return START.plus(Duration.ofHours(n));
    }

    private static DatabaseEvent stamped(String from, String to) {
        return new DatabaseEvent.Stamped(State.of(from), State.of(to), false, "seen");
    }

    @Test
    void aStayLastsUntilTheNextStateAndTheLastOneStill() {
        var stays = stays(REGISTERED, stamped("a", "b"), new DatabaseEvent.Refused("up", "LDG460", "no"), stamped("b", "c"));
        assertThat(stays).containsExactly(
                new Stay(Optional.empty(), hour(0), Optional.of(hour(1))),
                new Stay(Optional.of(State.of("b")), hour(1), Optional.of(hour(3))),
                new Stay(Optional.of(State.of("c")), hour(3), Optional.empty()));
        assertThat(stays.get(1).length(hour(9))).isEqualTo(Duration.ofHours(2));
        assertThat(stays.get(2).length(hour(9))).isEqualTo(Duration.ofHours(6));
    }

    @Test
    void theSameStateAgainIsOneStay() {
        assertThat(stays(REGISTERED, stamped("a", "b"), stamped("b", "b"))).hasSize(2);
        assertThat(stays()).isEmpty();
    }

    @Test
    void noStayIsNegativeWhenClocksDisagree() {
        var stays = Stay.of(List.of(
                new RecordedEvent(0, hour(5), REGISTERED),
                new RecordedEvent(1, hour(4), stamped("a", "b")),
                new RecordedEvent(2, hour(6), stamped("b", "c"))));
        assertThat(stays).allMatch(stay -> !stay.length(hour(9)).isNegative());
    }
}
