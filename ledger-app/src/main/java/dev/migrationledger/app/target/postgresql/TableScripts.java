package dev.migrationledger.app.target.postgresql;

import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_ATTRIBUTE;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_CLASS;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_COLLATION;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_CONSTRAINT;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_DEPEND;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_NAMESPACE;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_SEQUENCE;
import static dev.migrationledger.app.target.postgresql.RelationReader.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;

/** CREATE statements of tables, views, sequences and composite types, from what the server says of them. */
final class TableScripts {
    private static final Field<String> CONSTRAINT =
            CatalogSql.definition("pg_get_constraintdef", PG_CONSTRAINT.OID).as("definition");

    /** As deep as the block that the statement stands in. */
    private static final String BREAK = "\n        ";

    private final Quoting quoting;
    private final Map<Long, Record> relations = new HashMap<>();
    private final Map<Long, List<Record>> columns = new HashMap<>();
    private final Map<Long, List<Record>> constraints = new HashMap<>();
    /** Keyed by table, then column number. */
    private final Map<Long, Map<Integer, Record>> sequences = new HashMap<>();

    TableScripts(DSLContext sql, Quoting quoting) {
        this.quoting = quoting;
        for (var row : RelationReader.relations(sql)) {
            relations.put(row.get(PG_CLASS.OID), row);
            if (row.get(PG_DEPEND.REFOBJID) != null) {
                sequences.computeIfAbsent(row.get(PG_DEPEND.REFOBJID), _ -> new HashMap<>())
                        .put(row.get(PG_DEPEND.REFOBJSUBID), row);
            }
        }
        RelationReader.columns(sql).forEach(column ->
                columns.computeIfAbsent(column.get(PG_ATTRIBUTE.ATTRELID), _ -> new ArrayList<>()).add(column));
        sql.select(PG_CONSTRAINT.OID, PG_CONSTRAINT.CONNAME, PG_CONSTRAINT.CONTYPE, PG_CONSTRAINT.CONRELID, CONSTRAINT)
                .from(PG_CONSTRAINT)
                .where(PG_CONSTRAINT.CONTYPE.in("p", "u", "f", "c", "x"))
                .and(PG_CONSTRAINT.CONRELID.ne(0L))
                .and(PG_CONSTRAINT.CONPARENTID.eq(0L))
                .orderBy(PG_CONSTRAINT.CONRELID, PG_CONSTRAINT.CONNAME)
                .forEach(row -> constraints.computeIfAbsent(row.get(PG_CONSTRAINT.CONRELID), _ -> new ArrayList<>()).add(row));
    }

    /** Quoted, with its schema. */
    String name(long relation) {
        var row = row(relation);
        return quoting.name(row.get(PG_NAMESPACE.NSPNAME), row.get(PG_CLASS.RELNAME));
    }

    private Record row(long relation) {
        return Objects.requireNonNull(relations.get(relation), "relation");
    }

    /** True while there is no relation of that name. */
    String absent(long relation) {
        return "to_regclass(" + quoting.text(name(relation)) + ") is null";
    }

    /** Why a table cannot be written down; empty when it can. */
    Optional<String> unwritable(long table) {
        var row = row(table);
        if (row.get(PG_CLASS.RELKIND).equals("f")) {
            return Optional.of("it is a foreign table: its server is not part of a schema");
        }
        return !row.get(PG_CLASS.RELISPARTITION) && !text(row, RelationReader.PARENTS).isEmpty()
                ? Optional.of("it inherits from another table")
                : Optional.empty();
    }

