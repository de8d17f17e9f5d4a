package dev.migrationledger.app.generated;

import dev.migrationledger.app.generated.Draft.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Indexes, constraints, enums, views, functions, comments, and rows. */
final class OtherOperations {
    static final List<Operation> ALL = List.of(
            OtherOperations::index,
            OtherOperations::index,
            OtherOperations::dropIndex,
            OtherOperations::unique,
            OtherOperations::check,
            OtherOperations::dropCheck,
            OtherOperations::type,
            OtherOperations::label,
            OtherOperations::view,
            OtherOperations::dropView,
            OtherOperations::function,
            OtherOperations::comment);

    static final List<Operation> ROWS = List.of(
            OtherOperations::insert,
            OtherOperations::insert,
            OtherOperations::insert,
            OtherOperations::update,
            OtherOperations::backfill,
            OtherOperations::delete,
            OtherOperations::truncate);

    private OtherOperations() {}

    static Optional<Sql> index(Draft draft, Random random, int number) {
        var plain = random.nextInt(3) > 0;
        return index(draft, random, "create index i" + number, "i" + number, plain);
    }

    static Optional<Sql> indexConcurrently(Draft draft, Random random, int number) {
        return index(draft, random, "create index concurrently i" + number, "i" + number, true);
    }

    private static Optional<Sql> index(Draft draft, Random random, String begin, String name, boolean plain) {
        var structure = plain ? "plain" : "partial";
        return TableOperations.somePlace(draft, random)
                .filter(p -> !draft.column(p).indexes.containsKey(structure))
                .map(p -> Sql.hard(
                                begin + " on " + p.table() + " (" + p.column() + ")"
                                        + (plain ? "" : " where " + p.column() + " is not null"),
                                d -> d.column(p).indexes.put(structure, name))
                        .sharing("table:" + p.table(), TableOperations.place(p))
                        .owning("index:" + p + structure));
    }

    static Optional<Sql> dropIndex(Draft draft, Random random, int number) {
        return TableOperations.somePlace(draft, random)
                .filter(p -> !draft.column(p).indexes.isEmpty())
                .map(p -> {
                    var index = new TreeMap<>(draft.column(p).indexes).firstEntry();
                    return Sql.hard("drop index " + index.getValue(), d -> d.column(p).indexes.remove(index.getKey()))
                            .sharing("table:" + p.table(), TableOperations.place(p))
                            .owning("index:" + p + index.getKey());
                });
    }

    static Optional<Sql> unique(Draft draft, Random random, int number) {
        return TableOperations.somePlace(draft, random)
                .filter(p -> draft.column(p).isText() || draft.column(p).isNumber())
                .filter(p -> !draft.column(p).unique && draft.table(p.table()).rows.isEmpty())
                .map(p -> Sql.hard(
                                "alter table " + p.table() + " add constraint u" + number + " unique (" + p.column() + ")",
                                d -> d.column(p).unique = true)
                        .sharing("table:" + p.table(), TableOperations.place(p))
                        .owning("rows:" + p.table(), "unique:" + p));
    }

    static Optional<Sql> check(Draft draft, Random random, int number) {
        return TableOperations.somePlace(draft, random)
                .filter(p -> draft.column(p).checks.isEmpty())
                .flatMap(p -> condition(draft, p).map(condition -> Sql.hard(
                                "alter table " + p.table() + " add constraint k" + number + " check (" + condition + ")",
                                d -> d.column(p).checks.add("k" + number))
                        .sharing("table:" + p.table(), TableOperations.place(p))
                        .owning("check:" + p)));
    }

    private static Optional<String> condition(Draft draft, Place place) {
        var column = draft.column(place);
        if (column.isNumber()) {
            return Optional.of(place.column() + " >= 0 and " + place.column() + " < 1000000");
        }
        return column.isText() ? Optional.of("length(" + place.column() + ") > 0") : Optional.empty();
    }

    static Optional<Sql> dropCheck(Draft draft, Random random, int number) {
        return TableOperations.somePlace(draft, random)
                .filter(p -> !draft.column(p).checks.isEmpty())
                .map(p -> Sql.hard(
                                "alter table " + p.table() + " drop constraint " + draft.column(p).checks.getFirst(),
                                d -> d.column(p).checks.removeFirst())
                        .sharing("table:" + p.table(), TableOperations.place(p))
                        .owning("check:" + p));
    }

    static Optional<Sql> type(Draft draft, Random random, int number) {
        var name = "e" + random.nextInt(4);
        return draft.enums.containsKey(name)
                ? Optional.empty()
                : Optional.of(Sql.hard(
                                "create type " + name + " as enum ('new', 'old')",
                                d -> d.enums.put(name, new ArrayList<>(List.of("new", "old"))))
                        .owning("type:" + name));
    }

    static Optional<Sql> label(Draft draft, Random random, int number) {
        if (draft.enums.isEmpty()) {
            return Optional.empty();
        }
        var name = Draft.any(List.copyOf(draft.enums.keySet()), random);
        var where = random.nextBoolean() ? "" : " before 'old'";
        return Optional.of(Sql.hard(
                        "alter type " + name + " add value 'l" + number + "'" + where,
                        d -> Objects.requireNonNull(d.enums.get(name)).add("l" + number))
                .owning("type:" + name));
    }

