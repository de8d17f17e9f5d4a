package dev.migrationledger.app.cli.json;

import static dev.migrationledger.app.cli.json.DetectionJson.each;
import static dev.migrationledger.app.cli.json.DetectionJson.state;
import static dev.migrationledger.app.cli.json.DetectionJson.texts;

import dev.migrationledger.app.result.AppliedRevision;
import dev.migrationledger.app.result.Check;
import dev.migrationledger.app.result.DetectResult;
import dev.migrationledger.app.result.DriftResult;
import dev.migrationledger.app.result.FailedRevision;
import dev.migrationledger.app.result.ForgetResult;
import dev.migrationledger.app.result.HistoryResult;
import dev.migrationledger.app.result.Label;
import dev.migrationledger.app.result.OwnersResult;
import dev.migrationledger.app.result.PlanResult;
import dev.migrationledger.app.result.RepairResult;
import dev.migrationledger.app.result.Report;
import dev.migrationledger.app.result.ResolveResult;
import dev.migrationledger.app.result.Result;
import dev.migrationledger.app.result.RevertResult;
import dev.migrationledger.app.result.SeedRun;
import dev.migrationledger.app.result.StampResult;
import dev.migrationledger.app.result.StatusResult;
import dev.migrationledger.app.result.UpResult;
import dev.migrationledger.app.result.VerifyResult;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.planning.Step;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.State;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A report as the one JSON document of its command (CLI contract, section "JSON"): the contract's fields in its order,
 * additions after them. States are arrays of heads; what is not known is {@code null}, what does not apply is absent.
 */
public final class JsonReport {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonReport() {}

    /** The document's text, ending with a line end. */
    public static String text(Report report) {
        return MAPPER.writeValueAsString(document(report)).replace("\r\n", "\n") + "\n";
    }

    public static ObjectNode document(Report report) {
        var document = MAPPER.createObjectNode();
        document.put("ledger", "1").put("command", report.command());
        each(document, "databases", report.databases(), JsonReport::entry);
        var drifts = report.databases().stream()
                .filter(DriftResult.class::isInstance)
                .map(DriftResult.class::cast)
                .toList();
        if (!drifts.isEmpty()) {
            DriftJson.groups(document, drifts);
        }
        if (!report.problems().isEmpty()) {
            error(document.putObject("error"), report.problems().getFirst());
            each(document, "errors", report.problems(), JsonReport::error);
        }
        return document;
    }

    private static void entry(ObjectNode entry, Result result) {
        entry.put("id", result.id());
        switch (result) {
            case DetectResult detect -> detect(entry, detect);
            case UpResult up -> up(entry, up);
            case StatusResult status -> status(entry, status);
            case PlanResult plan -> plan(entry, plan);
            case RepairResult repair -> repair(entry, repair);
            case HistoryResult history -> each(entry, "events", history.events(), JsonReport::event);
            case DriftResult drift -> DriftJson.write(entry, drift);
            case OwnersResult owners -> OwnersJson.write(entry, owners);
            case VerifyResult verify -> each(entry, "verified", verify.verified(), JsonReport::check);
            case RevertResult revert -> revert(entry, revert);
            case StampResult stamp -> stamp(entry, stamp);
            case ResolveResult resolve -> resolve(entry, resolve);
            case ForgetResult forget -> entry.put("outcome", Label.of(forget.outcome())).put("reason", forget.reason());
        }
        result.problem().ifPresent(problem -> error(entry.putObject("error"), problem));
    }

    private static void detect(ObjectNode entry, DetectResult result) {
        entry.put("catalog", result.catalog());
        result.detection().ifPresent(detection -> DetectionJson.write(entry, detection));
    }

    private static void up(ObjectNode entry, UpResult result) {
        entry.put("catalog", result.catalog());
        entry.put("outcome", Label.of(result.outcome()));
        fromTo(entry, result.from(), result.to());
        each(entry, "applied", result.applied(), JsonReport::applied);
        texts(entry, "stamped", result.stamped());
        each(entry, "seeds", result.seeds(), JsonReport::seed);
        each(entry, "verified", result.verified(), JsonReport::check);
        result.failure().ifPresent(failure -> failure(entry.putObject("failure"), failure));
        result.corrected().ifPresent(c -> fromTo(entry.putObject("corrected"), c.from(), c.to()));
        detection(entry, result.id(), result.catalog(), result.detection());
    }

