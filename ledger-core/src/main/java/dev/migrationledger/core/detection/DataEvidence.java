package dev.migrationledger.core.detection;

import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.schema.ObjectKind;
import dev.migrationledger.core.schema.Row;
import dev.migrationledger.core.schema.SchemaSnapshot;
import dev.migrationledger.core.schema.SqlName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What rows, declared probes and post-conditions say about states with the same schema. A probe says whether its
 * revision is in; a post-condition that fails says that it is not, one that holds says nothing.
 */
final class DataEvidence {
    /** Rows looked for in one choice; a revision has at most 50 (see the capture). */
    private static final int MOST_ROWS = 500;

    private final Inquiry inquiry;
    private final Map<String, String> probes;
    private final SchemaSnapshot live;
    private final Optional<SchemaNames> renamed;

    /** @param live as read, with schema names mapped to those of the reference */
    DataEvidence(Inquiry inquiry, Map<String, String> probes, SchemaSnapshot live, Optional<SchemaNames> renamed) {
        this.inquiry = inquiry;
        this.probes = probes;
        this.live = live;
        this.renamed = renamed;
    }

    List<BitSet> narrowed(Model model, BitSet base, BitSet open, List<BitSet> options, List<String> evidence) {
        var words = new ArrayList<String>();
        var left = byRows(model, base, open, options, words);
        left = byQueries(model, open, left, words);
        if (left.isEmpty()) {
            evidence.add("data contradicts itself: " + String.join("; ", words));
            return options;
        }
        evidence.addAll(words);
        return left;
    }

    private List<BitSet> byRows(Model model, BitSet base, BitSet open, List<BitSet> options, List<String> words) {
        var left = options;
        var sample = new ArrayList<String>();
        int seen = 0;
        for (var name : contestedRows(model, base, open, options)) {
            var wanted = wanted(model, base, options, name);
            var answer = wanted.flatMap(inquiry::row);
            if (answer.isEmpty()) {
                continue;
            }
            seen++;
            var actual = answer.get();
            left = Narrowing.kept(left, option -> model.expectedRow(name, Narrowing.with(base, option))
                    .map(expected -> same(expected, actual, wanted.orElseThrow()))
                    .orElse(true));
            sample.add("row " + name + (actual.isPresent() ? " present" : " absent") + writer(model, open, name));
        }
        if (left.isEmpty()) {
            words.add(seen + " rows looked for fit no single state: " + sample.getFirst());
            return options;
        }
        if (left.size() < options.size()) {
            sample.stream().limit(3).forEach(words::add);
        }
        return left;
    }

    private static String writer(Model model, BitSet open, String name) {
        var writers = Arrays.stream(model.rowTouches().getOrDefault(name, new int[0]))
                .filter(open::get)
                .mapToObj(model.ids::get)
                .toList();
        return " (written by " + String.join(", ", writers) + ")";
    }

    private static List<String> contestedRows(Model model, BitSet base, BitSet open, List<BitSet> options) {
        return open.stream()
                .boxed()
                .flatMap(r -> model.deltas.get(r).rows().stream())
                .map(Delta.RowChange::name)
                .distinct()
                .filter(name -> options.stream()
                                .map(option -> model.expectedRow(name, Narrowing.with(base, option)))
                                .distinct()
                                .count()
                        > 1)
                .limit(MOST_ROWS)
                .toList();
    }

    /** One row with every column that an option expects and the live table has; empty when its key cannot be asked for. */
    private Optional<Row> wanted(Model model, BitSet base, List<BitSet> options, String name) {
        Optional<Row> any = Optional.empty();
        var content = new TreeMap<String, String>();
        for (var option : options) {
            var expected = model.expectedRow(name, Narrowing.with(base, option)).flatMap(row -> row);
            expected.ifPresent(row -> content.putAll(row.content()));
            any = any.or(() -> expected);
        }
        return any.filter(row -> row.key().keySet().stream().allMatch(column -> isLive(row, column)))
                .map(row -> {
                    content.keySet().removeIf(column -> !isLive(row, column));
                    return new Row(row.schema(), row.table(), row.key(), content);
                })
                .map(row -> renamed.map(names -> names.toLive(row)).orElse(row));
    }

