package dev.migrationledger.app.target.sqlite;

import dev.migrationledger.core.schema.FactCollector;
import dev.migrationledger.core.schema.ObjectKind;
import dev.migrationledger.core.schema.SqlName;
import dev.migrationledger.core.schema.SqliteIndexText;
import dev.migrationledger.core.schema.SqliteTableText;
import dev.migrationledger.core.schema.SqliteText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Primary, unique and foreign keys, checks and indexes. What SQLite tells goes before what is read from texts. */
final class KeyFacts {
    private final FactCollector facts;
    private final Map<String, TableFacts> tables = new LinkedHashMap<>();
    private final Set<String> known;

    private KeyFacts(FactCollector facts, List<TableFacts> tables, Set<String> known) {
        this.facts = facts;
        this.known = known;
        tables.forEach(table -> this.tables.put(table.name(), table));
    }

    /** @param texts of indexes, keyed by name; empty for those of constraints */
    static void add(
            FactCollector facts,
            List<TableFacts> tables,
            List<SqliteTables.IndexTerm> terms,
            List<SqliteTables.Reference> references,
            Map<String, String> texts,
            Set<String> known) {
        var keys = new KeyFacts(facts, tables, known);
        tables.forEach(keys::ofText);
        terms.stream()
                .collect(Collectors.groupingBy(t -> List.of(t.table(), t.index()), LinkedHashMap::new, Collectors.toList()))
                .values()
                .forEach(index -> keys.index(index, texts.getOrDefault(index.getFirst().index(), "")));
        references.stream()
                .collect(Collectors.groupingBy(SqliteTables.Reference::table, LinkedHashMap::new, Collectors.toList()))
                .forEach(keys::foreignKeys);
    }

    private void ofText(TableFacts table) {
        if (!table.primaryKey().isEmpty()) {
            var said = said(table, ObjectKind.PRIMARY_KEY, table.primaryKey());
            fact(table, ObjectKind.PRIMARY_KEY, columns(table.primaryKey()), said);
        }
        table.text().constraints().stream()
                .filter(constraint -> constraint.kind() == ObjectKind.CHECK)
                .forEach(check -> fact(table, ObjectKind.CHECK, " check (" + check.check() + ")", Optional.of(check)));
    }

    private void index(List<SqliteTables.IndexTerm> terms, String text) {
        var first = terms.getFirst();
        var table = tables.get(SqliteText.fold(first.table()));
        if (table == null || first.origin().equals("pk")) {
            return;
        }
        if (first.origin().equals("u")) {
            var names = terms.stream().map(term -> SqliteText.fold(term.name())).toList();
            fact(table, ObjectKind.UNIQUE, columns(names), said(table, ObjectKind.UNIQUE, names));
            return;
        }
        var said = SqliteIndexText.of(text, known);
        var parts = new ArrayList<String>();
        for (var i = 0; i < terms.size(); i++) {
            parts.add(part(table, terms.get(i), i < said.terms().size() ? said.terms().get(i) : ""));
        }
        var condition = said.condition().isEmpty() ? "" : " where " + said.condition();
        facts.add(
                ObjectKind.INDEX,
                table.qualifiedName() + "(" + String.join(", ", parts) + ")" + condition,
                Map.of("unique", first.unique() ? "yes" : "no"),
                Map.of(),
                Map.of("name", first.index()));
    }

    /** A collation is said where it is not the column's own. */
    private static String part(TableFacts table, SqliteTables.IndexTerm term, String expression) {
        var name = SqliteText.fold(term.name());
        var own = table.text().columns().getOrDefault(name, Map.of()).getOrDefault("collation", "binary");
        var collation = SqliteText.fold(Optional.ofNullable(term.collation()).orElse("binary"));
        return (term.name().isEmpty() ? expression : SqlName.of(name))
                + (collation.equals(own) ? "" : " collate " + collation)
                + (term.descending() ? " desc" : "");
    }

    /** SQLite lists them from the last to the first in the text. */
    private void foreignKeys(String tableName, List<SqliteTables.Reference> references) {
        var table = tables.get(SqliteText.fold(tableName));
        if (table == null) {
            return;
        }
        var keys = references.stream()
                .collect(Collectors.groupingBy(SqliteTables.Reference::id, TreeMap::new, Collectors.toList()));
        var said = table.text().constraints().stream().filter(c -> c.kind() == ObjectKind.FOREIGN_KEY).toList();
        keys.forEach((id, parts) -> {
            var place = keys.size() - 1 - id;
            var own = said.size() == keys.size() && place >= 0 ? Optional.of(said.get(place)) : Optional.<SqliteTableText.Constraint>empty();
            foreignKey(table, parts, own);
        });
    }

    private void foreignKey(
            TableFacts table, List<SqliteTables.Reference> parts, Optional<SqliteTableText.Constraint> said) {
        var first = parts.getFirst();
        var parent = SqliteText.fold(first.parent());
        var from = parts.stream().map(part -> SqliteText.fold(part.column())).toList();
        var to = first.target().isEmpty()
                ? Optional.ofNullable(tables.get(parent)).map(TableFacts::primaryKey).orElse(List.of())
                : parts.stream().map(part -> SqliteText.fold(part.target())).toList();
        var hard = new HashMap<>(said.map(SqliteTableText.Constraint::attributes).orElse(Map.of()));
        hard.put("on-update", action(first.onUpdate()));
        hard.put("on-delete", action(first.onDelete()));
        facts.add(
                ObjectKind.FOREIGN_KEY,
                table.qualifiedName() + columns(from) + " -> " + SqlName.of(SqliteTables.SCHEMA, parent) + columns(to),
                hard,
                Map.of(),
                Map.of("name", said.map(SqliteTableText.Constraint::name).orElse("")));
    }

    private static String action(String action) {
        return action.equals("NO ACTION") ? "" : SqliteText.fold(action);
    }

    private static Optional<SqliteTableText.Constraint> said(TableFacts table, ObjectKind kind, List<String> columns) {
        return table.text().constraints().stream()
                .filter(constraint -> constraint.kind() == kind && constraint.columns().equals(columns))
                .findFirst();
    }

    private void fact(
            TableFacts table, ObjectKind kind, String structure, Optional<SqliteTableText.Constraint> said) {
        facts.add(
                kind,
                table.qualifiedName() + structure,
                said.map(SqliteTableText.Constraint::attributes).orElse(Map.of()),
                Map.of(),
                Map.of("name", said.map(SqliteTableText.Constraint::name).orElse("")));
    }

    private static String columns(List<String> names) {
        return "(" + SqlName.list(names) + ")";
    }
}
