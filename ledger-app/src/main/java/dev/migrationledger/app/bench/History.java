package dev.migrationledger.app.bench;

import dev.migrationledger.app.axon.CommandContext;
import dev.migrationledger.app.axon.LedgerCommands;
import dev.migrationledger.core.detection.Claim;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.OriginReference;
import dev.migrationledger.core.detection.Verdict;
import dev.migrationledger.core.history.DatabaseCommand;
import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.history.Description;
import dev.migrationledger.core.planning.Plan;
import dev.migrationledger.core.planning.Plans;
import dev.migrationledger.core.planning.ScriptFacts;
import dev.migrationledger.core.planning.Step;
import dev.migrationledger.core.revision.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Databases that live in the ledger's store only: registered, with an attempt of thirty revisions that runs. */
record History(LedgerCommands commands, CommandContext who, String database, String attempt, Plan plan) {
    static final int STEPS = 30;
    private static final Plan PLAN = plan(STEPS);
    private static final Detection EMPTY = new Detection(
            Verdict.EMPTY,
            State.EMPTY,
            List.of(),
            Claim.ABSENT,
            State.EMPTY,
            List.of(),
            List.of(),
            List.of(),
            OriginReference.EMPTY,
            "");

    private static Plan plan(int steps) {
        var graph = GeneratedCatalog.linear(steps).graph();
        return Plans.plan(graph, State.EMPTY, graph.heads(), ScriptFacts::of);
    }

    static History begin(LedgerCommands commands) {
        var history = new History(
                commands,
                CommandContext.of("bench", Optional.of("measuring")),
                "database-" + UUID.randomUUID(),
                UUID.randomUUID().toString(),
                PLAN);
        history.send(new DatabaseCommand.Register(new Description("linear", "bench", "postgresql", "nowhere", Map.of())));
        history.send(new DatabaseCommand.RecordDetection(EMPTY));
        history.send(new DatabaseCommand.RequestApply(history.attempt, history.plan, Optional.empty()));
        return history;
    }

    private void send(DatabaseCommand command) {
        commands.send(database, command, who);
    }

    /** One command, thirty events. */
    void thirty() {
        send(new DatabaseCommand.RecordStepOutcomes(
                attempt, plan.steps().stream().map(this::applied).toList()));
    }

    /** Thirty commands with one event each. */
    void oneByOne() {
        plan.steps().forEach(step -> send(new DatabaseCommand.RecordStepOutcomes(attempt, List.of(applied(step)))));
    }

    private DatabaseEvent.StepOutcome applied(Step step) {
        return new DatabaseEvent.RevisionApplied(attempt, step.revision(), step.digest(), step.statements(), 12, false);
    }
}
