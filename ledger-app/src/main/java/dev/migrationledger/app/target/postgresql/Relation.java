package dev.migrationledger.app.target.postgresql;

import dev.migrationledger.core.schema.SqlName;
import java.util.List;

/**
 * A table, view, sequence or composite type.
 *
 * @param kind    {@code pg_class.relkind}
 * @param columns those not dropped, by attribute number
 */
record Relation(long oid, String schema, String name, String kind, boolean partition, List<Column> columns) {

    /** @param number {@code pg_attribute.attnum} */
    record Column(int number, String name, String type) {}

    String qualifiedName() {
        return SqlName.of(schema, name);
    }

    boolean isTable() {
        return kind.equals("r") || kind.equals("p") || kind.equals("f");
    }

    String column(int number) {
        return columns.stream()
                .filter(c -> c.number() == number)
                .findFirst()
                .map(Column::name)
                .orElse("?");
    }

    String columnNames(Short[] numbers) {
        return SqlName.list(
                List.of(numbers).stream().map(n -> column(n.intValue())).toList());
    }
}
