package dev.migrationledger.core.detection;

import dev.migrationledger.core.schema.SchemaSnapshot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Every state whose hard facts are those of a schema, without walking through all states: consequences first, search
 * only over what they leave open, and open revisions that have nothing to do with each other apart.
 *
 * @param base    what is in for sure
 * @param choices independent of each other; every combination of one option of each, together with the base, is a state
 */
record ExactStates(BitSet base, List<Choice> choices) {
    /** More ways than this for one choice are not told apart: the answer is then a set that says so. */
    static final int MOST = 256;

    private static final int MOST_TRIES = 20_000;

    /**
     * Open revisions that depend on each other or touch the same facts or rows.
     *
     * @param open    their numbers
     * @param options which of them are in, fewest first
     * @param more    whether there are further options, not listed
     */
    record Choice(BitSet open, List<BitSet> options, boolean more) {}

    static Optional<ExactStates> find(Model model, SchemaSnapshot schema) {
        var constraints = Constraints.of(model, schema);
        if (constraints.isEmpty()) {
            return Optional.empty();
        }
        var root = new Assignment(constraints.get());
        if (root.isContradicted()) {
            return Optional.empty();
        }
        var choices = new ArrayList<Choice>();
        for (var open : groups(model, root)) {
            var options = new ArrayList<BitSet>();
            int tries = search(root, open, open.nextSetBit(0), options, 0);
            if (options.isEmpty()) {
                return Optional.empty();
            }
            options.sort(Comparator.comparingInt(BitSet::cardinality).thenComparing(BitSet::toString));
            choices.add(new Choice(open, options, options.size() >= MOST || tries >= MOST_TRIES));
        }
        return Optional.of(new ExactStates(root.in(), choices));
    }

    private static int search(Assignment at, BitSet open, int from, List<BitSet> options, int tries) {
        if (at.isContradicted() || options.size() >= MOST || tries >= MOST_TRIES) {
            return tries + 1;
        }
        int next = from;
        while (next >= 0 && !at.isOpen(next)) {
            next = open.nextSetBit(next + 1);
        }
        if (next < 0) {
            var option = at.in();
            option.and(open);
            options.add(option);
            return tries + 1;
        }
        int used = search(at.with(next, false), open, next, options, tries);
        return search(at.with(next, true), open, next, options, used);
    }

    /** Open revisions, grouped by need and by the facts and rows they share; groups in graph order. */
    private static List<BitSet> groups(Model model, Assignment root) {
        var leader = new int[model.size()];
        for (int r = 0; r < leader.length; r++) {
            leader[r] = r;
        }
        for (int r = 0; r < leader.length; r++) {
            join(leader, root, r, model.needs[r]);
        }
        for (var key : model.touchedKeys()) {
            join(leader, root, -1, model.touches(key));
            model.owner(key).ifPresent(table -> join(
                    leader, root, -1, IntStream.concat(
                            IntStream.of(model.touches(key)), IntStream.of(model.touches(table))).toArray()));
        }
        model.rowTouches().values().forEach(touches -> join(leader, root, -1, touches));
        var groups = new TreeMap<Integer, BitSet>();
        for (int r = 0; r < leader.length; r++) {
            if (root.isOpen(r)) {
                groups.computeIfAbsent(find(leader, r), _ -> new BitSet()).set(r);
            }
        }
        return List.copyOf(groups.values());
    }

    private static void join(int[] leader, Assignment root, int first, int[] others) {
        int to = first >= 0 && root.isOpen(first) ? first : -1;
        if (first >= 0 && to < 0) {
            return;
        }
        for (int r : others) {
            if (!root.isOpen(r)) {
                continue;
            }
            if (to >= 0) {
                int a = find(leader, to);
                int b = find(leader, r);
                leader[Math.max(a, b)] = Math.min(a, b);
            }
            to = r;
        }
    }

    private static int find(int[] leader, int r) {
        int at = r;
        while (leader[at] != at) {
            leader[at] = leader[leader[at]];
            at = leader[at];
        }
        return at;
    }
}
