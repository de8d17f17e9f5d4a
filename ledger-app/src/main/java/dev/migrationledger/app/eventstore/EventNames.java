package dev.migrationledger.app.eventstore;

import static java.util.Map.entry;

import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.rollout.RolloutEvent;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The logical names of events, the only ones in the store: a class may be renamed or moved, a name never changes. An
 * event that changes its shape gets the next version's name here and an {@link Upcaster} from the former.
 */
public final class EventNames {
    private static final Map<String, Class<?>> CLASSES = Map.ofEntries(
            entry("database.registered.v1", DatabaseEvent.Registered.class),
            entry("database.redescribed.v1", DatabaseEvent.Redescribed.class),
            entry("database.identified.v1", DatabaseEvent.Identified.class),
            entry("database.detected.v1", DatabaseEvent.Detected.class),
            entry("database.detection-confirmed.v1", DatabaseEvent.DetectionConfirmed.class),
            entry("database.stamped.v1", DatabaseEvent.Stamped.class),
            entry("database.claim-corrected.v1", DatabaseEvent.ClaimCorrected.class),
            entry("database.refused.v1", DatabaseEvent.Refused.class),
            entry("database.apply-started.v1", DatabaseEvent.ApplyStarted.class),
            entry("database.revision-applied.v1", DatabaseEvent.RevisionApplied.class),
            entry("database.revision-failed.v1", DatabaseEvent.RevisionFailed.class),
            entry("database.revision-blocked.v1", DatabaseEvent.RevisionBlocked.class),
            entry("database.ledger-behind.v1", DatabaseEvent.LedgerBehind.class),
            entry("database.outcome-unknown.v1", DatabaseEvent.OutcomeUnknown.class),
            entry("database.outcome-resolved.v1", DatabaseEvent.OutcomeResolved.class),
            entry("database.verified.v1", DatabaseEvent.Verified.class),
            entry("database.apply-finished.v1", DatabaseEvent.ApplyFinished.class),
            entry("database.revert-started.v1", DatabaseEvent.RevertStarted.class),
            entry("database.revision-reverted.v1", DatabaseEvent.RevisionReverted.class),
            entry("database.install-started.v1", DatabaseEvent.InstallStarted.class),
            entry("database.seed-applied.v1", DatabaseEvent.SeedApplied.class),
            entry("database.drift-accepted.v1", DatabaseEvent.DriftAccepted.class),
            entry("database.found-behind.v1", DatabaseEvent.FoundBehind.class),
            entry("database.left-open.v1", DatabaseEvent.LeftOpen.class),
            entry("database.forgotten.v1", DatabaseEvent.Forgotten.class),
            entry("database.seed-failed.v1", DatabaseEvent.SeedFailed.class),
            entry("rollout.planned.v2", RolloutEvent.Planned.class),
            entry("rollout.approved.v1", RolloutEvent.Approved.class),
            entry("rollout.resumed.v1", RolloutEvent.Resumed.class),
            entry("rollout.database-started.v1", RolloutEvent.DatabaseStarted.class),
            entry("rollout.database-finished.v1", RolloutEvent.DatabaseFinished.class),
            entry("rollout.halted.v1", RolloutEvent.Halted.class),
            entry("rollout.paused.v1", RolloutEvent.Paused.class),
            entry("rollout.aborted.v1", RolloutEvent.Aborted.class),
            entry("rollout.finished.v1", RolloutEvent.Finished.class));

    private static final Map<Class<?>, String> NAMES =
            CLASSES.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    private static final String SCHEMAS = "https://migrationledger.dev/events/";

    private EventNames() {}

    /** The identity of an event's JSON Schema, which is in {@code docs/events}; also CloudEvents' {@code dataschema}. */
    public static String schemaOf(String name) {
        return SCHEMAS + name + ".schema.json";
    }

    public static Set<String> all() {
        return CLASSES.keySet();
    }

    /** @throws LedgerException LDG601 when the class has no name: it must not reach the store */
    public static String nameOf(Class<?> type) {
        @Nullable String name = NAMES.get(type);
        if (name == null) {
            throw new LedgerException(StoreProblems.unnamed(type.getSimpleName()));
        }
        return name;
    }

    /** @throws LedgerException LDG600 when no event has this name */
    public static Class<?> classOf(String name) {
        @Nullable Class<?> type = CLASSES.get(name);
        if (type == null) {
            throw new LedgerException(StoreProblems.unknownName(name));
        }
        return type;
    }
}
