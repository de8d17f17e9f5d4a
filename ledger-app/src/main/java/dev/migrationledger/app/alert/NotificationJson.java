package dev.migrationledger.app.alert;

import dev.migrationledger.core.alert.Alert;
import dev.migrationledger.core.alert.Rule;
import dev.migrationledger.core.alert.Severity;
import dev.migrationledger.core.history.Description;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A notification as JSON: the payload of webhooks in the shape that the Standard Webhooks recommend ({@code type},
 * {@code timestamp}, {@code data}), and what the store keeps until it is delivered. Fields are added, never changed.
 */
public final class NotificationJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private NotificationJson() {}

    static String text(Notification notification) {
        var node = JSON.createObjectNode()
                .put("type", notification.type())
                .put("timestamp", notification.time().toString());
        if (notification.test()) {
            node.put("test", true);
        }
        alert(node.putObject("data"), notification.alert());
        notification.resolved().ifPresent(over -> {
            var data = (ObjectNode) node.get("data");
            data.put("resolvedAt", over.at().toString()).put("resolvedBecause", over.why());
        });
        return node.toString();
    }

    /** Adds an alert's fields to an object. */
    public static void alert(ObjectNode node, Alert alert) {
        node.put("key", alert.key())
                .put("rule", alert.rule().label())
                .put("severity", alert.severity().label())
                .put("database", alert.database())
                .put("revision", alert.revision())
                .put("since", alert.since().toString())
                .put("summary", alert.summary())
                .put("next", alert.hint());
        if (!alert.rollout().isEmpty()) {
            node.put("rollout", alert.rollout());
        }
        alert.description().ifPresent(description -> {
            node.put("catalog", description.catalog())
                    .put("environment", description.environment())
                    .put("engine", description.engine())
                    .put("address", description.address());
            var labels = node.putObject("labels");
            new TreeMap<>(description.labels()).forEach(labels::put);
        });
    }

    static Notification read(String text) {
        var node = JSON.readTree(text);
        var data = node.get("data");
        var alert = new Alert(
                rule(data.get("rule").asString()),
                Severity.valueOf(data.get("severity").asString().toUpperCase(Locale.ROOT)),
                data.get("database").asString(),
                data.get("revision").asString(),
                data.path("rollout").asString(""),
                description(data),
                Instant.parse(data.get("since").asString()),
                data.get("summary").asString(),
                data.get("next").asString());
        var resolved = Optional.ofNullable(data.get("resolvedAt"))
                .map(at -> new Notification.Resolution(Instant.parse(at.asString()), data.get("resolvedBecause").asString()));
        return new Notification(alert, resolved, node.path("test").asBoolean(false));
    }

    private static Rule rule(String label) {
        return Rule.valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static Optional<Description> description(JsonNode data) {
        if (!data.has("catalog")) {
            return Optional.empty();
        }
        Map<String, String> labels = new TreeMap<>();
        data.get("labels").properties().forEach(label -> labels.put(label.getKey(), label.getValue().asString()));
        return Optional.of(new Description(
                data.get("catalog").asString(),
                data.get("environment").asString(),
                data.get("engine").asString(),
                data.get("address").asString(),
                labels));
    }
}