    /** Statements that make a table with its sequences, keys and checks; foreign keys follow in {@link #foreignKeys}. */
    List<String> table(long table) {
        var row = row(table);
        var statements = new ArrayList<String>();
        var owned = new ArrayList<String>();
        var lines = new ArrayList<String>();
        for (var column : columns.getOrDefault(table, List.of())) {
            serial(table, column).ifPresent(sequence -> {
                statements.add(sequence(sequence.get(PG_CLASS.OID)));
                owned.add(owner(table, column, sequence));
            });
            lines.add(column(table, column));
        }
        constraints.getOrDefault(table, List.of()).stream()
                .filter(c -> !c.get(PG_CONSTRAINT.CONTYPE).equals("f"))
                .forEach(c -> lines.add(constraint(c)));
        var key = text(row, RelationReader.PARTITION_KEY);
        statements.add("create " + (row.get(PG_CLASS.RELPERSISTENCE).equals("u") ? "unlogged " : "") + "table " + name(table)
                + " (" + (lines.isEmpty() ? "" : BREAK + "    " + String.join("," + BREAK + "    ", lines) + BREAK) + ")"
                + (key.isEmpty() ? "" : " partition by " + key) + options(row));
        statements.addAll(owned);
        if (row.get(PG_CLASS.RELROWSECURITY)) {
            statements.add("alter table " + name(table) + " enable row level security");
        }
        if (row.get(PG_CLASS.RELFORCEROWSECURITY)) {
            statements.add("alter table " + name(table) + " force row level security");
        }
        return statements;
    }

    String partition(long table) {
        var row = row(table);
        var key = text(row, RelationReader.PARTITION_KEY);
        return "create table " + name(table) + " partition of " + text(row, RelationReader.PARENTS) + " "
                + text(row, RelationReader.BOUND) + (key.isEmpty() ? "" : " partition by " + key) + options(row);
    }

    String view(long view) {
        var row = row(view);
        var query = text(row, RelationReader.QUERY).strip().replaceFirst(";$", "");
        return (row.get(PG_CLASS.RELKIND).equals("m") ? "create materialized view " : "create view ") + name(view)
                + options(row) + " as\n" + query;
    }

    String sequence(long sequence) {
        var row = row(sequence);
        return "create sequence " + name(sequence) + " as " + text(row, RelationReader.SEQUENCE_TYPE) + " " + attributes(row);
    }

    private static String attributes(Record row) {
        return "start with " + row.get(PG_SEQUENCE.SEQSTART) + " increment by " + row.get(PG_SEQUENCE.SEQINCREMENT)
                + " minvalue " + row.get(PG_SEQUENCE.SEQMIN) + " maxvalue " + row.get(PG_SEQUENCE.SEQMAX)
                + " cache " + row.get(PG_SEQUENCE.SEQCACHE) + (row.get(PG_SEQUENCE.SEQCYCLE) ? " cycle" : "");
    }

    String composite(long type) {
        return "create type " + name(type) + " as ("
                + String.join(
                        ", ",
                        columns.getOrDefault(type, List.of()).stream()
                                .map(c -> quoting.name(c.get(PG_ATTRIBUTE.ATTNAME)) + " " + text(c, RelationReader.COLUMN_TYPE))
                                .toList())
                + ")";
    }

    /** Statements that add one column, with its sequence. */
    List<String> addColumn(long table, int number) {
        var column = find(table, number);
        var statements = new ArrayList<String>();
        var sequence = serial(table, column);
        sequence.ifPresent(s -> statements.add(sequence(s.get(PG_CLASS.OID))));
        statements.add("alter table " + name(table) + " add column " + column(table, column));
        sequence.ifPresent(s -> statements.add(owner(table, column, s)));
        return statements;
    }

    String columnName(long table, int number) {
        return quoting.name(find(table, number).get(PG_ATTRIBUTE.ATTNAME));
    }

    /** True while the table has no column of that name. */
    String columnAbsent(long table, int number) {
        return "not exists (select from pg_attribute where attrelid = to_regclass(" + quoting.text(name(table))
                + ") and attname = " + quoting.text(find(table, number).get(PG_ATTRIBUTE.ATTNAME)) + " and not attisdropped)";
    }

    private Record find(long table, int number) {
        return columns.getOrDefault(table, List.of()).stream()
                .filter(c -> c.get(PG_ATTRIBUTE.ATTNUM) == number)
                .findFirst()
                .orElseThrow();
    }

