package dev.migrationledger.core.alert;

import dev.migrationledger.core.rollout.RolloutEvent;
import dev.migrationledger.core.rollout.Stopped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is to be told about one rollout: the fold of its history.
 *
 * @param rollout id
 * @param firing  while it is halted
 */
public record RolloutWatch(String rollout, Optional<Alert> firing) {
    private static final int SHOWN = 5;

    /** Before the first event. */
    public static RolloutWatch of(String rollout) {
        return new RolloutWatch(rollout, Optional.empty());
    }

    /** @param changes in the order they are to be told */
    public record Step(RolloutWatch watch, List<AlertChange> changes) {}

    public Step after(RolloutEvent event, Instant time, AlertRules rules) {
        return switch (event) {
            case RolloutEvent.Halted e -> fire(e, time, rules);
            case RolloutEvent.Resumed _ -> resolve(time, "it was resumed");
            case RolloutEvent.Aborted e -> resolve(time, "it was aborted: " + e.reason());
            case RolloutEvent.Finished _ -> resolve(time, "it is finished");
            case RolloutEvent.Planned _, RolloutEvent.Approved _, RolloutEvent.DatabaseStarted _,
                    RolloutEvent.DatabaseFinished _, RolloutEvent.Paused _ -> new Step(this, List.of());
        };
    }

    private Step fire(RolloutEvent.Halted event, Instant time, AlertRules rules) {
        if (!rules.isOn(Rule.ROLLOUT_HALTED) || firing.isPresent()) {
            return new Step(this, List.of());
        }
        var alert = new Alert(
                Rule.ROLLOUT_HALTED,
                rules.severity(Rule.ROLLOUT_HALTED),
                "",
                "",
                rollout,
                Optional.empty(),
                time,
                "rollout " + rollout + " is halted in wave " + event.wave() + ": " + event.stopped().size() + " stopped, "
                        + event.failureBudget() + " may: " + names(event.stopped()),
                "`ledger rollout status " + rollout + "` says why; mend it, then `ledger rollout resume " + rollout + "`");
        return new Step(new RolloutWatch(rollout, Optional.of(alert)), List.of(new AlertChange.Fired(alert)));
    }

    private Step resolve(Instant time, String why) {
        return new Step(
                new RolloutWatch(rollout, Optional.empty()),
                firing.<AlertChange>map(alert -> new AlertChange.Resolved(alert, time, why)).stream().toList());
    }

    private static String names(List<Stopped> stopped) {
        return stopped.stream()
                        .limit(SHOWN)
                        .map(one -> one.database() + " (" + one.stop().code() + ")")
                        .collect(Collectors.joining(", "))
                + (stopped.size() > SHOWN ? ", ..." : "");
    }
}
