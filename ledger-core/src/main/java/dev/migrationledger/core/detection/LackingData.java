package dev.migrationledger.core.detection;

import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.schema.ObjectKind;
import dev.migrationledger.core.schema.Row;
import dev.migrationledger.core.schema.SqlName;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the data say against a state whose schema is there whole. An ORM's create_all makes the tables of a revision and
 * none of the rows it inserts; stamped at what the schema proves, those rows would be missing for ever.
 *
 * <ul>
 *   <li>A declared probe that does not hold says that its revision is not in.
 *   <li>A revision that the schema does not show, and one of whose post-conditions does not hold, may never have run.
 *   <li>A revision none of whose rows is there may never have run. Only rows that any run of it would write, and that no
 *       later revision is known to remove, speak: their keys stand in its text, and they are looked for by these.
 * </ul>
 */
final class LackingData {
    /** Rows looked for of one revision: it takes one that is there to say that it ran. */
    private static final int MOST_ROWS = 5;

    private final Model model;
    private final BitSet members;
    private final DataEvidence data;

    private LackingData(Model model, BitSet members, DataEvidence data) {
        this.model = model;
        this.members = members;
        this.data = data;
    }

    /** The first contradiction in words, in graph order; empty when there is none, or answers are still wanted. */
    static Optional<String> first(Model model, BitSet members, DataEvidence data) {
        var lacking = new LackingData(model, members, data);
        var found = new ArrayList<String>();
        members.stream().forEach(r -> lacking.of(r).forEach(found::add));
        return found.stream().findFirst();
    }

    /** Every question is asked, so that all answers come at once. */
    private Stream<String> of(int r) {
        var revision = model.graph.get(model.ids.get(r));
        var words = new ArrayList<String>();
        data.refutedProbe(revision.id()).ifPresent(words::add);
        if (model.deltas.get(r).facts().isEmpty()) {
            data.refutedChecks(revision).ifPresent(words::add);
        }
        unwritten(r, revision).ifPresent(words::add);
        return words.stream();
    }

    private Optional<String> unwritten(int r, Revision revision) {
        var answers = steady(r, revision).map(data::found).limit(MOST_ROWS).toList();
        var answered = answers.stream().flatMap(Optional::stream).toList();
        if (answered.isEmpty() || answered.size() < answers.size() || answered.stream().anyMatch(DataEvidence.Found::isThere)) {
            return Optional.empty();
        }
        var names = answered.stream().map(found -> found.row().name()).limit(3).toList();
        return Optional.of("the schema has all of " + revision.id() + ", and none of the rows it writes is there: "
                + String.join(", ", names) + (answered.size() > names.size() ? ", .." : ""));
    }

    /** Rows that the revision inserts whoever runs it, and that are there in this state. */
    private Stream<Row> steady(int r, Revision revision) {
        return model.deltas.get(r).rows().stream()
                .filter(change -> change.before().isEmpty())
                .flatMap(change -> change.after().stream())
                .filter(row -> row.key().values().stream().allMatch(revision.script().text()::contains))
                .filter(row -> model.expectedRow(row.name(), members).flatMap(at -> at).isPresent())
                .filter(row -> members.stream().noneMatch(later -> later > r && remakes(later, row)))
                .flatMap(row -> data.asked(row).stream());
    }

    /** Whether it makes the table, or what finds its rows again, another. */
    private boolean remakes(int r, Row row) {
        var table = new FactKey(ObjectKind.TABLE, SqlName.of(row.schema(), row.table()));
        return model.deltas.get(r).facts().keySet().stream()
                .anyMatch(key -> key.equals(table)
                        || (isKey(key.kind()) && model.owner(key).equals(Optional.of(table)))
                        || row.key().keySet().stream().anyMatch(column ->
                                key.equals(new FactKey(ObjectKind.COLUMN, SqlName.of(row.schema(), row.table(), column)))));
    }

    private static boolean isKey(ObjectKind kind) {
        return kind == ObjectKind.PRIMARY_KEY || kind == ObjectKind.UNIQUE;
    }
}
