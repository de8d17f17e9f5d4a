package dev.migrationledger.core.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.history.RecordedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code given(events).then(alerts)}: alerts in short, {@code +} with the key of what fires and {@code -} with that of
 * what resolves, in order. Event n of a history is n hours after its start.
 */
record Given(Watch watch, List<AlertChange> changes) {
    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    static Given given(DatabaseEvent... events) {
        return given(AlertRules.DEFAULT, events);
    }

    static Given given(AlertRules rules, DatabaseEvent... events) {
        var watch = Watch.of("shop");
        var changes = new ArrayList<AlertChange>();
        for (int i = 0; i < events.length; i++) {
            var step = watch.after(new RecordedEvent(i, START.plus(Duration.ofHours(i)), events[i]), rules);
            watch = step.watch();
            changes.addAll(step.changes());
        }
        return new Given(watch, changes);
    }

    Given then(String... inShort) {
        assertThat(changes.stream().map(Given::inShort)).containsExactly(inShort);
        var firing = new ArrayList<String>();
        Arrays.stream(inShort).forEach(change -> {
            if (change.startsWith("+")) {
                firing.add(change.substring(1));
            } else {
                firing.remove(change.substring(1));
            }
        });
        assertThat(watch.firing().keySet()).containsExactlyInAnyOrderElementsOf(firing);
        return this;
    }

    /** What the last change says. */
    String last() {
        return switch (changes.getLast()) {
            case AlertChange.Fired(var alert) -> alert.summary();
            case AlertChange.Resolved(_, _, var why) -> why;
        };
    }

    private static String inShort(AlertChange change) {
        return switch (change) {
            case AlertChange.Fired(var alert) -> "+" + alert.key();
            case AlertChange.Resolved(var alert, _, _) -> "-" + alert.key();
        };
    }
}
