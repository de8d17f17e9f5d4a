package dev.migrationledger.app.generated;

import dev.migrationledger.app.generated.Draft.Column;
import dev.migrationledger.app.generated.Draft.Place;
import dev.migrationledger.app.generated.Draft.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Tables and columns. Names come from a small pool, so that what was dropped comes back. */
final class TableOperations {
    private static final List<String> TYPES =
            List.of("text", "varchar(40)", "integer", "bigint", "numeric(12,2)", "boolean", "timestamptz", "jsonb");

    static final List<Operation> ALL = List.of(
            TableOperations::create,
            TableOperations::create,
            TableOperations::drop,
            TableOperations::rename,
            TableOperations::addColumn,
            TableOperations::addColumn,
            TableOperations::addColumn,
            TableOperations::addReference,
            TableOperations::dropColumn,
            TableOperations::dropColumn,
            TableOperations::renameColumn,
            TableOperations::changeType,
            TableOperations::required,
            TableOperations::preset,
            TableOperations::addColumnThatIsThere);

    private TableOperations() {}

    static String place(Place place) {
        return "column:" + place.table() + "." + place.column();
    }

    static Optional<Sql> create(Draft draft, Random random, int number) {
        if (!draft.dropped.isEmpty() && random.nextBoolean()) {
            return again(Draft.any(List.copyOf(draft.dropped.values()), random), draft);
        }
        var name = "t" + random.nextInt(9);
        if (draft.tables.containsKey(name)) {
            return Optional.empty();
        }
        boolean ownKey = random.nextInt(3) > 0;
        var type = Draft.any(TYPES, random);
        var key = ownKey ? "integer primary key" : "bigint generated always as identity primary key";
        return Optional.of(create(
                name,
                "create table " + name + " (id " + key + ", name text" + (random.nextBoolean() ? " not null" : "") + ", c0 "
                        + type + ", made timestamptz default now())",
                ownKey,
                type));
    }

    private static Sql create(String name, String text, boolean ownKey, String type) {
        return Sql.hard(text, d -> {
                    var table = new Table(ownKey, text, name, type);
                    table.columns.put("name", new Column("text"));
                    table.columns.put("c0", new Column(type));
                    d.tables.put(name, table);
                })
                .owning("table:" + name);
    }

    /** What was dropped is made as it was first made, without its rows. */
    private static Optional<Sql> again(Table dropped, Draft draft) {
        return draft.tables.containsKey(dropped.firstName)
                ? Optional.empty()
                : Optional.of(create(dropped.firstName, dropped.text, dropped.ownKey, dropped.type));
    }

    static Optional<Sql> drop(Draft draft, Random random, int number) {
        return someTable(draft, random).filter(t -> draft.viewsOf(t).isEmpty()).map(t -> referenced(
                Sql.hard("drop table " + t + " cascade", d -> {
                            d.referencing(t).forEach(p -> d.column(p).references = "");
                            d.dropped.put(t, d.table(t));
                            d.tables.remove(t);
                        })
                        .owning("table:" + t),
                draft,
                t));
    }

    static Optional<Sql> rename(Draft draft, Random random, int number) {
        var to = "t" + random.nextInt(9);
        return someTable(draft, random).filter(_ -> !draft.tables.containsKey(to)).map(from -> referenced(
                Sql.hard("alter table " + from + " rename to " + to, d -> {
                            d.referencing(from).forEach(p -> d.column(p).references = to);
                            var moved = d.table(from);
                            d.tables.remove(from);
                            d.tables.put(to, moved);
                            d.views.replaceAll((_, p) -> p.table().equals(from) ? new Place(to, p.column()) : p);
                        })
                        .owning("table:" + from, "table:" + to)
                        .owning(views(draft, from)),
                draft,
                from));
    }

    private static String[] views(Draft draft, String table) {
        return draft.viewsOf(table).stream().map(v -> "view:" + v).toArray(String[]::new);
    }

    /** Foreign keys change with both of their tables. */
    private static Sql referenced(Sql sql, Draft draft, String table) {
        var owned = sql;
        for (var place : draft.referencing(table)) {
            owned = owned.owning(place(place)).sharing("table:" + place.table());
        }
        for (var column : draft.table(table).columns.values()) {
            if (!column.references.isEmpty()) {
                owned = owned.sharing("table:" + column.references);
            }
        }
        return owned;
    }

    static Optional<Sql> addColumn(Draft draft, Random random, int number) {
        var enums = List.copyOf(draft.enums.keySet());
        var type = !enums.isEmpty() && random.nextInt(3) == 0 ? Draft.any(enums, random) : Draft.any(TYPES, random);
        return newPlace(draft, random).map(p -> {
            var dropped = draft.table(p.table()).droppedColumns.get(p.column());
            return dropped == null || draft.enums.containsKey(dropped)
                    ? addColumn(draft, p, type, random.nextInt(4))
                    : addColumn(draft, p, dropped, random.nextInt(2));
        });
    }

    /** @param choice from 0: plain, plain, with a default, required */
    private static Sql addColumn(Draft draft, Place p, String type, int choice) {
        var column = new Column(type);
        var preset = choice < 2 ? "" : " default " + column.value(7, draft);
        var required = choice == 3 ? " not null" : "";
        return Sql.hard("alter table " + p.table() + " add column " + p.column() + " " + type + preset + required, d -> {
                    var added = new Column(type);
                    added.preset = choice >= 2;
                    added.required = choice == 3;
                    d.table(p.table()).columns.put(p.column(), added);
                })
                .sharing("table:" + p.table(), "type:" + type)
                .owning(place(p));
    }