    private boolean isLive(Row row, String column) {
        return live.facts()
                .containsKey(new FactKey(ObjectKind.COLUMN, SqlName.of(row.schema(), row.table(), column)));
    }

    private static boolean same(Optional<Row> expected, Optional<Row> actual, Row wanted) {
        return expected.isPresent() == actual.isPresent()
                && (expected.isEmpty()
                        || asked(expected.get(), wanted).equals(asked(actual.orElseThrow(), wanted)));
    }

    private static SortedMap<String, String> asked(Row row, Row wanted) {
        var content = new TreeMap<>(row.content());
        content.keySet().retainAll(wanted.content().keySet());
        return content;
    }

    private List<BitSet> byQueries(Model model, BitSet open, List<BitSet> options, List<String> words) {
        var left = options;
        if (left.size() < 2 || renamed.isPresent()) {
            return left;
        }
        for (int r = open.nextSetBit(0); r >= 0; r = open.nextSetBit(r + 1)) {
            int number = r;
            if (options.stream().map(option -> option.get(number)).distinct().count() < 2) {
                continue;
            }
            var revision = model.graph.get(model.ids.get(r));
            var isIn = probe(revision, words);
            if (isIn.isPresent()) {
                left = Narrowing.kept(left, option -> option.get(number) == isIn.get());
            }
            if (isRefuted(revision, words)) {
                left = Narrowing.kept(left, option -> !option.get(number));
            }
        }
        return left;
    }

    /** @param row as asked for @param isThere whether its key is in the live table, whatever else it holds */
    record Found(Row row, boolean isThere) {}

    /** Only the key, as the live database names its table; empty when it has no such columns. */
    Optional<Row> asked(Row row) {
        return Optional.of(new Row(row.schema(), row.table(), row.key(), new TreeMap<>()))
                .filter(r -> r.key().keySet().stream().allMatch(column -> isLive(r, column)))
                .map(r -> renamed.map(names -> names.toLive(r)).orElse(r));
    }

    /** Empty while it is not known. */
    Optional<Found> found(Row asked) {
        return inquiry.row(asked).map(actual -> new Found(asked, actual.isPresent()));
    }

    /** In words, when the revision has a probe that does not hold. */
    Optional<String> refutedProbe(String id) {
        return Optional.ofNullable(probes.get(id))
                .filter(_ -> renamed.isEmpty())
                .flatMap(inquiry::holds)
                .flatMap(answer -> answer)
                .filter(holds -> !holds)
                .map(_ -> "the schema has all of " + id + ", and its probe does not hold: " + probes.get(id));
    }

    /** In words, when one of its post-conditions does not hold. */
    Optional<String> refutedChecks(Revision revision) {
        var words = new ArrayList<String>();
        return renamed.isEmpty() && isRefuted(revision, words) ? Optional.of(words.getFirst()) : Optional.empty();
    }

    /** Whether the revision's own probe says that it is in; false as well while that is not known. */
    boolean proves(String id) {
        return renamed.isEmpty()
                && Optional.ofNullable(probes.get(id))
                        .flatMap(inquiry::holds)
                        .flatMap(answer -> answer)
                        .orElse(false);
    }

    private Optional<Boolean> probe(Revision revision, List<String> words) {
        var answer = Optional.ofNullable(probes.get(revision.id()))
                .flatMap(inquiry::holds)
                .flatMap(a -> a);
        answer.ifPresent(holds -> words.add(
                "probe of " + revision.id() + (holds ? " holds: it is in" : " does not hold: it is not in")));
        return answer;
    }

    private boolean isRefuted(Revision revision, List<String> words) {
        boolean refuted = false;
        for (var check : revision.verify()) {
            if (inquiry.holds(check).flatMap(a -> a).filter(holds -> !holds).isPresent()) {
                words.add("post-condition of " + revision.id() + " does not hold: " + check);
                refuted = true;
            }
        }
        return refuted;
    }
}