    static Optional<Sql> view(Draft draft, Random random, int number) {
        return TableOperations.somePlace(draft, random)
                .map(p -> Sql.hard(
                                "create view v" + number + " as select id, " + p.column() + " from " + p.table()
                                        + " where " + p.column() + " is not null",
                                d -> d.views.put("v" + number, p))
                        .sharing("table:" + p.table(), TableOperations.place(p))
                        .owning("view:v" + number));
    }

    static Optional<Sql> dropView(Draft draft, Random random, int number) {
        if (draft.views.isEmpty()) {
            return Optional.empty();
        }
        var name = Draft.any(List.copyOf(draft.views.keySet()), random);
        return Optional.of(Sql.hard("drop view " + name, d -> d.views.remove(name)).owning("view:" + name));
    }

    static Optional<Sql> function(Draft draft, Random random, int number) {
        var name = "f" + random.nextInt(3);
        var text = "create or replace function " + name + "() returns integer language sql as $$ select " + number + " $$";
        return Optional.of(new Sql(
                        text, !draft.functions.containsKey(name), d -> d.functions.put(name, number), Set.of(), Set.of())
                .owning("function:" + name));
    }

    static Optional<Sql> comment(Draft draft, Random random, int number) {
        return TableOperations.somePlace(draft, random)
                .map(p -> Sql.soft(
                                "comment on column " + p.table() + "." + p.column() + " is 'as of " + number + "'", _ -> {})
                        .sharing("table:" + p.table(), TableOperations.place(p))
                        .owning("comment:" + p));
    }

    static Optional<Sql> insert(Draft draft, Random random, int number) {
        return TableOperations.someTable(draft, random).map(t -> {
            var table = draft.table(t);
            var columns = new TreeMap<>(table.columns);
            var names = columns.keySet().stream().collect(Collectors.joining(", "));
            var values = columns.values().stream().map(c -> c.value(number, draft)).collect(Collectors.joining(", "));
            var text = table.ownKey
                    ? "insert into " + t + " (" + comma("id", names) + ") values (" + comma("" + number, values) + ")"
                    : columns.isEmpty()
                            ? "insert into " + t + " default values"
                            : "insert into " + t + " (" + names + ") values (" + values + ")";
            return Sql.soft(text, d -> d.table(t).rows.add(number))
                    .sharing("table:" + t, "rows:" + t)
                    .sharing(columns.keySet().stream()
                            .map(c -> TableOperations.place(new Place(t, c)))
                            .toArray(String[]::new))
                    .sharing(draft.enums.keySet().stream().map(e -> "type:" + e).toArray(String[]::new));
        });
    }

    private static String comma(String a, String b) {
        return b.isEmpty() ? a : a + ", " + b;
    }

    static Optional<Sql> update(Draft draft, Random random, int number) {
        return TableOperations.somePlace(draft, random)
                .filter(p -> draft.column(p).references.isEmpty() && draft.table(p.table()).ownKey)
                .filter(p -> !draft.table(p.table()).rows.isEmpty())
                .map(p -> Sql.soft(
                                "update " + p.table() + " set " + p.column() + " = " + draft.column(p).value(number, draft)
                                        + " where id = " + Draft.any(draft.table(p.table()).rows, random),
                                _ -> {})
                        .sharing("table:" + p.table(), TableOperations.place(p))
                        .owning("rows:" + p.table()));
    }

    /** Finds no rows in a scratch database, as a rule. */
    static Optional<Sql> backfill(Draft draft, Random random, int number) {
        return TableOperations.somePlace(draft, random)
                .filter(p -> draft.column(p).references.isEmpty() && !draft.column(p).unique)
                .map(p -> Sql.soft(
                                "update " + p.table() + " set " + p.column() + " = " + draft.column(p).value(number, draft)
                                        + " where " + p.column() + " is null",
                                _ -> {})
                        .sharing("table:" + p.table(), TableOperations.place(p))
                        .owning("rows:" + p.table()));
    }

    static Optional<Sql> delete(Draft draft, Random random, int number) {
        return TableOperations.someTable(draft, random)
                .filter(t -> draft.table(t).ownKey && !draft.table(t).rows.isEmpty())
                .map(t -> {
                    var row = Draft.any(draft.table(t).rows, random);
                    return Sql.soft("delete from " + t + " where id = " + row, d -> d.table(t).rows.remove(row))
                            .sharing("table:" + t)
                            .owning("rows:" + t);
                });
    }

    static Optional<Sql> truncate(Draft draft, Random random, int number) {
        return TableOperations.someTable(draft, random)
                .filter(t -> draft.referencing(t).isEmpty() && !draft.table(t).rows.isEmpty())
                .map(t -> Sql.soft("truncate " + t, d -> d.table(t).rows.clear())
                        .sharing("table:" + t)
                        .owning("rows:" + t, "references:" + t));
    }
}
