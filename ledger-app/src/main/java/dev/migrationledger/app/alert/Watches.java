package dev.migrationledger.app.alert;

import dev.migrationledger.app.eventstore.EventCodec;
import dev.migrationledger.app.eventstore.EventLog;
import dev.migrationledger.app.eventstore.StoredEvent;
import dev.migrationledger.core.alert.Alert;
import dev.migrationledger.core.alert.AlertChange;
import dev.migrationledger.core.alert.AlertRules;
import dev.migrationledger.core.alert.RolloutWatch;
import dev.migrationledger.core.alert.Rule;
import dev.migrationledger.core.alert.Watch;
import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.history.RecordedEvent;
import dev.migrationledger.core.rollout.RolloutEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The watch of every database, folded from the log as far as it was read. */
final class Watches {
    private static final int PAGE = 5_000;
    private static final String PREFIX = "database/";
    private static final String ROLLOUT = "rollout/";

    private final EventLog log;
    private final EventCodec codec;
    private final AlertRules rules;
    private final Map<String, Watch> watches = new TreeMap<>();
    private final Map<String, RolloutWatch> rollouts = new TreeMap<>();
    private long position;

    Watches(EventLog log, EventCodec codec, AlertRules rules) {
        this.log = log;
        this.codec = codec;
        this.rules = rules;
    }

    /** Reads on to a position; what changes on the way is known already. */
    void readTo(long head) {
        while (position < head) {
            for (var stored : log.after(position, (int) Math.min(PAGE, head - position))) {
                read(stored);
            }
        }
    }

    /** @param stored the next event of the log. @return what it changes, in order */
    List<AlertChange> read(StoredEvent stored) {
        position = stored.position();
        if (stored.aggregate().startsWith(ROLLOUT)) {
            return rollout(stored);
        }
        if (!stored.aggregate().startsWith(PREFIX)) {
            return List.of();
        }
        var database = stored.aggregate().substring(PREFIX.length());
        var event = (DatabaseEvent) codec.read(stored.type(), stored.payload());
        var step = watches.getOrDefault(database, Watch.of(database))
                .after(new RecordedEvent(stored.sequence(), stored.time(), event), rules);
        watches.put(database, step.watch());
        return step.changes();
    }

    /** Whether a person took the database off the books. */
    boolean isForgotten(String database) {
        return Optional.ofNullable(watches.get(database)).filter(watch -> watch.state().forgotten()).isPresent();
    }

    private List<AlertChange> rollout(StoredEvent stored) {
        var id = stored.aggregate().substring(ROLLOUT.length());
        var event = (RolloutEvent) codec.read(stored.type(), stored.payload());
        var step = rollouts.getOrDefault(id, RolloutWatch.of(id)).after(event, stored.time(), rules);
        rollouts.put(id, step.watch());
        return step.changes();
    }

    /**
     * Sorted by key, which they are keyed by.
     *
     * @param watched ids of the databases that count
     * @param audit   what fires only where it found something
     */
    Map<String, Alert> firing(Instant now, Predicate<String> watched, AuditLook audit) {
        var firing = new TreeMap<String, Alert>();
        watches.values().stream().filter(watch -> watched.test(watch.database())).forEach(watch -> {
            firing.putAll(watch.firing());
            watch.silence(now, rules).ifPresent(alert -> firing.put(alert.key(), alert));
        });
        rollouts.values().stream()
                .flatMap(watch -> watch.firing().stream())
                .forEach(alert -> firing.put(alert.key(), alert));
        if (audit instanceof AuditLook.Broken broken && rules.isOn(Rule.AUDIT_BROKEN)) {
            var alert = broken.alert(now, rules);
            firing.put(alert.key(), alert);
        }
        return firing;
    }
}
