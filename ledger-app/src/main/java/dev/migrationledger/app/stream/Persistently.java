package dev.migrationledger.app.stream;

import dev.migrationledger.app.execution.Interruption;
import java.time.Duration;
import java.util.function.Consumer;

/** Does one thing again and again; after a failure later and later, up to half a minute. */
public final class Persistently {
    private static final Duration UNTIL_NEXT_TURN = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private Persistently() {}

    /**
     * Returns when it is told to stop.
     *
     * @param trouble hears of each failure
     */
    public static void run(Runnable turn, Interruption stop, Consumer<RuntimeException> trouble) {
        var afterFailure = UNTIL_NEXT_TURN;
        var pause = Duration.ZERO;
        while (stop.pause(pause)) {
            try {
                turn.run();
                afterFailure = UNTIL_NEXT_TURN;
                pause = UNTIL_NEXT_TURN;
            } catch (RuntimeException e) {
                trouble.accept(e);
                pause = afterFailure;
                afterFailure = shorter(afterFailure.multipliedBy(2), LONGEST_PAUSE);
            }
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
