package dev.migrationledger.app.simulation;

import dev.migrationledger.core.revision.Kind;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Small catalogs of every kind of revision, made once each: a seed takes one of them. */
final class Projects {
    private static final int SHAPES = 40;
    private static final int ABOUT_SHAPE = 80;
    private static final int ABOUT_KIND = 100;
    private static final Map<Integer, Project> MADE = new ConcurrentHashMap<>();

    enum Sort {
        TABLE,
        COLUMN,
        /** One that does not mind to be there already. */
        LENIENT_TABLE,
        DATA,
        NOTHING,
        INDEX,
        PROCEDURE,
        ROUTINE,
        VACUUM
    }

    private static final List<Sort> IN_TRANSACTIONS = List.of(Sort.TABLE, Sort.COLUMN, Sort.DATA, Sort.DATA, Sort.NOTHING);
    private static final List<Sort> OF_ALL_SORTS = List.of(
            Sort.TABLE, Sort.COLUMN, Sort.DATA, Sort.DATA, Sort.NOTHING, Sort.INDEX, Sort.INDEX, Sort.PROCEDURE, Sort.ROUTINE,
            Sort.VACUUM);

    /** Whatever a tracker says, what is in shows: by the schema, or by a probe. */
    private static final List<Sort> THAT_SHOW =
            List.of(Sort.TABLE, Sort.COLUMN, Sort.DATA, Sort.NOTHING, Sort.INDEX, Sort.INDEX, Sort.ROUTINE, Sort.ROUTINE);

    private Projects() {}

    /** @param inTransactions without a revision that is not transactional */
    static Project of(Dice dice, boolean inTransactions) {
        int shape = dice.below(SHAPES, 0, ABOUT_SHAPE) * 2 + (inTransactions ? 1 : 0);
        return MADE.computeIfAbsent(shape, key -> made(key, inTransactions ? IN_TRANSACTIONS : OF_ALL_SORTS, false));
    }

    /** One in which evidence tells every two states apart that differ by more than revisions that run nothing. */
    static Project thatShows(Dice dice) {
        int shape = dice.below(SHAPES, 0, ABOUT_SHAPE);
        return MADE.computeIfAbsent(2 * SHAPES + shape, key -> made(key, THAT_SHOW, true));
    }

    /** Revisions r1, r2 and so on, each upon the one before. */
    static Project line(List<Sort> sorts) {
        var revisions = new ArrayList<Revision>();
        for (var sort : sorts) {
            int number = revisions.size() + 1;
            revisions.add(revision("r" + number, number == 1 ? List.of() : List.of("r" + (number - 1)), sort, false));
        }
        return new Project(revisions, Map.of());
    }

    /** @param probed whether every revision that shows nowhere else has a probe; otherwise those of every other catalog do */
    private static Project made(int shape, List<Sort> sorts, boolean probed) {
        var dice = new Dice(shape * 7919L);
        var revisions = new ArrayList<Revision>();
        revisions.add(revision("r1", List.of(), dice.one(List.of(Sort.TABLE, Sort.LENIENT_TABLE), 1, ABOUT_KIND), false));
        int more = 2 + dice.below(4, 0, ABOUT_KIND);
        boolean isBranched = dice.oneIn(3, 0, ABOUT_KIND + 1);
        for (int i = 2; i < 2 + more; i++) {
            var parent = isBranched && i == 3 ? "r1" : "r" + (i - 1);
            revisions.add(revision("r" + i, List.of(parent), dice.one(sorts, i, ABOUT_KIND), dice.oneIn(4, i, ABOUT_KIND + 2)));
        }
        if (isBranched) {
            revisions.add(revision("r9", List.of("r2", "r" + (1 + more)), Sort.NOTHING, false));
        }
        var probes = new TreeMap<String, String>();
        if (probed || dice.oneIn(2, 0, ABOUT_KIND + 3)) {
            revisions.stream()
                    .filter(revision -> revision.script().text().startsWith("insert into tally"))
                    .filter(revision -> !revision.script().text().contains("table"))
                    .forEach(revision -> probes.put(revision.id(), holds(revision.id())));
        }
        return new Project(revisions, probes);
    }

    private static String holds(String key) {
        return "select counted('" + key + "') = 1";
    }

    private static String count(String key, int by) {
        return "insert into tally values ('" + key + "', " + by + ")";
    }

    private static Revision revision(String id, List<String> parents, Sort sort, boolean verified) {
        var n = id.substring(1);
        return switch (sort) {
            case TABLE -> inOne(id, parents, verified,
                    List.of(count(id, 1), "create table t" + n + " (id int)"), List.of("drop table t" + n, count(id, -1)));
            case LENIENT_TABLE -> inOne(id, parents, verified,
                    List.of(count(id, 1), "create table if not exists t" + n + " (id int)"), List.of("drop table t" + n, count(id, -1)));
            case COLUMN -> inOne(id, parents, verified,
                    List.of("alter table t1 add column c" + n + " int", count(id, 1)),
                    List.of("alter table t1 drop column c" + n, count(id, -1)));
            case DATA -> inOne(id, parents, verified, List.of(count(id, 1)), List.of(count(id, -1)));
            case NOTHING -> made(id, parents, true, List.of(), List.of(), List.of());
            case INDEX -> alone(id, parents,
                    List.of("create table t" + n + " (id int)", "create index concurrently i" + n + " on t" + n + " (id)", count(id + "/3", 1)),
                    List.of(count(id + "/3", -1), "drop index i" + n + " on t" + n, "drop table t" + n));
            case PROCEDURE -> alone(id, parents,
                    List.of("call count('" + id + "/1')", count(id + "/2", 1)),
                    List.of(count(id + "/2", -1), count(id + "/1", -1)));
            case ROUTINE -> alone(id, parents,
                    List.of(count(id + "/1", 1), "create table t" + n + " (id int)", "call count('" + id + "/3')"),
                    List.of(count(id + "/3", -1), "drop table t" + n, count(id + "/1", -1)));
            case VACUUM -> alone(id, parents, List.of("vacuum t1", count(id + "/2", 1)), List.of(count(id + "/2", -1)));
        };
    }

    private static Revision inOne(String id, List<String> parents, boolean verified, List<String> up, List<String> down) {
        return made(id, parents, true, verified ? List.of(holds(id)) : List.of(), up, down);
    }

    private static Revision alone(String id, List<String> parents, List<String> up, List<String> down) {
        return made(id, parents, false, List.of(), up, down);
    }

    private static Revision made(
            String id, List<String> parents, boolean transactional, List<String> verify, List<String> up, List<String> down) {
        return new Revision(
                id,
                parents,
                List.of(),
                Set.of(),
                id,
                Kind.SCHEMA,
                transactional,
                false,
                verify,
                script(up),
                down.isEmpty() ? Optional.empty() : Optional.of(script(down)),
                "sql",
                id + ".sql");
    }

    private static Script script(List<String> statements) {
        return statements.isEmpty() ? Script.EMPTY : new Script(String.join(";\n", statements) + ";", 1);
    }
}
