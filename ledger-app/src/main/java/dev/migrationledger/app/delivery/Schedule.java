package dev.migrationledger.app.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** When a message that failed is tried again: longer and longer pauses, then no more. */
final class Schedule {
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4),
            Duration.ofHours(8));

    private static final int SPREAD_PERCENT = 10;

    private Schedule() {}

    /**
     * Spread by up to a tenth, so that what failed together does not come back together.
     *
     * @param tries made so far, from 1
     * @param wish  of the receiver; never shortened
     * @return empty when there were enough
     */
    static Optional<Duration> pause(int tries, UUID id, Optional<Duration> wish) {
        if (tries > PAUSES.size()) {
            return Optional.empty();
        }
        var own = PAUSES.get(tries - 1);
        var spread = own.plus(own.multipliedBy(Math.floorMod(id.hashCode() + tries, SPREAD_PERCENT + 1)).dividedBy(100));
        return Optional.of(wish.filter(asked -> asked.compareTo(spread) > 0).orElse(spread));
    }
}
