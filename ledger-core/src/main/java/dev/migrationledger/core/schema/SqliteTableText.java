package dev.migrationledger.core.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What only the text of a CREATE TABLE says (sqlite.org, lang_createtable.html): checks, collations, conflict clauses,
 * what may be deferred, generated expressions, AUTOINCREMENT, names of constraints.
 *
 * @param columns       keyed by folded name: attributes {@code collation}, {@code generated}, {@code identity},
 *                      {@code on-conflict}, those that there are
 * @param constraints   in the order of the text
 */
public record SqliteTableText(Map<String, Map<String, String>> columns, List<Constraint> constraints) {
    /**
     * @param columns    folded; empty for a check
     * @param check      the normalised condition; empty for the others
     * @param attributes {@code on-conflict}, {@code deferrable}: those that are not as usual
     */
    public record Constraint(
            ObjectKind kind, String name, List<String> columns, String check, Map<String, String> attributes) {}

    private static final Set<String> TABLE_CONSTRAINTS = Set.of("constraint", "primary", "unique", "check", "foreign");

    public SqliteTableText {
        columns = Map.copyOf(columns);
        constraints = List.copyOf(constraints);
    }

    /** @param known see {@link SqliteText#normalise}; a text that is no CREATE TABLE says nothing */
    public static SqliteTableText of(String create, Set<String> known) {
        var tokens = SqliteText.tokens(create);
        var open = tokens.indexOf("(");
        var close = open < 0 ? -1 : SqlTokens.closing(tokens, open);
        if (close <= open || !tokens.subList(0, open).contains("table") || !tokens.get(close).equals(")")) {
            return new SqliteTableText(Map.of(), List.of());
        }
        var reader = new Reader(known);
        for (var item : items(tokens.subList(open + 1, close))) {
            if (!TABLE_CONSTRAINTS.contains(item.getFirst())) {
                reader.column = Optional.of(SqliteText.fold(SqliteText.unquoted(item.getFirst())));
                reader.read(item.subList(1, item.size()));
            } else {
                reader.column = Optional.empty();
                reader.read(item);
            }
        }
        return new SqliteTableText(reader.columns, reader.constraints);
    }

    /** Cut at commas outside brackets; none is empty. */
    static List<List<String>> items(List<String> tokens) {
        var items = new ArrayList<List<String>>();
        var from = 0;
        for (var i = 0; i <= tokens.size(); i++) {
            if (i == tokens.size() || tokens.get(i).equals(",")) {
                if (i > from) {
                    items.add(tokens.subList(from, i));
                }
                from = i + 1;
            } else if (tokens.get(i).equals("(")) {
                i = SqlTokens.closing(tokens, i);
            }
        }
        return items;
    }

    /** Reads the clauses of one column or of table constraints, between which SQLite needs no comma. */
    private static final class Reader {
        final Map<String, Map<String, String>> columns = new TreeMap<>();
        final List<Constraint> constraints = new ArrayList<>();
        private final Set<String> known;
        private Optional<String> column = Optional.empty();
        private String name = "";
        private List<String> tokens = List.of();
        private int at;
        private Map<String, String> latest = new TreeMap<>();

        Reader(Set<String> known) {
            this.known = known;
        }

        void read(List<String> item) {
            tokens = item;
            at = 0;
            name = "";
            while (at < tokens.size()) {
                clause(tokens.get(at++));
            }
        }

        private void clause(String word) {
            switch (word) {
                case "constraint" -> name = SqliteText.unquoted(next());
                case "primary" -> {
                    at++;
                    constraint(ObjectKind.PRIMARY_KEY);
                }
                case "unique" -> constraint(ObjectKind.UNIQUE);
                case "foreign" -> {
                    at++;
                    constraint(ObjectKind.FOREIGN_KEY);
                    passReference();
                }
                case "references" -> {
                    constraint(ObjectKind.FOREIGN_KEY, ofColumn());
                    at--;
                    passReference();
                }
                case "check" -> add(new Constraint(ObjectKind.CHECK, name, List.of(), expression(), new TreeMap<>()));
                case "collate" -> attribute("collation", SqliteText.fold(SqliteText.unquoted(next())));
                case "autoincrement" -> attribute("identity", "autoincrement");
                case "as" -> {
                    var expression = expression();
                    attribute("generated", (is("stored") ? "stored" : "virtual") + " as " + expression);
                }
                case "default" -> at = is("(") ? SqlTokens.closing(tokens, at) + 1 : at + 1;
                case "set" -> at++;
                case "not" -> not();
                case "on" -> conflict();
                case "deferrable" -> latest.put("deferrable", isDeferred() ? "initially deferred" : "yes");
                case "(" -> at = SqlTokens.closing(tokens, at - 1) + 1;
                default -> {}
            }
        }

        /** {@code NOT DEFERRABLE} is as usual, whatever follows. */
        private void not() {
            if (is("null")) {
                latest = column.map(this::attributes).orElseGet(TreeMap::new);
                name = "";
            } else if (is("deferrable")) {
                at++;
            }
        }

        private boolean isDeferred() {
            return is("initially") && at + 1 < tokens.size() && tokens.get(at + 1).equals("deferred");
        }

        /** {@code ON CONFLICT REPLACE} belongs to the constraint before it; ABORT is as usual. */
        private void conflict() {
            if (is("conflict") && at + 1 < tokens.size() && !tokens.get(at + 1).equals("abort")) {
                latest.put("on-conflict", tokens.get(at + 1));
                at += 2;
            }
        }

        private void constraint(ObjectKind kind) {
            constraint(kind, is("(") ? names() : ofColumn());
        }

        private void constraint(ObjectKind kind, List<String> of) {
            add(new Constraint(kind, name, of, "", new TreeMap<>()));
        }

        private void add(Constraint constraint) {
            constraints.add(constraint);
            latest = constraint.attributes();
            name = "";
        }

        /** Table and columns that a foreign key is about; its actions follow. */
        private void passReference() {
            if (is("references")) {
                at += 2;
                at = is("(") ? SqlTokens.closing(tokens, at) + 1 : at;
            }
        }

        private List<String> ofColumn() {
            return column.map(List::of).orElse(List.of());
        }

        private List<String> names() {
            var close = SqlTokens.closing(tokens, at);
            var names = items(tokens.subList(at + 1, close)).stream()
                    .map(item -> SqliteText.fold(SqliteText.unquoted(item.getFirst())))
                    .toList();
            at = close + 1;
            return names;
        }

        private String expression() {
            if (!is("(")) {
                return "";
            }
            var close = SqlTokens.closing(tokens, at);
            var expression = SqliteText.normalise(tokens.subList(at + 1, close), known);
            at = close + 1;
            return expression;
        }

        private void attribute(String attribute, String value) {
            column.ifPresent(of -> attributes(of).put(attribute, value));
        }

        private Map<String, String> attributes(String of) {
            return columns.computeIfAbsent(of, _ -> new TreeMap<>());
        }

        private boolean is(String word) {
            return at < tokens.size() && tokens.get(at).equals(word);
        }

        private String next() {
            return at < tokens.size() ? tokens.get(at++) : "";
        }
    }
}
