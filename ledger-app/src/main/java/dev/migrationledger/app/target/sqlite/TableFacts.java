package dev.migrationledger.app.target.sqlite;

import dev.migrationledger.core.schema.FactCollector;
import dev.migrationledger.core.schema.ObjectKind;
import dev.migrationledger.core.schema.SqlName;
import dev.migrationledger.core.schema.SqliteTableText;
import dev.migrationledger.core.schema.SqliteText;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A table with its columns.
 *
 * @param name    folded
 * @param columns in their places
 * @param options {@code without rowid}, {@code strict}
 * @param text    what its CREATE TABLE says besides
 */
record TableFacts(
        String name,
        SqliteTables.Entry entry,
        List<SqliteTables.Column> columns,
        String options,
        SqliteTableText text,
        Set<String> known) {
    private static final Pattern NUMBER = Pattern.compile("'([-+]?\\d+(?:\\.\\d+)?)'");

    static List<TableFacts> of(
            List<SqliteTables.Entry> entries,
            List<SqliteTables.Column> columns,
            Map<String, String> kinds,
            Set<String> known) {
        var byTable = columns.stream().collect(Collectors.groupingBy(SqliteTables.Column::table));
        return entries.stream()
                .filter(entry -> entry.kind().equals("table"))
                .map(entry -> new TableFacts(
                        SqliteText.fold(entry.name()),
                        entry,
                        byTable.getOrDefault(entry.name(), List.of()),
                        kinds.getOrDefault(entry.name(), ""),
                        SqliteTableText.of(entry.text(), known),
                        known))
                .toList();
    }

    String qualifiedName() {
        return SqlName.of(SqliteTables.SCHEMA, name);
    }

    /** Folded, in the order of the key; empty without one. */
    List<String> primaryKey() {
        return columns.stream()
                .filter(column -> column.key() > 0)
                .sorted(Comparator.comparingInt(SqliteTables.Column::key))
                .map(column -> SqliteText.fold(column.name()))
                .toList();
    }

    void add(FactCollector facts) {
        var virtual = columns.isEmpty();
        facts.add(
                ObjectKind.TABLE,
                qualifiedName(),
                Map.of("kind", virtual ? virtualKind() : "table", "options", options),
                Map.of(),
                Map.of());
        for (var place = 0; place < columns.size(); place++) {
            column(facts, columns.get(place), place + 1);
        }
    }

    /** {@code virtual using fts5(title, body)}. */
    private String virtualKind() {
        var using = SqliteText.normalise(entry.text(), known);
        return "virtual " + using.substring(Math.max(0, using.indexOf("using")));
    }

    private void column(FactCollector facts, SqliteTables.Column column, int place) {
        var folded = SqliteText.fold(column.name());
        var hard = new HashMap<>(text.columns().getOrDefault(folded, Map.of()));
        var type = SqliteText.fold(column.type()).replaceAll("\\s+", " ").replaceAll(" ?([(),]) ?", "$1");
        hard.put("type", type.isEmpty() ? "any" : type);
        hard.put("nullability", column.notNull() || isRowid(column) ? "not null" : "");
        if (hard.getOrDefault("collation", "").equals("binary")) {
            hard.remove("collation");
        }
        var preset = preset(type, SqliteText.normalise(column.preset(), known));
        hard.put("default", preset);
        var cosmetic = new HashMap<String, String>();
        cosmetic.put("position", Integer.toString(place));
        cosmetic.put("expression", column.preset().equals(preset) ? "" : column.preset());
        cosmetic.put("declared", column.type().equals(type) ? "" : column.type());
        facts.add(ObjectKind.COLUMN, qualifiedName() + "." + SqlName.of(folded), hard, Map.of(), cosmetic);
    }

    /** An alias of the row's number, which is never null (lang_createtable.html, "ROWIDs and the INTEGER PRIMARY KEY"). */
    private boolean isRowid(SqliteTables.Column column) {
        return column.key() == 1
                && primaryKey().size() == 1
                && SqliteText.fold(column.type()).equals("integer")
                && !options.contains("without rowid");
    }

    /** A default gets its column's affinity (datatype3.html, 3.1): {@code '0'} is 0 in a column of numbers. */
    private static String preset(String type, String text) {
        var number = NUMBER.matcher(text);
        if (number.matches() && isNumeric(type)) {
            return number.group(1);
        }
        return text.equals("null") ? "" : text;
    }

    private static boolean isNumeric(String type) {
        if (type.contains("int")) {
            return true;
        }
        var other = type.contains("char") || type.contains("clob") || type.contains("text") || type.contains("blob");
        return !other && !type.isEmpty() && !type.equals("any");
    }
}
