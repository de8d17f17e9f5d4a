package dev.migrationledger.app.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Tells what is due: each message until it is delivered, refused, or tried often enough. One at a time uses it. */
public final class Postman {
    private static final int AT_ONCE = 100;

    /** Says one message by its channel. */
    @FunctionalInterface
    public interface Voice {
        Reply tell(Delivery delivery);
    }

    /**
     * What came of a round.
     *
     * @param waiting tried in vain, to be tried again
     * @param dead    given up
     */
    public record Round(int delivered, int waiting, int dead) {
        Round and(Round more) {
            return new Round(delivered + more.delivered, waiting + more.waiting, dead + more.dead);
        }
    }

    private final Deliveries deliveries;
    private final Clock clock;

    public Postman(Deliveries deliveries, Clock clock) {
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /** All that is due, once. A channel that is away is left alone until the next round. */
    public Round round(Voice voice) {
        var away = new HashSet<String>();
        var round = new Round(0, 0, 0);
        List<Delivery> due;
        do {
            due = deliveries.due(clock.instant(), away, AT_ONCE);
            for (var one : due) {
                if (!away.contains(one.channel())) {
                    var reply = voice.tell(one);
                    round = round.and(settled(one, reply));
                    if (reply instanceof Reply.Gone || reply instanceof Reply.Later later && !later.ours()) {
                        away.add(one.channel());
                    }
                }
            }
        } while (!due.isEmpty());
        return round;
    }

    private Round settled(Delivery one, Reply reply) {
        return switch (reply) {
            case Reply.Delivered _ -> {
                deliveries.delivered(one.id());
                yield new Round(1, 0, 0);
            }
            case Reply.Later(var why, var wish, _) -> later(one, why, wish);
            case Reply.Refused(var why) -> dead(one, why);
            case Reply.Gone _ -> dead(one, "HTTP 410: it wants no messages any more");
        };
    }

    private Round later(Delivery one, String why, Optional<Duration> wish) {
        var pause = Schedule.pause(one.tries() + 1, one.id(), wish);
        if (pause.isEmpty()) {
            return dead(one, why);
        }
        deliveries.failed(one.id(), why, Optional.of(clock.instant().plus(pause.get())));
        return new Round(0, 1, 0);
    }

    private Round dead(Delivery one, String why) {
        deliveries.failed(one.id(), why, Optional.empty());
        return new Round(0, 0, 1);
    }
}
