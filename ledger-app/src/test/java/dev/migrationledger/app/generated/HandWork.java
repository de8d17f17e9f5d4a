package dev.migrationledger.app.generated;

import dev.migrationledger.app.generated.Draft.Place;
import dev.migrationledger.core.schema.Difference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What somebody did to a database past the ledger.
 *
 * @param expected differences that must be named, as {@code missing column public.t1.c0}; the beginning is enough
 */
record HandWork(Nature nature, String sql, List<String> expected) {

    enum Nature {
        /** No revision ever makes what is there now. */
        FOREIGN,
        /** Something that a revision made is gone: another state may have never had it. */
        REMOVAL,
        /** Nothing by hard evidence. */
        HARMLESS
    }

    /** Three kinds of what can be done here. */
    static List<HandWork> some(Draft draft, Random random) {
        var table = Draft.any(List.copyOf(draft.tables.keySet()), random);
        var all = new ArrayList<>(Stream.concat(foreign(table).stream(), harmless(draft, table).stream()).toList());
        all.addAll(removals(draft, table, random));
        Collections.shuffle(all, random);
        return all.subList(0, 3);
    }

    /** Every table has its column {@code made}, which no revision touches. */
    private static List<HandWork> foreign(String table) {
        var alter = "alter table " + table + " ";
        var made = "column public." + table + ".made";
        return List.of(
                foreign("create table hand (id integer)", "extra table public.hand"),
                foreign("create view hand as select id from " + table, "extra view public.hand"),
                foreign("create type hand as enum ('a')", "extra enum public.hand"),
                foreign("create sequence hand", "extra sequence public.hand"),
                foreign(alter + "add column hand text", "extra column public." + table + ".hand"),
                foreign("create index hand on " + table + " (made, id)", "extra index public." + table),
                foreign("create unique index hand on " + table + " (id, made)", "extra index public." + table),
                foreign(alter + "add constraint hand unique (made, id)", "extra unique public." + table),
                foreign(alter + "add constraint hand check (id > -5)", "extra check public." + table),
                foreign(alter + "alter column made type timestamp", "changed " + made),
                foreign(alter + "alter column made set default '2020-01-01'", "changed " + made),
                foreign(alter + "alter column made drop default", "changed " + made),
                foreign(alter + "alter column made set not null", "changed " + made),
                foreign(alter + "drop column made", "missing " + made),
                foreign(alter + "rename column made to hand", "missing " + made, "extra column public." + table + ".hand"),
                foreign(alter + "rename to hand", "missing table public." + table, "extra table public.hand"));
    }

    private static List<HandWork> removals(Draft draft, String table, Random random) {
        var removals = new ArrayList<HandWork>();
        removals.add(new HandWork(
                Nature.REMOVAL, "drop table " + table + " cascade", List.of("missing table public." + table)));
        for (var place : draft.places().stream().filter(p -> p.table().equals(table)).toList()) {
            removals.add(removal(place));
            draft.column(place).indexes.forEach((structure, name) -> removals.add(new HandWork(
                    Nature.REMOVAL, "drop index " + name, List.of("missing index public." + table))));
            draft.column(place).checks.forEach(name -> removals.add(new HandWork(
                    Nature.REMOVAL,
                    "alter table " + table + " drop constraint " + name,
                    List.of("missing check public." + table))));
        }
        Collections.shuffle(removals, random);
        return removals.subList(0, Math.min(4, removals.size()));
    }

    private static HandWork removal(Place place) {
        return new HandWork(
                Nature.REMOVAL,
                "alter table " + place.table() + " drop column " + place.column() + " cascade",
                List.of("missing column public." + place.table() + "." + place.column()));
    }

    private static List<HandWork> harmless(Draft draft, String table) {
        var some = new ArrayList<HandWork>();
        some.add(new HandWork(Nature.HARMLESS, "comment on column " + table + ".made is 'by hand'", List.of()));
        some.add(new HandWork(Nature.HARMLESS, "insert into " + table + " select from generate_series(1, 0)", List.of()));
        draft.functions.keySet().stream().findFirst().ifPresent(f -> some.add(new HandWork(
                Nature.HARMLESS,
                "create or replace function " + f + "() returns integer language sql as $$ select -1 $$",
                List.of())));
        draft.places().stream()
                .flatMap(p -> draft.column(p).indexes.values().stream())
                .findFirst()
                .ifPresent(i -> some.add(
                        new HandWork(Nature.HARMLESS, "alter index " + i + " rename to hand", List.of())));
        return some;
    }

    private static HandWork foreign(String sql, String... expected) {
        return new HandWork(Nature.FOREIGN, sql, List.of(expected));
    }

    static String words(Difference difference) {
        return difference.change().name().toLowerCase(Locale.ROOT) + " " + difference.key();
    }

    /** @param differences from the state that it was done in, as {@link #words} has them */
    boolean isNamedIn(List<String> differences) {
        return expected.stream().allMatch(e -> begins(e, differences));
    }

    /** @param differences from another state: it may lack what is missing, as when a revision's only table was renamed */
    boolean isPartlyNamedIn(List<String> differences) {
        return expected.stream().anyMatch(e -> begins(e, differences));
    }

    private static boolean begins(String expected, List<String> differences) {
        return differences.stream().anyMatch(d -> d.startsWith(expected));
    }
}
