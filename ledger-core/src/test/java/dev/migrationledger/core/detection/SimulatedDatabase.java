package dev.migrationledger.core.detection;

import dev.migrationledger.core.schema.Fact;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.schema.ObjectKind;
import dev.migrationledger.core.schema.Row;
import dev.migrationledger.core.schema.SchemaSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Just enough of a database to run generated revisions: what a real one would refuse, it refuses. */
final class SimulatedDatabase {
    /** Keyed by table, then column: its attributes. */
    private final Map<String, Map<String, Map<String, String>>> tables = new TreeMap<>();
    /** Keyed by index name: its structure. */
    private final Map<String, String> indexes = new TreeMap<>();
    private final Map<String, String> functions = new TreeMap<>();
    /** Keyed by table, then key. */
    private final Map<String, Map<String, SortedMap<String, String>>> rows = new TreeMap<>();

    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /** One statement. */
    interface Statement {
        void run(SimulatedDatabase database);
    }

    record CreateTable(String table, List<String> columns) implements Statement {
        @Override
        public void run(SimulatedDatabase db) {
            db.absent(db.tables, table);
            var created = new LinkedHashMap<String, Map<String, String>>();
            columns.forEach(column -> created.put(column, new TreeMap<>(Map.of("type", "text"))));
            db.tables.put(table, created);
            db.rows.put(table, new TreeMap<>());
        }
    }

    record CreateTableIfMissing(String table, List<String> columns) implements Statement {
        @Override
        public void run(SimulatedDatabase db) {
            if (!db.tables.containsKey(table)) {
                new CreateTable(table, columns).run(db);
            }
        }
    }

    record DropTable(String table) implements Statement {
        @Override
        public void run(SimulatedDatabase db) {
            db.table(table);
            db.tables.remove(table);
            db.rows.remove(table);
            db.indexes.values().removeIf(on -> on.startsWith(table + "("));
        }
    }

    record RenameTable(String table, String to) implements Statement {
        @Override
        public void run(SimulatedDatabase db) {
            db.table(table);
            db.absent(db.tables, to);
            db.tables.put(to, db.tables.remove(table));
            db.rows.put(to, db.rows.remove(table));
            db.indexes.replaceAll((_, on) -> on.startsWith(table + "(") ? to + on.substring(table.length()) : on);
        }
    }

    record AddColumn(String table, String column, String type) implements Statement {
        @Override
        public void run(SimulatedDatabase db) {
            db.absent(db.table(table), column);
            db.table(table).put(column, new TreeMap<>(Map.of("type", type)));
        }
    }

    record DropColumn(String table, String column) implements Statement {
        @Override
        public void run(SimulatedDatabase db) {
            db.column(table, column);
            db.table(table).remove(column);
            db.rows.get(table).values().forEach(row -> row.remove(column));
            db.indexes.values().removeIf(on -> on.equals(table + "(" + column + ")"));
        }
    }

    record Alter(String table, String column, String attribute, String value) implements Statement {
        @Override
        public void run(SimulatedDatabase db) {
            db.column(table, column).put(attribute, value);
        }
    }

    record CreateIndex(String name, String table, String column) implements Statement {
        @Override
        public void run(SimulatedDatabase db) {
            db.column(table, column);
            db.absent(db.indexes, name);
            if (db.indexes.containsValue(table + "(" + column + ")")) {
                throw new Refused("indexed already");
            }
            db.indexes.put(name, table + "(" + column + ")");
        }
    }

    record ReplaceFunction(String name, String body) implements Statement {
        @Override
        public void run(SimulatedDatabase db) {
            db.functions.put(name, body);
        }
    }

    record Insert(String table, String key) implements Statement {
        @Override
        public void run(SimulatedDatabase db) {
            db.column(table, "id");
            db.absent(db.rows.get(table), key);
            db.rows.get(table).put(key, new TreeMap<>());
        }
    }

    record Delete(String table, String key) implements Statement {
        @Override
        public void run(SimulatedDatabase db) {
            db.table(table);
            db.rows.get(table).remove(key);
        }
    }

    /** Changes every row there is: none in a scratch database, unless revisions wrote some. */
    record Backfill(String table, String column, String value) implements Statement {
        @Override
        public void run(SimulatedDatabase db) {
            db.column(table, column);
            db.rows.get(table).values().forEach(row -> row.put(column, value));
        }
    }

    private Map<String, Map<String, String>> table(String table) {
        if (!tables.containsKey(table)) {
            throw new Refused("no table " + table);
        }
        return tables.get(table);
    }

    private Map<String, String> column(String table, String column) {
        if (!table(table).containsKey(column)) {
            throw new Refused("no column " + table + "." + column);
        }
        return table(table).get(column);
    }

    private void absent(Map<String, ?> in, String name) {
        if (in.containsKey(name)) {
            throw new Refused(name + " exists");
        }
    }

    /** Its tables, sorted. */
    List<String> tables() {
        return List.copyOf(tables.keySet());
    }

    List<String> columns(String table) {
        return List.copyOf(tables.get(table).keySet());
    }

    SchemaSnapshot snapshot() {
        var facts = new ArrayList<Fact>();
        tables.forEach((table, columns) -> {
            facts.add(Fact.hard(ObjectKind.TABLE, "public." + table, Map.of("kind", "table")));
            int position = 0;
            for (var column : columns.entrySet()) {
                facts.add(new Fact(
                        new FactKey(ObjectKind.COLUMN, "public." + table + "." + column.getKey()),
                        new TreeMap<>(column.getValue()),
                        new TreeMap<>(),
                        new TreeMap<>(Map.of("position", Integer.toString(++position)))));
            }
        });
        indexes.forEach((name, on) -> facts.add(new Fact(
                new FactKey(ObjectKind.INDEX, "public." + on),
                new TreeMap<>(Map.of("method", "btree")),
                new TreeMap<>(),
                new TreeMap<>(Map.of("name", name)))));
        functions.forEach((name, body) -> facts.add(new Fact(
                new FactKey(ObjectKind.FUNCTION, "public." + name + "()"),
                new TreeMap<>(Map.of("returns", "void")),
                new TreeMap<>(Map.of("body", body)),
                new TreeMap<>())));
        return SchemaSnapshot.of(facts);
    }

    /** Keyed by row name. */
    SortedMap<String, Row> rows() {
        var all = new TreeMap<String, Row>();
        rows.forEach((table, byKey) -> byKey.forEach((key, content) -> {
            var row = new Row("public", table, new TreeMap<>(Map.of("id", key)), content);
            all.put(row.name(), row);
        }));
        return all;
    }
}
