package dev.migrationledger.app.target.sqlite;

import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.schema.ObjectKind;
import dev.migrationledger.core.schema.SchemaSnapshot;
import dev.migrationledger.core.schema.SqlName;
import dev.migrationledger.core.schema.SqliteText;
import dev.migrationledger.core.target.Definitions;
import dev.migrationledger.core.target.Definitions.Definition;
import dev.migrationledger.core.target.Definitions.Left;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/**
 * Writes objects down as statements that make them where they are missing: SQLite keeps the words that made each
 * ({@code sqlite_schema.sql}). What it can only change by making a table anew is left, for it has no words that do so
 * only where that is needed.
 */
final class SqliteDefinitions {
    /** Of these each needs what comes before it; what a table refers to need not be there. */
    private static final List<ObjectKind> ORDER =
            List.of(ObjectKind.TABLE, ObjectKind.INDEX, ObjectKind.VIEW, ObjectKind.TRIGGER);

    private static final Pattern CREATE = Pattern.compile(
            "\\s*create\\s+(virtual\\s+table|table|unique\\s+index|index|view|trigger)\\s+(?:if\\s+not\\s+exists\\s+)?(.*)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final SchemaSnapshot snapshot;
    private final List<SqliteTables.Entry> entries;
    private final List<Definition> made = new ArrayList<>();
    private final List<Left> left = new ArrayList<>();

    /** @param sql in a transaction, so that it is one instant */
    SqliteDefinitions(DSLContext sql) {
        this.snapshot = SqliteSnapshot.read(sql);
        this.entries = SqliteTables.entries(sql);
    }

    Definitions of(Collection<FactKey> wanted) {
        wanted.stream().filter(key -> !ORDER.contains(key.kind())).sorted().forEach(this::leave);
        var columns = left.stream().map(Left::key).filter(key -> key.kind() == ObjectKind.COLUMN).collect(Collectors.toSet());
        wanted.stream()
                .filter(key -> ORDER.contains(key.kind()))
                .sorted(Comparator.<FactKey>comparingInt(key -> ORDER.indexOf(key.kind())).thenComparing(FactKey::name))
                .forEach(key -> write(key, columns));
        return new Definitions(made, left);
    }

    private void leave(FactKey key) {
        left.add(new Left(key, key.kind() == ObjectKind.COLUMN
                ? "SQLite cannot add a column only where it is missing: write the ALTER TABLE as a revision of its own"
                : "SQLite changes a constraint only by making its table anew: write that as a revision of its own"));
    }

    private void write(FactKey key, Set<FactKey> leftColumns) {
        var without = leftColumns.stream().filter(column -> key.kind() == ObjectKind.INDEX && isOn(key, column)).findFirst();
        if (without.isPresent()) {
            left.add(new Left(key, "its " + without.get() + " is left out"));
            return;
        }
        entries(key).map(SqliteDefinitions::guarded).forEach(sql -> made.add(new Definition(key, sql)));
    }

    /** The key of an index holds its table, then what it indexes in words. */
    private static boolean isOn(FactKey index, FactKey column) {
        var dot = column.name().lastIndexOf('.');
        var table = column.name().substring(0, dot) + "(";
        return index.name().startsWith(table)
                && Pattern.compile("(?<![\\w$\"])" + Pattern.quote(column.name().substring(dot + 1)) + "(?![\\w$\"])")
                        .matcher(index.name().substring(table.length()))
                        .find();
    }

    private Stream<SqliteTables.Entry> entries(FactKey key) {
        var fact = snapshot.facts().get(key);
        if (fact == null) {
            return Stream.of();
        }
        return switch (key.kind()) {
            case INDEX -> {
                var names = Set.of(fact.cosmetic().getOrDefault("name", "").split(" \\| "));
                yield entries.stream().filter(entry -> entry.kind().equals("index") && names.contains(entry.name()));
            }
            case TRIGGER -> named("trigger", key, true);
            case VIEW -> named("view", key, false);
            default -> named("table", key, false);
        };
    }

    private Stream<SqliteTables.Entry> named(String kind, FactKey key, boolean onTable) {
        return entries.stream().filter(entry -> entry.kind().equals(kind)).filter(entry -> {
            var name = SqliteText.fold(entry.name());
            return key.name().equals(onTable
                    ? SqlName.of(SqliteTables.SCHEMA, SqliteText.fold(entry.table()), name)
                    : SqlName.of(SqliteTables.SCHEMA, name));
        });
    }

    /** A comment at its end would hide the semicolon. */
    private static String guarded(SqliteTables.Entry entry) {
        var create = CREATE.matcher(entry.text());
        if (!create.matches()) {
            throw new IllegalStateException("not as SQLite keeps it: " + entry.text());
        }
        return "create " + create.group(1).toLowerCase(Locale.ROOT) + " if not exists " + create.group(2).strip() + "\n;\n";
    }
}
