package dev.migrationledger.app.target.postgresql;

import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_ATTRIBUTE;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_COLLATION;
import static dev.migrationledger.app.target.postgresql.RelationReader.text;

import dev.migrationledger.core.schema.ExpressionText;
import dev.migrationledger.core.schema.ObjectKind;
import dev.migrationledger.core.schema.SqlName;
import java.util.HashMap;
import java.util.List;
import org.jooq.Record;

/** Columns of tables. */
final class ColumnFacts {
    private ColumnFacts() {}

    static void add(SchemaReading reading, Relation table, List<Record> columns, OwnedSequences sequences) {
        var position = 0;
        for (var column : columns) {
            position++;
            var number = column.get(PG_ATTRIBUTE.ATTNUM).intValue();
            var hard = new HashMap<String, String>();
            var soft = new HashMap<String, String>();
            var cosmetic = new HashMap<String, String>();
            hard.put("type", text(column, RelationReader.COLUMN_TYPE));
            hard.put("nullability", column.get(PG_ATTRIBUTE.ATTNOTNULL) ? "not null" : "");
            hard.put("identity", identity(column.get(PG_ATTRIBUTE.ATTIDENTITY)));
            hard.put("collation", text(column, PG_COLLATION.COLLNAME));
            cosmetic.put("position", Integer.toString(position));
            var expression = text(column, RelationReader.DEFAULT);
            var normalised = ExpressionText.normalise(expression);
            switch (column.get(PG_ATTRIBUTE.ATTGENERATED)) {
                case "s" -> hard.put("generated", "stored as " + normalised);
                case "v" -> hard.put("generated", "virtual as " + normalised);
                default -> {
                    var own = sequences.name(table.oid(), number).map(n -> "nextval('" + n + "')");
                    hard.put("default", own.filter(normalised::equals).isPresent() ? "from its own sequence" : normalised);
                }
            }
            cosmetic.put("expression", expression.equals(normalised) ? "" : expression);
            soft.put("sequence", sequences.peculiarities(table.oid(), number));
            cosmetic.put("sequence-name", sequences.name(table.oid(), number).orElse(""));
            var name = table.qualifiedName() + "." + SqlName.of(column.get(PG_ATTRIBUTE.ATTNAME));
            reading.named(CatalogSql.RELATIONS, table.oid(), number, ObjectKind.COLUMN, name);
            reading.facts().add(ObjectKind.COLUMN, name, hard, soft, cosmetic);
        }
    }

    private static String identity(String code) {
        return switch (code) {
            case "a" -> "always";
            case "d" -> "by default";
            default -> "";
        };
    }
}
