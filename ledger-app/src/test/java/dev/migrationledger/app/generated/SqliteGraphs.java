package dev.migrationledger.app.generated;

import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.catalog.Policy;
import dev.migrationledger.core.revision.Kind;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * A graph of SQLite scripts: branches that part and join, each with tables of its own, so that they run in any order.
 * Tables are rebuilt the way Alembic's batch mode does it.
 */
final class SqliteGraphs {
    private final Random random;
    private final List<Revision> revisions = new ArrayList<>();
    private final List<Branch> branches = new ArrayList<>();
    private int number;

    /** @param tables columns in order, keyed by table */
    private static final class Branch {
        String head = "";
        final String name;
        final Map<String, List<String>> tables = new TreeMap<>();

        Branch(String name) {
            this.name = name;
        }
    }

    private SqliteGraphs(long seed) {
        this.random = new Random(seed);
    }

    static Catalog catalog(long seed) {
        var graphs = new SqliteGraphs(seed);
        graphs.draw();
        return new Catalog(
                "graph", new RevisionGraph(graphs.revisions), List.of(), List.of(), Map.of(), Policy.DEFAULT);
    }

    private void draw() {
        branches.add(new Branch("a"));
        var steps = 6 + random.nextInt(8);
        for (var i = 0; i < steps; i++) {
            var branch = any(branches);
            add(branch, script(branch));
            if (branches.size() < 3 && random.nextInt(5) == 0) {
                var other = new Branch("" + (char) ('a' + branches.size()));
                other.head = branches.getFirst().head;
                branches.add(other);
            }
        }
        if (branches.size() > 1 && random.nextBoolean()) {
            revisions.add(revision("-- nothing but a merge", branches.stream().map(b -> b.head).distinct().toList()));
        }
    }

    private void add(Branch branch, String sql) {
        var revision = revision(sql, branch.head.isEmpty() ? List.of() : List.of(branch.head));
        revisions.add(revision);
        branch.head = revision.id();
    }

    /** Ids whose order by name says nothing. */
    private Revision revision(String sql, List<String> parents) {
        var id = "%08x".formatted(random.nextInt()) + number++;
        return new Revision(
                id, parents, List.of(), Set.of(), id, Kind.SCHEMA, true, false, List.of(), new Script(sql, 1),
                Optional.empty(), "sql", id + ".sql");
    }

    private String script(Branch branch) {
        if (branch.tables.isEmpty() || random.nextInt(4) == 0) {
            return create(branch);
        }
        var table = any(List.copyOf(branch.tables.keySet()));
        var columns = branch.tables.get(table);
        var fresh = "c" + number;
        return switch (random.nextInt(8)) {
            case 0, 1 -> {
                columns.add(fresh + " text default '" + number + "'");
                yield "alter table " + table + " add column " + fresh + " text default '" + number + "';";
            }
            case 2, 3 -> rebuild(table, columns, fresh);
            case 4 -> "create index i" + number + " on " + table + " (code, lower(code)) where id > " + number + ";";
            case 5 -> "create trigger g" + number + " after insert on " + table + " begin update " + table
                    + " set code = new.code where id = new.id; delete from " + table + " where id < 0; end;";
            case 6 -> "insert into " + table + " (code) values ('row" + number + "'), ('more" + number + "');";
            default -> "create view v" + number + " as select code from " + table + " where id > " + number + ";";
        };
    }

    private String create(Branch branch) {
        var table = branch.name + number;
        var columns = new ArrayList<>(List.of("id integer primary key", "code varchar(20) not null unique", "n int check (n > " + number + ")"));
        branch.tables.put(table, columns);
        return "create table " + table + " (" + String.join(", ", columns) + ");";
    }

    /** Adds a column in the middle, with everything written otherwise; indexes, triggers and views go and do not come back. */
    private String rebuild(String table, List<String> columns, String fresh) {
        var old = List.copyOf(columns);
        columns.add(1, fresh + " numeric(" + (1 + random.nextInt(9)) + ", 2)");
        return "pragma foreign_keys = off; CREATE TABLE \"_alembic_tmp_" + table + "\" (" + String.join(",\n", columns)
                + "); insert into _alembic_tmp_" + table + " (" + names(old) + ") select " + names(old) + " from " + table
                + "; pragma legacy_alter_table = on; drop table " + table + "; alter table _alembic_tmp_" + table + " rename to " + table
                + "; pragma legacy_alter_table = off;";
    }

    private static String names(List<String> columns) {
        return String.join(", ", columns.stream().map(c -> c.split(" ")[0]).toList());
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
