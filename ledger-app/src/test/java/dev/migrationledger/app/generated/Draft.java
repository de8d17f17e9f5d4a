package dev.migrationledger.app.generated;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/** As much of a schema as the generator must know so that what it writes next runs. */
final class Draft {
    final Map<String, Table> tables = new TreeMap<>();
    final Map<String, Table> dropped = new TreeMap<>();
    final Map<String, List<String>> enums = new TreeMap<>();
    final Map<String, Integer> functions = new TreeMap<>();

    /** A view selects the key and one column of one table. */
    final Map<String, Place> views = new TreeMap<>();

    record Place(String table, String column) {}

    static final class Table {
        /** Rows can be written, and found again, by an integer key of their own; else the server makes the key. */
        final boolean ownKey;

        /** Apart from the key, which is called {@code id}. */
        final Map<String, Column> columns = new TreeMap<>();

        /** Names and types. */
        final Map<String, String> droppedColumns = new TreeMap<>();

        final List<Integer> rows = new ArrayList<>();

        /** How it was made: statement, name then, and type of its column {@code c0} then. */
        final String text;
        final String firstName;
        final String type;

        Table(boolean ownKey, String text, String firstName, String type) {
            this.ownKey = ownKey;
            this.text = text;
            this.firstName = firstName;
            this.type = type;
        }

        Column column(String name) {
            return Objects.requireNonNull(columns.get(name));
        }
    }

    static final class Column {
        String type;
        boolean required;
        boolean preset;
        boolean unique;

        /** Table that it references; empty for none. */
        String references = "";

        /** Names of checks and, by structure, of indexes on it. */
        final List<String> checks = new ArrayList<>();

        final Map<String, String> indexes = new TreeMap<>();

        Column(String type) {
            this.type = type;
        }

        boolean isText() {
            return type.equals("text") || type.startsWith("varchar");
        }

        boolean isNumber() {
            return type.equals("integer") || type.equals("bigint") || type.startsWith("numeric");
        }

        /** A value as SQL, another for each number. */
        String value(int number, Draft draft) {
            if (!references.isEmpty()) {
                return "null";
            }
            if (isText()) {
                return "'v" + number + "'";
            }
            if (isNumber()) {
                return Integer.toString(number);
            }
            return switch (type) {
                case "boolean" -> number % 2 == 0 ? "true" : "false";
                case "timestamptz" -> "'2024-01-02 03:04:05+00'";
                case "jsonb" -> "'{\"n\": " + number + "}'";
                default -> "'" + Objects.requireNonNull(draft.enums.get(type)).getFirst() + "'";
            };
        }
    }

    Table table(String name) {
        return Objects.requireNonNull(tables.get(name));
    }

    Column column(Place place) {
        return table(place.table()).column(place.column());
    }

    /** Every column that is no key. */
    List<Place> places() {
        return tables.entrySet().stream()
                .flatMap(t -> t.getValue().columns.keySet().stream().map(c -> new Place(t.getKey(), c)))
                .toList();
    }

    boolean isViewed(Place place) {
        return views.containsValue(place);
    }

    List<String> viewsOf(String table) {
        return views.entrySet().stream()
                .filter(v -> v.getValue().table().equals(table))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Columns of other tables that reference this one. */
    List<Place> referencing(String table) {
        return places().stream().filter(p -> column(p).references.equals(table)).toList();
    }

    static <T> T any(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}
