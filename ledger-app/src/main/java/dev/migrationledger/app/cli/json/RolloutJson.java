package dev.migrationledger.app.cli.json;

import static dev.migrationledger.app.cli.json.DetectionJson.state;
import static dev.migrationledger.app.cli.json.DetectionJson.texts;

import dev.migrationledger.app.result.Label;
import dev.migrationledger.app.rollout.Rollout;
import dev.migrationledger.core.planning.Step;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.rollout.Progress;
import dev.migrationledger.core.rollout.RolloutEvent;
import dev.migrationledger.core.rollout.RolloutState;
import dev.migrationledger.core.rollout.Target;
import tools.jackson.databind.node.ObjectNode;

/** A rollout as JSON: {@code rollout}, and {@code databases} in the order of its plan. */
public final class RolloutJson {
    private RolloutJson() {}

    /** Adds both to a document. */
    public static void write(ObjectNode document, Rollout rollout) {
        summary(document.putObject("rollout"), rollout);
        DetectionJson.each(
                document,
                "databases",
                rollout.state().targets(),
                (node, target) -> database(node, rollout.state(), target));
    }

    /** {@code phase} is planned, approved, running, paused, halted, aborted or finished; {@code working} whether a process is at it. */
    public static void summary(ObjectNode node, Rollout rollout) {
        var state = rollout.state();
        var planned = state.planned().orElseThrow();
        node.put("id", rollout.id())
                .put("phase", Label.of(state.phase()))
                .put("working", rollout.worked())
                .put("goal", planned.goal())
                .put("digest", planned.digest())
                .put("failureBudget", planned.failureBudget())
                .put("concurrency", planned.concurrency())
                .put("author", planned.author().name())
                .put("authorVia", planned.author().via())
                .put("reason", planned.reason())
                .put("plannedAt", rollout.entries().getFirst().time().toString());
        rollout.entries().stream()
                .filter(entry -> entry.event() instanceof RolloutEvent.Approved)
                .findFirst()
                .ifPresent(entry -> approved(node.putObject("approved"), entry));
        node.put("waves", planned.targets().getLast().wave());
        state.wave().ifPresent(wave -> node.put("wave", wave));
        node.put("count", planned.targets().size())
                .put("done", state.targets().stream().map(state::progress).filter(RolloutJson::isDone).count())
                .put("stopped", state.stopped().size())
                .put("lastChange", rollout.entries().getLast().time().toString());
    }

    private static boolean isDone(Progress progress) {
        return progress.outcome().isPresent() && !progress.isStopped();
    }

    private static void approved(ObjectNode node, Rollout.Entry entry) {
        if (entry.event() instanceof RolloutEvent.Approved approved) {
            node.put("approver", approved.approver().name())
                    .put("approverVia", approved.approver().via())
                    .put("byAuthor", approved.byAuthor())
                    .put("digest", approved.digest())
                    .put("at", entry.time().toString())
                    .put("reason", entry.from().reason());
        }
    }

    /** {@code outcome} is absent while it waits or is under way. */
    private static void database(ObjectNode node, RolloutState state, Target target) {
        var progress = state.progress(target);
        var plan = state.plan(target);
        node.put("id", target.database()).put("wave", target.wave()).put("underWay", progress.isUnderWay());
        progress.outcome().ifPresent(outcome -> node.put("outcome", Label.of(outcome)));
        state(node, "from", plan.from());
        state(node, "to", plan.to());
        texts(node, "steps", plan.steps().stream().map(Step::revision).toList());
        node.put("digest", plan.digest());
        target.identity().ifPresent(identity ->
                node.putObject("identity").put("system", identity.system()).put("database", identity.database()));
        progress.stop().ifPresent(stop -> {
            if (!stop.revision().isEmpty()) {
                node.put("revision", stop.revision());
            }
            node.putObject("error").put("code", stop.code()).put("message", stop.message()).put("hint", stop.hint());
        });
    }

    public static void error(ObjectNode node, Problem problem) {
        node.put("code", problem.code()).put("message", problem.message()).put("hint", problem.hint());
    }
}