    /** Ids of the table's foreign keys. */
    List<Long> foreignKeys(long table) {
        return constraints.getOrDefault(table, List.of()).stream()
                .filter(c -> c.get(PG_CONSTRAINT.CONTYPE).equals("f"))
                .map(c -> c.get(PG_CONSTRAINT.OID))
                .toList();
    }

    /** Ids of all its constraints. */
    List<Long> constraintsOf(long table) {
        return constraints.getOrDefault(table, List.of()).stream().map(c -> c.get(PG_CONSTRAINT.OID)).toList();
    }

    /** A block that adds a constraint, where the table has none of that name, and comments on it. */
    String addConstraint(long constraint, List<String> comments) {
        var row = constraints.values().stream()
                .flatMap(List::stream)
                .filter(c -> c.get(PG_CONSTRAINT.OID) == constraint)
                .findFirst()
                .orElseThrow();
        var table = name(row.get(PG_CONSTRAINT.CONRELID));
        var statements = new ArrayList<>(List.of("alter table " + table + " add " + constraint(row)));
        statements.addAll(comments);
        return Quoting.guarded(
                "not exists (select from pg_constraint where conrelid = to_regclass(" + quoting.text(table) + ") and conname = "
                        + quoting.text(row.get(PG_CONSTRAINT.CONNAME)) + ")",
                statements);
    }

    private String constraint(Record row) {
        return "constraint " + quoting.name(row.get(PG_CONSTRAINT.CONNAME)) + " " + row.get(CONSTRAINT);
    }

    /** The sequence behind a column whose default draws from it; identity columns bring their own. */
    private Optional<Record> serial(long table, Record column) {
        return Optional.ofNullable(sequences.getOrDefault(table, Map.of()).get(column.get(PG_ATTRIBUTE.ATTNUM).intValue()))
                .filter(_ -> column.get(PG_ATTRIBUTE.ATTIDENTITY).isBlank());
    }

    private String owner(long table, Record column, Record sequence) {
        return "alter sequence " + name(sequence.get(PG_CLASS.OID)) + " owned by " + name(table) + "."
                + quoting.name(column.get(PG_ATTRIBUTE.ATTNAME));
    }

    private String column(long table, Record column) {
        var words = new ArrayList<String>();
        words.add(quoting.name(column.get(PG_ATTRIBUTE.ATTNAME)));
        words.add(text(column, RelationReader.COLUMN_TYPE));
        var collation = text(column, PG_COLLATION.COLLNAME);
        if (!collation.isEmpty()) {
            words.add("collate " + quoting.name(collation));
        }
        var expression = text(column, RelationReader.DEFAULT);
        switch (column.get(PG_ATTRIBUTE.ATTGENERATED)) {
            case "s" -> words.add("generated always as (" + expression + ") stored");
            case "v" -> words.add("generated always as (" + expression + ") virtual");
            default -> {
                if (!expression.isEmpty()) {
                    words.add("default " + expression);
                }
            }
        }
        switch (column.get(PG_ATTRIBUTE.ATTIDENTITY)) {
            case "a" -> words.add("generated always as identity" + identity(table, column));
            case "d" -> words.add("generated by default as identity" + identity(table, column));
            default -> {}
        }
        if (column.get(PG_ATTRIBUTE.ATTNOTNULL)) {
            words.add("not null");
        }
        return String.join(" ", words);
    }

    private String identity(long table, Record column) {
        var sequence = sequences.getOrDefault(table, Map.of()).get(column.get(PG_ATTRIBUTE.ATTNUM).intValue());
        return sequence == null
                ? ""
                : " (sequence name " + name(sequence.get(PG_CLASS.OID)) + " " + attributes(sequence) + ")";
    }

    private static String options(Record row) {
        var options = text(row, RelationReader.OPTIONS);
        return options.isEmpty() ? "" : " with (" + options + ")";
    }
}
