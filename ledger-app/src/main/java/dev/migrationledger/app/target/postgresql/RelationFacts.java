package dev.migrationledger.app.target.postgresql;

import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_ATTRIBUTE;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_CLASS;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_DEPEND;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_NAMESPACE;
import static dev.migrationledger.app.target.postgresql.RelationReader.text;
import static java.util.stream.Collectors.joining;

import dev.migrationledger.core.schema.ObjectKind;
import dev.migrationledger.core.schema.SqlName;
import dev.migrationledger.core.schema.ViewText;
import dev.migrationledger.core.target.TrackerShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jooq.Record;

/** Tables, partitions, views, sequences and composite types; columns follow in {@link ColumnFacts}. */
final class RelationFacts {
    private final SchemaReading reading;
    private final Predicate<String> excluded;
    private final Map<Long, Record> rows = new LinkedHashMap<>();

    /** @param excluded qualified names of tables that are not looked at */
    RelationFacts(SchemaReading reading, Predicate<String> excluded) {
        this.reading = reading;
        this.excluded = excluded;
    }

    void read() {
        var relations = RelationReader.relations(reading.sql());
        var columns = new HashMap<Long, List<Record>>();
        RelationReader.columns(reading.sql())
                .forEach(c -> columns.computeIfAbsent(c.get(PG_ATTRIBUTE.ATTRELID), _ -> new ArrayList<>())
                        .add(c));
        for (var row : relations) {
            var oid = row.get(PG_CLASS.OID);
            rows.put(oid, row);
            reading.add(relation(row, columns.getOrDefault(oid, List.of())));
        }
        ignoreTrackers();
        var owned = new OwnedSequences(reading, rows.values());
        for (var row : rows.values()) {
            reading.relation(row.get(PG_CLASS.OID)).ifPresent(r -> {
                if (!owned.isOwned(r.oid())) {
                    add(r, row);
                }
                if (r.isTable() && !r.partition()) {
                    ColumnFacts.add(reading, r, columns.getOrDefault(r.oid(), List.of()), owned);
                }
            });
        }
    }

    private static Relation relation(Record row, List<Record> columns) {
        return new Relation(
                row.get(PG_CLASS.OID),
                row.get(PG_NAMESPACE.NSPNAME),
                row.get(PG_CLASS.RELNAME),
                row.get(PG_CLASS.RELKIND),
                row.get(PG_CLASS.RELISPARTITION),
                columns.stream()
                        .map(c -> new Relation.Column(
                                c.get(PG_ATTRIBUTE.ATTNUM),
                                c.get(PG_ATTRIBUTE.ATTNAME),
                                c.get(RelationReader.COLUMN_TYPE)))
                        .toList());
    }

    private void ignoreTrackers() {
        for (var oid : rows.keySet()) {
            reading.relation(oid).filter(Relation::isTable).ifPresent(r -> {
                var types = r.columns().stream()
                        .collect(Collectors.toMap(Relation.Column::name, Relation.Column::type));
                if (excluded.test(r.qualifiedName())
                        || ReadableTracker.of(r.schema(), r.name(), types).isPresent()
                        || TrackerShape.isCompanion(r.name(), types.keySet())) {
                    reading.ignore(CatalogSql.RELATIONS, r.oid());
                }
            });
        }
        for (var row : rows.values()) {
            var owner = row.get(PG_DEPEND.REFOBJID);
            if (owner != null && reading.isIgnored(CatalogSql.RELATIONS, owner)) {
                reading.ignore(CatalogSql.RELATIONS, row.get(PG_CLASS.OID));
            }
        }
    }

    private void add(Relation relation, Record row) {
        switch (relation.kind()) {
            case "r", "p", "f" -> table(relation, row);
            case "v" -> view(relation, row, ObjectKind.VIEW);
            case "m" -> view(relation, row, ObjectKind.MATERIALIZED_VIEW);
            case "S" -> fact(relation, ObjectKind.SEQUENCE, OwnedSequences.attributes(row), Map.of());
            case "c" -> fact(relation, ObjectKind.TYPE, Map.of("columns", columns(relation)), Map.of());
            default -> {}
        }
    }

    private void table(Relation relation, Record row) {
        var hard = new HashMap<String, String>();
        hard.put("partition-by", text(row, RelationReader.PARTITION_KEY));
        hard.put("persistence", row.get(PG_CLASS.RELPERSISTENCE).equals("u") ? "unlogged" : "");
        if (row.get(PG_CLASS.RELROWSECURITY)) {
            hard.put("row-security", row.get(PG_CLASS.RELFORCEROWSECURITY) ? "forced" : "enabled");
        }
        var parents = text(row, RelationReader.PARENTS);
        if (relation.partition()) {
            hard.put("of", parents);
            hard.put("bound", text(row, RelationReader.BOUND));
            fact(relation, ObjectKind.PARTITION, hard, options(row));
        } else {
            hard.put("kind", relation.kind().equals("f") ? "foreign table" : "table");
            hard.put("inherits", parents);
            fact(relation, ObjectKind.TABLE, hard, options(row));
        }
    }

    private void view(Relation relation, Record row, ObjectKind kind) {
        var soft = new HashMap<>(options(row));
        soft.put("definition", ViewText.normalise(text(row, RelationReader.QUERY)));
        fact(relation, kind, Map.of("columns", columns(relation)), soft);
    }

    private static Map<String, String> options(Record row) {
        return Map.of("options", text(row, RelationReader.OPTIONS));
    }

    private static String columns(Relation relation) {
        return relation.columns().stream()
                .map(c -> SqlName.of(c.name()) + " " + c.type())
                .collect(joining(", ", "(", ")"));
    }

    private void fact(Relation relation, ObjectKind kind, Map<String, String> hard, Map<String, String> soft) {
        reading.fact(CatalogSql.RELATIONS, relation.oid(), kind, relation.qualifiedName(), hard, soft, Map.of());
        if (!relation.isTable()) {
            for (var column : relation.columns()) {
                var name = relation.qualifiedName() + "." + SqlName.of(column.name());
                reading.named(CatalogSql.RELATIONS, relation.oid(), column.number(), ObjectKind.COLUMN, name);
            }
        }
    }
}
