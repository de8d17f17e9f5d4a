package dev.migrationledger.app.target.postgresql;

import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_CONSTRAINT;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_NAMESPACE;

import dev.migrationledger.core.schema.ConstraintText;
import dev.migrationledger.core.schema.ObjectKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Field;
import org.jooq.Record;

/**
 * Primary, unique and foreign keys, checks and exclusions of tables; NOT NULL, which version 18 makes a constraint, is an
 * attribute of its column. Also finds which indexes belong to a constraint, and the checks of domains.
 */
final class ConstraintFacts {
    private static final Field<String> DEFINITION =
            CatalogSql.definition("pg_get_constraintdef", PG_CONSTRAINT.OID).as("definition");

    private final SchemaReading reading;
    private final Set<Long> indexes = new HashSet<>();
    private final Map<Long, List<Record>> byDomain = new HashMap<>();

    ConstraintFacts(SchemaReading reading) {
        this.reading = reading;
    }

    /** Whether the index exists because of a constraint. */
    boolean isBehindConstraint(long index) {
        return indexes.contains(index);
    }

    /** The normalised checks of a domain, sorted, and their names. */
    List<Map.Entry<String, String>> checksOf(long domain) {
        return byDomain.getOrDefault(domain, List.of()).stream()
                .map(row -> Map.entry(ConstraintText.check(CatalogSql.present(row, DEFINITION)), row.get(PG_CONSTRAINT.CONNAME)))
                .sorted(Map.Entry.<String, String>comparingByKey().thenComparing(Map.Entry.comparingByValue()))
                .toList();
    }

    void read() {
        var rows = reading.sql()
                .select(
                        PG_CONSTRAINT.OID,
                        PG_CONSTRAINT.CONNAME,
                        PG_CONSTRAINT.CONTYPE,
                        PG_CONSTRAINT.CONRELID,
                        PG_CONSTRAINT.CONTYPID,
                        PG_CONSTRAINT.CONINDID,
                        PG_CONSTRAINT.CONPARENTID,
                        PG_CONSTRAINT.CONISLOCAL,
                        PG_CONSTRAINT.CONFRELID,
                        PG_CONSTRAINT.CONKEY,
                        PG_CONSTRAINT.CONFKEY,
                        DEFINITION)
                .from(PG_CONSTRAINT)
                .join(PG_NAMESPACE)
                .on(PG_NAMESPACE.OID.eq(PG_CONSTRAINT.CONNAMESPACE))
                .where(PG_CONSTRAINT.CONTYPE.in("p", "u", "f", "c", "x"))
                .and(CatalogSql.isLookedAt(PG_NAMESPACE))
                .fetch();
        for (var row : rows) {
            if (!row.get(PG_CONSTRAINT.CONTYPE).equals("f")) {
                indexes.add(row.get(PG_CONSTRAINT.CONINDID));
            }
            if (row.get(PG_CONSTRAINT.CONTYPID) != 0) {
                byDomain.computeIfAbsent(row.get(PG_CONSTRAINT.CONTYPID), _ -> new ArrayList<>())
                        .add(row);
            } else if (row.get(PG_CONSTRAINT.CONPARENTID) == 0) {
                reading.relation(row.get(PG_CONSTRAINT.CONRELID))
                        .filter(table -> !table.partition() || row.get(PG_CONSTRAINT.CONISLOCAL))
                        .ifPresent(table -> add(table, row));
            }
        }
    }

    private void add(Relation table, Record row) {
        var definition = CatalogSql.present(row, DEFINITION);
        var name = table.qualifiedName();
        switch (row.get(PG_CONSTRAINT.CONTYPE)) {
            case "p" -> fact(row, ObjectKind.PRIMARY_KEY, name + ConstraintText.keyColumns(definition));
            case "u" -> fact(row, ObjectKind.UNIQUE, name + ConstraintText.keyColumns(definition));
            case "f" -> fact(row, ObjectKind.FOREIGN_KEY, name + references(table, row));
            case "c" -> fact(row, ObjectKind.CHECK, name + " check (" + ConstraintText.check(definition) + ")");
            case "x" -> fact(row, ObjectKind.EXCLUSION, name + " " + ConstraintText.exclusion(definition));
            default -> {}
        }
    }

    private String references(Relation table, Record row) {
        var target = reading.relation(row.get(PG_CONSTRAINT.CONFRELID))
                .map(r -> r.qualifiedName() + "(" + r.columnNames(row.get(PG_CONSTRAINT.CONFKEY)) + ")")
                .orElse("(a table that is not looked at)");
        return "(" + table.columnNames(row.get(PG_CONSTRAINT.CONKEY)) + ") -> " + target;
    }

    private void fact(Record row, ObjectKind kind, String name) {
        var definition = CatalogSql.present(row, DEFINITION);
        var cosmetic = new HashMap<String, String>();
        cosmetic.put("name", row.get(PG_CONSTRAINT.CONNAME));
        if (kind == ObjectKind.CHECK) {
            cosmetic.put("definition", definition);
        }
        var attributes = ConstraintText.attributes(definition);
        reading.fact(
                CatalogSql.CONSTRAINTS, row.get(PG_CONSTRAINT.OID), kind, name, attributes, Map.of(), cosmetic);
    }
}
