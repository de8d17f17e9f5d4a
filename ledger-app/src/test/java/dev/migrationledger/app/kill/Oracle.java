package dev.migrationledger.app.kill;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks at the tally and the rows in the target and at the events in the store; never at a marker. */
final class Oracle {
    /** What was found wrong, in words. */
    record Findings(List<String> lost, List<String> doubled, List<String> wronglyRecorded) {
        boolean areNone() {
            return lost.isEmpty() && doubled.isEmpty() && wronglyRecorded.isEmpty();
        }

        static Findings none() {
            return new Findings(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    private final Stage stage;
    private final String database;
    private final Point.Start start;

    Oracle(Stage stage, String database, Point.Start start) {
        this.stage = stage;
        this.database = database;
        this.start = start;
    }

    /** While things may be unfinished: nothing is in twice, and nothing is recorded that is not in. */
    void betweenRuns(Findings findings) {
        var recorded = recorded();
        var tally = tally();
        findings.doubled().addAll(moreThanOnce(tally));
        recorded.keySet().stream()
                .filter(revision -> !tally.containsKey(revision))
                .forEach(revision -> findings.wronglyRecorded().add(revision + " is recorded and not in"));
    }

    /** After a run that says that all is done. */
    void atTheEnd(Findings findings) {
        var tally = tally();
        var recorded = recorded();
        findings.doubled().addAll(moreThanOnce(tally));
        Project.REVISIONS.stream().filter(revision -> !tally.containsKey(revision)).forEach(findings.lost()::add);
        for (var revision : Project.REVISIONS) {
            var byLedger = start == Point.Start.EMPTY || start == Point.Start.AT_C3 || revision.compareTo("c3") > 0;
            if (recorded.getOrDefault(revision, 0) != (byLedger ? 1 : 0)) {
                findings.wronglyRecorded().add(revision + " is recorded " + recorded.getOrDefault(revision, 0) + " times");
            }
        }
        expect(findings, "select count(*) from customer where city like '%!' and city not like '%!!'", "2");
        expect(findings, "select count(*) from feeling", "1");
        expect(findings, "select string_agg(cast(n as text), ' ') from load", "1 1 1 1 1");
        expect(findings, "select count(*) from customer_ids", "2");
        expect(findings, "select string_agg(label, ' ' order by id) from item", "lamp rope");
        expect(findings, "select count(*) from pg_inherits where inhparent = 'sale'::regclass", "0");
        expect(findings, "select count(*) from pg_index where not indisvalid", "0");
        expect(findings, "select string_agg(indexrelid::regclass::text, ' ' order by indexrelid::regclass::text) from pg_index"
                + " where indrelid in ('item'::regclass, 'shelf'::regclass)", "item_label item_pkey");
    }

    private void expect(Findings findings, String query, String answer) {
        var found = stage.target.ask(database, query).getFirst();
        if (!answer.equals(found)) {
            (found != null && found.compareTo(answer) > 0 ? findings.doubled() : findings.lost())
                    .add(query + " is " + found + ", not " + answer);
        }
    }

    private static List<String> moreThanOnce(Map<String, Integer> tally) {
        return tally.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(entry -> entry.getKey() + " is in " + entry.getValue() + " times")
                .toList();
    }

    private Map<String, Integer> tally() {
        var isThere = stage.target.ask(database, "select to_regclass('tally') is not null").getFirst().equals("t");
        return isThere ? counted(stage.target.ask(database, "select revision from tally")) : Map.of();
    }

    private Map<String, Integer> recorded() {
        return counted(stage.store.ask(Stage.STORE_DATABASE, "select payload::json ->> 'revision' from ledger.event"
                + " where aggregate = 'database/" + database + "' and type = 'database.revision-applied.v1'"));
    }

    private static Map<String, Integer> counted(List<String> names) {
        var counts = new TreeMap<String, Integer>();
        names.forEach(name -> counts.merge(name, 1, Integer::sum));

        return counts;
    }
}