    static Optional<Sql> addReference(Draft draft, Random random, int number) {
        var targets = draft.tables.entrySet().stream()
                .filter(t -> t.getValue().ownKey)
                .map(Map.Entry::getKey)
                .toList();
        return targets.isEmpty() ? Optional.empty() : newPlace(draft, random).map(p -> {
            var target = Draft.any(targets, random);
            return Sql.hard(
                            "alter table " + p.table() + " add column " + p.column() + " integer references " + target
                                    + (random.nextBoolean() ? " (id)" : " (id) on delete cascade"),
                            d -> {
                                var added = new Column("integer");
                                added.references = target;
                                d.table(p.table()).columns.put(p.column(), added);
                            })
                    .sharing("table:" + p.table(), "table:" + target, "references:" + target)
                    .owning(place(p));
        });
    }

    static Optional<Sql> dropColumn(Draft draft, Random random, int number) {
        return somePlace(draft, random)
                .filter(p -> !draft.isViewed(p))
                .map(p -> own(p, Sql.hard(
                        "alter table " + p.table() + " drop column " + p.column(),
                        d -> {
                            var table = d.table(p.table());
                            table.droppedColumns.put(p.column(), table.column(p.column()).type);
                            table.columns.remove(p.column());
                        }), draft));
    }

    static Optional<Sql> renameColumn(Draft draft, Random random, int number) {
        var name = "c" + random.nextInt(6);
        return somePlace(draft, random)
                .filter(p -> !draft.table(p.table()).columns.containsKey(name))
                .map(p -> own(p, Sql.hard("alter table " + p.table() + " rename column " + p.column() + " to " + name, d -> {
                            var moved = d.column(p);
                            d.table(p.table()).columns.remove(p.column());
                            d.table(p.table()).columns.put(name, moved);
                            d.views.replaceAll((_, v) -> v.equals(p) ? new Place(p.table(), name) : v);
                        }), draft)
                        .owning(place(new Place(p.table(), name)))
                        .owning(views(draft, p.table())));
    }

    static Optional<Sql> changeType(Draft draft, Random random, int number) {
        return somePlace(draft, random)
                .filter(p -> !draft.isViewed(p) && draft.column(p).references.isEmpty() && !draft.column(p).preset)
                .filter(p -> draft.column(p).checks.isEmpty())
                .flatMap(p -> wider(draft.column(p).type).map(type -> own(p, Sql.hard(
                        "alter table " + p.table() + " alter column " + p.column() + " type " + type,
                        d -> d.column(p).type = type), draft)));
    }

    private static Optional<String> wider(String type) {
        return switch (type) {
            case "integer" -> Optional.of("bigint");
            case "bigint" -> Optional.of("numeric(20,0)");
            case "varchar(40)" -> Optional.of("varchar(80)");
            case "varchar(80)" -> Optional.of("text");
            case "text" -> Optional.of("varchar(40)");
            default -> Optional.empty();
        };
    }

    static Optional<Sql> required(Draft draft, Random random, int number) {
        return somePlace(draft, random)
                .filter(p -> draft.column(p).references.isEmpty())
                .filter(p -> draft.column(p).required || draft.table(p.table()).rows.isEmpty())
                .map(p -> {
                    boolean now = !draft.column(p).required;
                    return own(p, Sql.hard(
                                    "alter table " + p.table() + " alter column " + p.column()
                                            + (now ? " set not null" : " drop not null"),
                                    d -> d.column(p).required = now), draft)
                            .owning("rows:" + p.table());
                });
    }

    static Optional<Sql> preset(Draft draft, Random random, int number) {
        return somePlace(draft, random)
                .filter(p -> draft.column(p).references.isEmpty())
                .map(p -> {
                    boolean now = !draft.column(p).preset || random.nextBoolean();
                    return own(p, Sql.hard(
                                    "alter table " + p.table() + " alter column " + p.column()
                                            + (now ? " set default " + draft.column(p).value(number, draft) : " drop default"),
                                    d -> d.column(p).preset = now), draft)
                            .owning("rows:" + p.table());
                });
    }

    /** Does nothing, but that is not to be seen from its text. */
    static Optional<Sql> addColumnThatIsThere(Draft draft, Random random, int number) {
        return somePlace(draft, random)
                .map(p -> own(p, Sql.soft(
                        "alter table " + p.table() + " add column if not exists " + p.column() + " text", _ -> {}), draft));
    }

    private static Sql own(Place place, Sql sql, Draft draft) {
        var owned = sql.sharing("table:" + place.table()).owning(place(place));
        var target = draft.column(place).references;
        return target.isEmpty() ? owned : owned.sharing("table:" + target);
    }

    static Optional<String> someTable(Draft draft, Random random) {
        return draft.tables.isEmpty()
                ? Optional.empty()
                : Optional.of(Draft.any(List.copyOf(draft.tables.keySet()), random));
    }

    static Optional<Place> somePlace(Draft draft, Random random) {
        return draft.places().isEmpty() ? Optional.empty() : Optional.of(Draft.any(draft.places(), random));
    }

    private static Optional<Place> newPlace(Draft draft, Random random) {
        var name = "c" + random.nextInt(6);
        return someTable(draft, random)
                .filter(t -> !draft.table(t).columns.containsKey(name))
                .map(t -> new Place(t, name));
    }
}
