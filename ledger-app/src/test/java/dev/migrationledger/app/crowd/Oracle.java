package dev.migrationledger.app.crowd;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks at journals, rows and locks in the targets and at the events in the store; never at a marker. */
final class Oracle {
    private final Field field;

    Oracle(Field field) {
        this.field = field;
    }

    /** After a last {@code up} of every database, when every worker has ended. */
    List<String> findings() throws SQLException {
        var wrong = new ArrayList<String>();
        var recorded = new HashMap<String, Integer>();
        for (var row : field.askStore("select aggregate, payload::json ->> 'revision', count(*) from ledger.event"
                + " where type = 'database.revision-applied.v1' and payload::json ->> 'recovered' = 'false' group by 1, 2")) {
            var words = row.split(" ");
            recorded.put(words[0] + " " + words[1], Integer.parseInt(words[2]));
        }
        for (var database : field.databases) {
            journal(database, recorded, wrong);
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

    /** Each revision goes in and out in turn, and is in at the end; nothing is recorded that did not go in. */
    private void journal(String database, Map<String, Integer> recorded, List<String> wrong) throws SQLException {
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
            int in = Collections.frequency(steps, "1");
            int known = recorded.getOrDefault("database/" + database + " " + revision, 0);
            if (known > in) {
                wrong.add(database + " " + revision + " is recorded " + known + " times and went in " + in + " times");
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
        for (int turn = 0; turn < 60 && !held.equals(List.of("0")); turn++) {
            // A session whose client was killed in its last statement ends by itself within seconds.
            held = field.ask("postgres", "select count(*) from pg_locks where locktype = 'advisory' and pg_sleep(0.5) is not null");
        }
        if (!held.equals(List.of("0"))) {
            wrong.add(held + " locks are held");
        }
    }
}
