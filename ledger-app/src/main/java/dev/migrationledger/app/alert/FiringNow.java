package dev.migrationledger.app.alert;

import dev.migrationledger.app.eventstore.EventCodec;
import dev.migrationledger.app.eventstore.EventLog;
import dev.migrationledger.core.alert.Alert;
import dev.migrationledger.core.alert.AlertRules;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** What fires, folded from the whole log; nothing is told and nothing is written. */
public record FiringNow(EventLog log, EventCodec codec, AlertRules rules, Predicate<String> watched) {

    /** Sorted by key. */
    public List<Alert> at(Instant now, AuditLook audit) {
        var watches = new Watches(log, codec, rules);
        watches.readTo(log.head());
        return List.copyOf(watches.firing(now, watched, audit).values());
    }
}
