package dev.migrationledger.app.stream;

import dev.migrationledger.app.projection.DatabaseRow;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.history.Description;
import dev.migrationledger.core.revision.State;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the ledger knows of one database, for other programs: fields are added, never changed. */
public final class StateMessage {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final DatabaseRow row;

    public StateMessage(DatabaseRow row) {
        this.row = row;
    }

    public String id() {
        return row.id();
    }

    /** Whether nothing is to be known of it any more. */
    public boolean isForgotten() {
        return row.state().forgotten();
    }

    /** Of the newest event that is in it. */
    public long position() {
        return row.position();
    }

    /** Time of that event. */
    public Instant at() {
        return row.at();
    }

    byte[] json() {
        return MAPPER.writeValueAsBytes(node());
    }

    /**
     * {@code claimed}, {@code observed} and {@code expected} are heads of states; {@code observed} is there only where a
     * look proved one. {@code running} is the intent of an attempt that did not end, {@code unknown} the revision whose
     * outcome a person must tell.
     */
    public ObjectNode node() {
        var state = row.state();
        var node = MAPPER.createObjectNode();
        node.put("id", row.id())
                .put("catalog", state.description().map(Description::catalog).orElse(""))
                .put("environment", state.description().map(Description::environment).orElse(""))
                .put("engine", state.description().map(Description::engine).orElse(""));
        var labels = node.putObject("labels");
        state.description().map(Description::labels).ifPresent(all -> all.forEach(labels::put));
        state.detection().map(Detection::verdict).ifPresent(verdict -> node.put("verdict", verdict.name().toLowerCase(Locale.ROOT)));
        heads(node, "claimed", Optional.of(state.claimed()));
        heads(node, "observed", row.observed());
        heads(node, "expected", state.expected());
        state.finished().ifPresent(finished -> node.put("outcome", finished.outcome()));
        node.put("running", state.running().isPresent());
        state.unknown().ifPresent(unknown -> node.put("unknown", unknown.revision()));
        row.lastChange().ifPresent(time -> node.put("lastChange", time.toString()));
        return node.put("at", row.at().toString()).put("position", row.position());
    }

    private static void heads(ObjectNode node, String name, Optional<State> state) {
        var array = node.putArray(name);
        state.ifPresent(s -> s.heads().forEach(array::add));
    }
}
