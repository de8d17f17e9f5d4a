package dev.migrationledger.app.crowd;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks at journals, rows and locks in the targets and at the events in the store; never at a marker. */
final class Oracle {
    private final Field field;

    Oracle(Field field) {
        this.field = field;
    }

    /** After a last {@code up} of every database, when every worker has ended. */
    List<String> findings() throws SQLException {
        var wrong = new ArrayList<String>();
        for (var database : field.databases) {
            journal(database, wrong);
        }
        locks(wrong);
        var replay = field.run("replay", "--format", "json");
        if (!replay.startsWith("0 ")) {
            wrong.add("replay: " + replay);
        }
        var audit = field.run("audit", "verify");
        if (!audit.startsWith("0 ")) {
            wrong.add("audit verify: " + audit);
        }
        return wrong;
    }

    /** Each revision goes in and out in turn, and is in at the end. */
    private void journal(String database, List<String> wrong) throws SQLException {
        var there = field.ask(database, "select to_regclass('journal') is not null").getFirst();
        if (!there.equals("t")) {
            wrong.add(database + ": r1 is lost");
            return;
        }
        chunks(database, wrong);
        for (var revision : Catalogue.JOURNALED) {
            var steps = field.ask(database, "select step from journal where revision = '" + revision + "' order by n");
            for (int i = 0; i < steps.size(); i++) {
                if (!steps.get(i).equals(i % 2 == 0 ? "1" : "-1")) {
                    wrong.add(database + " " + revision + ": " + steps);
                }
            }
            if (steps.size() % 2 == 0) {
                wrong.add(database + " " + revision + " is not in at the end: " + steps);
            }
        }
    }

    /** Every chunk ran once. */
    private void chunks(String database, List<String> wrong) throws SQLException {
        var other = field.ask(database, "select id, tax from orders where tax <> 1");
        if (!other.isEmpty()) {
            wrong.add(database + " r6: rows that were not changed once: " + other);
        }
    }

    private void locks(List<String> wrong) throws SQLException {
        var held = field.ask("postgres", "select count(*) from pg_locks where locktype = 'advisory'");
        if (!held.equals(List.of("0"))) {
            wrong.add(held + " locks are held");
        }
    }
}
