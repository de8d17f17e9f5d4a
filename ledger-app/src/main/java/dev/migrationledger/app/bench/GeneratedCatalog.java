package dev.migrationledger.app.bench;

import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.catalog.Policy;
import dev.migrationledger.core.revision.Kind;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.Script;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Linear histories of any length: of every three revisions one makes a table, one a column, one an index. */
final class GeneratedCatalog {
    private GeneratedCatalog() {}

    static Catalog linear(int revisions) {
        return catalog("linear" + revisions, revisions, GeneratedCatalog::step);
    }

    /** The same catalog before its last revision was written. */
    static Catalog withoutTheLast(int revisions) {
        return catalog("linear" + revisions, revisions - 1, GeneratedCatalog::step);
    }

    /** @param tables by ten in each revision */
    static Catalog wide(int tables) {
        return catalog("wide" + tables, tables / 10, number -> IntStream.range(number * 10, number * 10 + 10)
                .mapToObj(GeneratedCatalog::table)
                .collect(Collectors.joining("\n")));
    }

    private static String step(int number) {
        return switch (number % 3) {
            case 0 -> table(number);
            case 1 -> "alter table item_%d add column note_%d text;".formatted(number - 1, number);
            default -> "create index on item_%d (note_%d);".formatted(number - 2, number - 1);
        };
    }

    private static String table(int number) {
        return """
                create table item_%1$d (
                    id bigint generated always as identity primary key,
                    name text not null,
                    price numeric(10, 2) not null default 0 check (price >= 0),
                    status text not null default 'new' check (status in ('new', 'old')),
                    made_at timestamptz not null default now(),
                    constraint item_%1$d_name_key unique (name)
                );
                """
                .formatted(number);
    }

    private static Catalog catalog(String name, int size, IntFunction<String> script) {
        var revisions =
                IntStream.range(0, size).mapToObj(n -> revision(n, script.apply(n))).toList();
        return new Catalog(name, new RevisionGraph(revisions), List.of(), List.of(), Map.of(), Policy.DEFAULT);
    }

    private static Revision revision(int number, String script) {
        return new Revision(
                id(number),
                number == 0 ? List.of() : List.of(id(number - 1)),
                List.of(),
                Set.of(),
                "step " + number,
                Kind.SCHEMA,
                true,
                false,
                List.of(),
                new Script(script, 1),
                Optional.empty(),
                "bench",
                id(number) + ".sql");
    }

    static String id(int number) {
        return "step_%05d".formatted(number);
    }
}
