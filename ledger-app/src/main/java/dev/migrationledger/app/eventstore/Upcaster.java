package dev.migrationledger.app.eventstore;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings an event stored under a former name to the shape of a later one.
 *
 * @param from   such as {@code database.stamped.v1}; no longer in {@link EventNames}
 * @param to     such as {@code database.stamped.v2}
 * @param change from the payload of the one to that of the other
 */
public record Upcaster(String from, String to, UnaryOperator<JsonNode> change) {

    /** Every upcaster there is; one per former name, chained by name. */
    public static final List<Upcaster> ALL =
            List.of(new Upcaster("rollout.planned.v1", "rollout.planned.v2", Upcaster::withoutIdentities));

    /** Which database each target physically is was not kept. */
    private static JsonNode withoutIdentities(JsonNode planned) {
        planned.path("targets").forEach(target -> ((ObjectNode) target).putNull("identity"));
        return planned;
    }

    /** @param payload under {@code name} */
    record Named(String name, JsonNode payload) {}

    static Map<String, Upcaster> byFormerName(List<Upcaster> upcasters) {
        return upcasters.stream().collect(Collectors.toUnmodifiableMap(Upcaster::from, Function.identity()));
    }

    static Named latest(Map<String, Upcaster> upcasters, Named stored) {
        var now = stored;
        for (@Nullable Upcaster next = upcasters.get(now.name()); next != null; next = upcasters.get(now.name())) {
            now = new Named(next.to(), next.change().apply(now.payload()));
        }
        return now;
    }
}
