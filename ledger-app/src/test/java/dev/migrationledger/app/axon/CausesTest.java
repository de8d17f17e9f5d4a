package dev.migrationledger.app.axon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.history.DatabaseCommand;
import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.planning.Plan;
import dev.migrationledger.core.revision.State;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CausesTest {
    private static final Plan PLAN = new Plan(State.EMPTY, State.of("a"), List.of(), "digest");
    private static final DatabaseCommand STAMP = new DatabaseCommand.Stamp(State.EMPTY, State.of("a"), false, "proven");

    private final Causes causes = new Causes();

    private static DatabaseEvent started(String attempt) {
        return new DatabaseEvent.ApplyStarted(attempt, PLAN, Optional.empty());
    }

    private static DatabaseCommand outcomes(String attempt) {
        return new DatabaseCommand.RecordStepOutcomes(attempt, List.of());
    }

    private static DatabaseCommand request(Optional<String> recovers) {
        return new DatabaseCommand.RequestApply("2", PLAN, recovers);
    }

    @Test
    void whatNothingWentBeforeAnswersItsRun() {
        assertThat(causes.of(STAMP, "monday")).isEqualTo("monday");
        assertThat(causes.of(outcomes("1"), "monday")).isEqualTo("monday");
        assertThat(causes.of(new DatabaseCommand.ResolveOutcome(true, "I saw it"), "monday")).isEqualTo("monday");
    }

    @Test
    void aDecisionAnswersWhatItsOwnRunSaw() {
        causes.took(new DatabaseEvent.DetectionConfirmed("x"), "look", "monday");
        assertThat(causes.of(STAMP, "monday")).isEqualTo("look");
        assertThat(causes.of(request(Optional.empty()), "monday")).isEqualTo("look");
        assertThat(causes.of(STAMP, "tuesday")).isEqualTo("tuesday");
        assertThat(causes.of(new DatabaseCommand.AcceptDrift("d", "meant"), "tuesday")).isEqualTo("look");
    }

    @Test
    void outcomesAnswerTheirIntentInWhicheverRun() {
        causes.took(started("1"), "intent", "monday");
        assertThat(causes.of(outcomes("1"), "tuesday")).isEqualTo("intent");
        assertThat(causes.of(new DatabaseCommand.FinishApply("1", "failed", State.EMPTY), "tuesday")).isEqualTo("intent");
        assertThat(causes.of(request(Optional.of("1")), "tuesday")).isEqualTo("intent");
        causes.took(started("2"), "next", "tuesday");
        assertThat(causes.of(outcomes("2"), "tuesday")).isEqualTo("next");
    }

    @Test
    void aResolutionAnswersTheUnknownOutcome() {
        causes.took(started("1"), "intent", "monday");
        causes.took(new DatabaseEvent.OutcomeUnknown("1", "a", 2, "lost"), "unknown", "monday");
        assertThat(causes.of(new DatabaseCommand.ResolveOutcome(true, "I saw it"), "tuesday")).isEqualTo("unknown");
    }

    @Test
    void aDumpThatWasRunAnswersTheInstall() {
        causes.took(new DatabaseEvent.DetectionConfirmed("x"), "look", "monday");
        causes.took(new DatabaseEvent.InstallStarted("init", "d"), "install", "monday");
        var dump = new DatabaseCommand.RecordSeed(new DatabaseEvent.SeedApplied("init", "d", 3, List.of()));
        assertThat(causes.of(dump, "monday")).isEqualTo("install");
        assertThat(causes.of(dump, "tuesday")).isEqualTo("tuesday");
    }
}
