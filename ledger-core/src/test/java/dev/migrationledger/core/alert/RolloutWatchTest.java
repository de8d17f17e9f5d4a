package dev.migrationledger.core.alert;

import static dev.migrationledger.core.alert.Given.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.rollout.Outcome;
import dev.migrationledger.core.rollout.RolloutEvent;
import dev.migrationledger.core.rollout.Stop;
import dev.migrationledger.core.rollout.Stopped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RolloutWatchTest {
    private static final RolloutEvent HALTED = new RolloutEvent.Halted(
            2, 0, List.of(new Stopped("shop", 2, Outcome.FAILED, new Stop("c", "LDG530", "exists", ""))));
    private static final RolloutEvent RESUMED = new RolloutEvent.Resumed("r");

    private static List<String> told(AlertRules rules, RolloutEvent... events) {
        var watch = RolloutWatch.of("7");
        var told = new ArrayList<String>();
        for (var event : events) {
            var step = watch.after(event, START, rules);
            watch = step.watch();
            for (var change : step.changes()) {
                told.add(switch (change) {
                    case AlertChange.Fired(var alert) -> "+" + alert.key();
                    case AlertChange.Resolved(var alert, _, var why) -> "-" + alert.key() + " " + why;
                });
            }
        }
        return told;
    }

    @Test
    void firesOnceAndIsOverWhenAPersonDecides() {
        assertThat(told(AlertRules.DEFAULT, HALTED)).containsExactly("+rollout-halted/7");
        assertThat(told(AlertRules.DEFAULT, HALTED, RESUMED)).containsExactly("+rollout-halted/7", "-rollout-halted/7 it was resumed");
        assertThat(told(AlertRules.DEFAULT, HALTED, new RolloutEvent.Aborted("no")).getLast())
                .isEqualTo("-rollout-halted/7 it was aborted: no");
        assertThat(told(AlertRules.DEFAULT, HALTED, RESUMED, HALTED)).hasSize(3);
        assertThat(told(AlertRules.DEFAULT, RESUMED, new RolloutEvent.Paused(""), new RolloutEvent.Finished(List.of()))).isEmpty();
    }

    @Test
    void saysWhatStoppedAndWhereToLook() {
        var alert = RolloutWatch.of("7").after(HALTED, START, AlertRules.DEFAULT).watch().firing().orElseThrow();
        assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(alert.summary()).contains("wave 2", "shop (LDG530)");
        assertThat(alert.hint()).contains("ledger rollout status 7");
    }

    @Test
    void canBeTurnedOff() {
        assertThat(told(new AlertRules(Map.of(Rule.DRIFT, Severity.INFO), Optional.empty()), HALTED, RESUMED)).isEmpty();
    }
}
