package dev.migrationledger.core.alert;

import dev.migrationledger.core.history.DatabaseDecider;
import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.history.DatabaseState;
import dev.migrationledger.core.history.RecordedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is to be told about one database: the fold of its history. The same events give the same alerts, whenever they
 * are read.
 *
 * @param firing keyed by {@link Alert#key()}, sorted
 * @param stuck  where revisions failed, keyed by revision
 * @param seen   when the database itself was last reached, or became known; empty while nobody has to see it
 */
public record Watch(
        String database,
        DatabaseState state,
        SortedMap<String, Alert> firing,
        SortedMap<String, Stuck> stuck,
        Optional<Instant> seen) {

    public Watch {
        firing = Collections.unmodifiableSortedMap(new TreeMap<>(firing));
        stuck = Collections.unmodifiableSortedMap(new TreeMap<>(stuck));
    }

    /** Before the first event. */
    public static Watch of(String database) {
        return new Watch(database, DatabaseState.NONE, new TreeMap<>(), new TreeMap<>(), Optional.empty());
    }

    /** @param changes in the order they are to be told */
    public record Step(Watch watch, List<AlertChange> changes) {}

    public Step after(RecordedEvent recorded, AlertRules rules) {
        var next = new Watch(
                database,
                DatabaseDecider.evolve(state, recorded.event()),
                firing,
                stuck,
                seenAfter(recorded));
        return new DatabaseRules(next, recorded.time(), rules).after(state, recorded.event());
    }

    private Optional<Instant> seenAfter(RecordedEvent recorded) {
        if (recorded.event() instanceof DatabaseEvent.Forgotten) {
            return Optional.empty();
        }
        return isSight(recorded.event()) ? Optional.of(recorded.time()) : seen.or(() -> Optional.of(recorded.time()));
    }

    /** That nobody got to see it for too long; empty when somebody did, or nobody minds. */
    public Optional<Alert> silence(Instant now, AlertRules rules) {
        return rules.silence().filter(_ -> rules.isOn(Rule.SILENT)).flatMap(limit -> seen.filter(
                        last -> !last.plus(limit).isAfter(now))
                .map(last -> new Alert(
                        Rule.SILENT,
                        rules.severity(Rule.SILENT),
                        database,
                        "",
                        state.description(),
                        last.plus(limit),
                        database + ": nobody got to see it for " + days(limit) + ", since " + last,
                        "`ledger detect " + database + "`")));
    }

    /** Only what reached the database tells that it is there: its configuration, refusals and words of people do not. */
    private static boolean isSight(DatabaseEvent event) {
        return switch (event) {
            case DatabaseEvent.Registered _, DatabaseEvent.Redescribed _, DatabaseEvent.Refused _,
                    DatabaseEvent.OutcomeResolved _, DatabaseEvent.DriftAccepted _, DatabaseEvent.ApplyStarted _,
                    DatabaseEvent.RevertStarted _, DatabaseEvent.InstallStarted _, DatabaseEvent.ApplyFinished _,
                    DatabaseEvent.LeftOpen _, DatabaseEvent.Forgotten _ -> false;
            case DatabaseEvent.Identified _, DatabaseEvent.Detected _, DatabaseEvent.DetectionConfirmed _,
                    DatabaseEvent.Stamped _, DatabaseEvent.ClaimCorrected _, DatabaseEvent.LedgerBehind _, DatabaseEvent.FoundBehind _,
                    DatabaseEvent.StepOutcome _, DatabaseEvent.SeedOutcome _ -> true;
        };
    }

    private static String days(Duration limit) {
        return limit.toDays() == 1 ? "a day" : limit.toDays() + " days";
    }
}