    private static void status(ObjectNode entry, StatusResult result) {
        entry.put("environment", result.environment());
        stateOrNull(entry, "claimed", result.claimed());
        stateOrNull(entry, "observed", result.observed());
        stateOrNull(entry, "expected", result.expected());
        entry.put("verdict", result.verdict().map(Label::of).orElse(null));
        if (result.behind().isPresent()) {
            entry.put("behind", result.behind().getAsInt());
        } else {
            entry.putNull("behind");
        }
        entry.put("lastChange", result.lastChange().map(Object::toString).orElse(null));
        entry.put("at", result.at().toString());
        entry.put("catalog", result.catalog());
        detection(entry, result.id(), result.catalog(), result.detection());
    }

    private static void plan(ObjectNode entry, PlanResult result) {
        result.plan().ifPresent(plan -> {
            fromTo(entry, plan.from(), plan.to());
            each(entry, "steps", plan.steps(), JsonReport::step);
            entry.put("digest", plan.digest());
        });
        entry.put("catalog", result.catalog());
        detection(entry, result.id(), result.catalog(), result.detection());
    }

    private static void step(ObjectNode node, Step step) {
        node.put("revision", step.revision())
                .put("kind", Label.of(step.kind()))
                .put("transactional", step.transactional())
                .put("statements", step.statements());
        texts(node, "findings", step.findings());
    }

    private static void repair(ObjectNode entry, RepairResult result) {
        entry.put("outcome", Label.of(result.outcome()));
        fromTo(entry, result.from(), result.to());
        entry.put("reason", result.reason()).put("catalog", result.catalog());
        detection(entry, result.id(), result.catalog(), result.detection());
    }

    private static void stamp(ObjectNode entry, StampResult result) {
        entry.put("outcome", Label.of(result.outcome()));
        fromTo(entry, result.from(), result.to());
        entry.put("forced", result.forced()).put("reason", result.reason()).put("catalog", result.catalog());
        detection(entry, result.id(), result.catalog(), result.detection());
    }

    private static void resolve(ObjectNode entry, ResolveResult result) {
        entry.put("outcome", Label.of(result.outcome()));
        if (result.statement() > 0) {
            entry.put("revision", result.revision()).put("statement", result.statement());
        }
        entry.put("applied", result.applied()).put("reason", result.reason()).put("catalog", result.catalog());
    }

    private static void revert(ObjectNode entry, RevertResult result) {
        entry.put("outcome", Label.of(result.outcome()));
        fromTo(entry, result.from(), result.to());
        each(entry, "reverted", result.reverted(), JsonReport::applied);
        result.failure().ifPresent(failure -> failure(entry.putObject("failure"), failure));
        entry.put("catalog", result.catalog());
    }

    private static void event(ObjectNode node, HistoryResult.Entry event) {
        node.put("position", event.position())
                .put("time", event.time().toString())
                .put("type", event.type())
                .put("actor", event.from().actor())
                .put("via", event.from().via())
                .put("reason", event.from().reason())
                .put("verb", event.from().verb())
                .put("id", event.id().toString())
                .put("command", event.from().command())
                .put("correlation", event.from().correlation())
                .put("causation", event.from().causation())
                .put("rollout", event.from().rollout())
                .set("data", MAPPER.readTree(event.data()));
    }

    private static void applied(ObjectNode node, AppliedRevision applied) {
        node.put("revision", applied.revision()).put("kind", Label.of(applied.kind())).put("ms", applied.millis());
        if (applied.recovered()) {
            node.put("recovered", true);
        }
    }

    private static void seed(ObjectNode node, SeedRun seed) {
        node.put("id", seed.id()).put("outcome", Label.of(seed.outcome()));
        if (!seed.detail().isEmpty()) {
            node.put("detail", seed.detail());
        }
    }

    private static void check(ObjectNode node, Check check) {
        node.put("revision", check.revision()).put("check", check.check()).put("ok", check.ok());
    }

    private static void failure(ObjectNode node, FailedRevision failed) {
        var failure = failed.failure();
        node.put("revision", failed.revision())
                .put("statement", failure.statement())
                .put("line", failure.line())
                .put("sqlstate", failure.sqlState())
                .put("message", failure.message());
        if (!failed.file().isEmpty()) {
            node.put("file", failed.file());
        }
    }

    private static void detection(ObjectNode entry, String id, String catalog, Optional<Detection> detection) {
        detection.ifPresent(d ->
                DetectionJson.write(entry.putObject("detection").put("id", id).put("catalog", catalog), d));
    }

    private static void fromTo(ObjectNode node, State from, State to) {
        state(node, "from", from);
        state(node, "to", to);
    }

    private static void stateOrNull(ObjectNode node, String name, Optional<State> value) {
        value.ifPresentOrElse(s -> state(node, name, s), () -> node.putNull(name));
    }

    static void error(ObjectNode node, Problem problem) {
        node.put("code", problem.code()).put("message", problem.message()).put("hint", problem.hint());
    }
}
