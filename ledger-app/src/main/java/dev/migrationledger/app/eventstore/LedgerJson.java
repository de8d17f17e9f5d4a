package dev.migrationledger.app.eventstore;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.history.PersistentMap;
import dev.migrationledger.core.planning.Plan;
import dev.migrationledger.core.revision.State;
import java.util.Map;
import java.util.SortedSet;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;

/**
 * How the core's types look as JSON in the store: records by their components in the order of declaration, a state as
 * the array of its heads. Strict: a missing or unknown field is an error, since it would be a lost fact.
 */
public final class LedgerJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .changeDefaultVisibility(checker -> checker.withIsGetterVisibility(Visibility.NONE))
            .addMixIn(State.class, StateShape.class)
            .addMixIn(Plan.class, PlanShape.class)
            .addMixIn(PersistentMap.class, PersistentMapShape.class)
            .build();

    private static final ObjectMapper STATES = stateMapper();

    private LedgerJson() {}

    /** For events, whose name stands beside them. */
    static ObjectMapper events() {
        return MAPPER;
    }

    /** For {@code DatabaseState}; events inside are wrapped in their logical names. */
    public static ObjectMapper states() {
        return STATES;
    }

    private static ObjectMapper stateMapper() {
        var builder = MAPPER.rebuild().addMixIn(DatabaseEvent.class, NamedShape.class);
        EventNames.all().forEach(name -> builder.registerSubtypes(new NamedType(EventNames.classOf(name), name)));
        return builder.build();
    }

    private abstract static class StateShape {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        StateShape(SortedSet<String> heads) {}

        @JsonValue
        abstract SortedSet<String> heads();
    }

    private abstract static class PlanShape {
        @JsonIgnore
        abstract boolean isEmpty();
    }

    private abstract static class PersistentMapShape<V> {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static <V> PersistentMap<V> of(Map<String, ? extends V> entries) {
            throw new UnsupportedOperationException("a shape, not a method");
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
    private interface NamedShape {}
}
