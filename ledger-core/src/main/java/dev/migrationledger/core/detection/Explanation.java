package dev.migrationledger.core.detection;

import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.schema.SchemaSnapshot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The states of one origin that explain a schema.
 *
 * @param states   members by state, earliest first
 * @param more     there are further states, not listed
 * @param evidence in words, what told them from others
 */
record Explanation(Model model, Map<State, BitSet> states, boolean more, List<String> evidence) {
    /** So many states are built to be confirmed; a larger set is an answer that needs a person anyway. */
    private static final int MOST_BUILT = 16;

    /**
     * @param target what the states must explain: the live schema, or what stands for it when no state fits exactly
     * @param live   what lesser evidence is taken from
     */
    static Optional<Explanation> of(
            Model model, SchemaSnapshot target, SchemaSnapshot live, DataEvidence data, Inquiry inquiry) {
        var exact = ExactStates.find(model, target);
        if (exact.isEmpty()) {
            return Optional.empty();
        }
        var narrowing = new Narrowing(model, live, data);
        var base = exact.get().base();
        var lists = exact.get().choices().stream()
                .map(choice -> narrowing.narrowed(base, choice))
                .toList();
        var more = exact.get().choices().stream().anyMatch(ExactStates.Choice::more);
        return Optional.of(of(model, product(base, lists), more || isCut(lists), narrowing.evidence()));
    }

    /** Without lesser evidence: every state that {@link #of} tells apart. */
    static Optional<Explanation> all(Model model, SchemaSnapshot target) {
        return ExactStates.find(model, target).map(exact -> {
            var lists = exact.choices().stream().map(ExactStates.Choice::options).toList();
            var more = exact.choices().stream().anyMatch(ExactStates.Choice::more);
            return of(model, product(exact.base(), lists), more || isCut(lists), List.of());
        });
    }

    /**
     * The states whose schema was seen in scratch and is this one; those that were composed are built first. Empty when
     * none is left.
     */
    Optional<Explanation> confirmed(SchemaSnapshot schema, Inquiry inquiry) {
        var kept = new ArrayList<BitSet>();
        int built = 0;
        for (var members : states.values()) {
            var seen = model.seen(members);
            if (seen.isPresent()) {
                if (Composition.sameHard(seen.get(), schema)) {
                    kept.add(members);
                }
            } else if (++built > MOST_BUILT) {
                kept.add(members);
            } else {
                var answer = inquiry.built(new Question.Build(model.reference.origin(), model.state(members)));
                if (answer.isEmpty() || answer.get().filter(s -> Composition.sameHard(s, schema)).isPresent()) {
                    kept.add(members);
                }
            }
        }
        return kept.isEmpty() ? Optional.empty() : Optional.of(of(model, kept, more, evidence));
    }

    private static Explanation of(Model model, List<BitSet> members, boolean more, List<String> evidence) {
        var states = new LinkedHashMap<State, BitSet>();
        members.forEach(m -> states.put(model.state(m), m));
        return new Explanation(model, states, more, evidence);
    }

    private static boolean isCut(List<List<BitSet>> lists) {
        double size = 1;
        for (var list : lists) {
            size *= list.size();
        }
        return size > ExactStates.MOST;
    }

    /** Every combination, earliest first, as many as a set may have. */
    private static List<BitSet> product(BitSet base, List<List<BitSet>> lists) {
        var combined = List.of(base);
        for (var list : lists) {
            var next = new ArrayList<BitSet>();
            for (var before : combined) {
                for (var option : list) {
                    if (next.size() < ExactStates.MOST) {
                        next.add(Narrowing.with(before, option));
                    }
                }
            }
            combined = next;
        }
        return combined.stream()
                .sorted(Comparator.comparingInt(BitSet::cardinality).thenComparing(Explanation::firstDifferent))
                .toList();
    }

    private static int firstDifferent(BitSet a, BitSet b) {
        var different = (BitSet) a.clone();
        different.xor(b);
        int first = different.nextSetBit(0);
        return first < 0 ? 0 : a.get(first) ? -1 : 1;
    }
}
