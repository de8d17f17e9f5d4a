package dev.migrationledger.app.detection;

import dev.migrationledger.core.detection.Delta;
import dev.migrationledger.core.detection.OriginReference;
import dev.migrationledger.core.schema.Fact;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.schema.ObjectKind;
import dev.migrationledger.core.schema.Row;
import dev.migrationledger.core.schema.SchemaSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The JSON form of cached references; lists where the core has maps with keys that are no text. */
final class Stored {
    private Stored() {}

    record StoredFact(
            String kind, String name, Map<String, String> hard, Map<String, String> soft, Map<String, String> cosmetic) {
        static StoredFact of(Fact fact) {
            return new StoredFact(
                    fact.key().kind().name(), fact.key().name(), fact.hard(), fact.soft(), fact.cosmetic());
        }

        Fact toCore() {
            return new Fact(
                    new FactKey(ObjectKind.valueOf(kind), name),
                    new TreeMap<>(hard),
                    new TreeMap<>(soft),
                    new TreeMap<>(cosmetic));
        }
    }

    record StoredChange(@Nullable StoredFact before, @Nullable StoredFact after) {
        static StoredChange of(Delta.Change change) {
            return new StoredChange(
                    change.before().map(StoredFact::of).orElse(null),
                    change.after().map(StoredFact::of).orElse(null));
        }

        Delta.Change toCore() {
            return new Delta.Change(
                    Optional.ofNullable(before).map(StoredFact::toCore),
                    Optional.ofNullable(after).map(StoredFact::toCore));
        }
    }

    record StoredRow(String schema, String table, Map<String, String> key, Map<String, String> content) {
        static StoredRow of(Row row) {
            return new StoredRow(row.schema(), row.table(), row.key(), row.content());
        }

        Row toCore() {
            return new Row(schema, table, new TreeMap<>(key), new TreeMap<>(content));
        }
    }

    record StoredRowChange(@Nullable StoredRow before, @Nullable StoredRow after) {
        static StoredRowChange of(Delta.RowChange change) {
            return new StoredRowChange(
                    change.before().map(StoredRow::of).orElse(null),
                    change.after().map(StoredRow::of).orElse(null));
        }

        Delta.RowChange toCore() {
            return new Delta.RowChange(
                    Optional.ofNullable(before).map(StoredRow::toCore),
                    Optional.ofNullable(after).map(StoredRow::toCore));
        }
    }

    record StoredDelta(String revision, List<StoredChange> facts, List<StoredRowChange> rows, boolean provenEmpty) {
        static StoredDelta of(Delta delta) {
            return new StoredDelta(
                    delta.revision(),
                    delta.facts().values().stream().map(StoredChange::of).toList(),
                    delta.rows().stream().map(StoredRowChange::of).toList(),
                    delta.provenEmpty());
        }

        Delta toCore() {
            var changes = new TreeMap<FactKey, Delta.Change>();
            for (var stored : facts) {
                var change = stored.toCore();
                changes.put(change.after().or(change::before).orElseThrow().key(), change);
            }
            return new Delta(
                    revision, changes, rows.stream().map(StoredRowChange::toCore).toList(), provenEmpty);
        }
    }

    record StoredSnapshot(List<StoredFact> facts) {
        static StoredSnapshot of(SchemaSnapshot snapshot) {
            return new StoredSnapshot(
                    snapshot.facts().values().stream().map(StoredFact::of).toList());
        }

        SchemaSnapshot toCore() {
            return SchemaSnapshot.of(facts.stream().map(StoredFact::toCore).toList());
        }
    }

    record StoredSnapshots(List<StoredSnapshot> snapshots) {
        static StoredSnapshots of(List<SchemaSnapshot> snapshots) {
            return new StoredSnapshots(
                    snapshots.stream().map(StoredSnapshot::of).toList());
        }

        List<SchemaSnapshot> toCore() {
            return snapshots.stream().map(StoredSnapshot::toCore).toList();
        }
    }

    record StoredFailures(List<OriginReference.Unrun> failures) {}
}
