package dev.migrationledger.core.revision;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.NearMatches;
import dev.migrationledger.core.problem.Problem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Walks of so many revisions up or down. Where there is more than one way, nobody's way is taken: refused (LDG404). */
final class Steps {
    private final RevisionGraph graph;
    private final Branches branches;
    private final Predicate<String> onBranch;
    private final String selector;

    /** @param onBranch the revisions that may be walked on; {@code selector} is for messages */
    Steps(RevisionGraph graph, Predicate<String> onBranch, String selector) {
        this.graph = graph;
        this.branches = new Branches(graph);
        this.onBranch = onBranch;
        this.selector = selector;
    }

    /** The state after so many more revisions, each a child of the state's heads (where the branch begins, when it has none there). */
    State up(State from, int steps) {
        var members = new LinkedHashSet<>(graph.members(from));
        for (int step = 0; step < steps; step++) {
            var next = only(above(members), step, "up");
            var lacking = RevisionGraph.needs(graph.get(next)).stream().filter(id -> !members.contains(id)).toList();
            if (!lacking.isEmpty()) {
                throw refused("LDG404", "the next revision, " + next + ", also needs " + String.join(", ", lacking)
                        + ", which is not in", "name the revision: " + NearMatches.either(List.of(next, lacking.getFirst())));
            }
            members.add(next);
        }
        return graph.state(members);
    }

    /** The state after so many revisions fewer, each the only head that can be taken off. */
    State down(State from, int steps) {
        var members = new LinkedHashSet<>(graph.members(from));
        for (int step = 0; step < steps; step++) {
            var heads = graph.state(members).heads().stream().filter(onBranch).toList();
            members.remove(only(heads, step, "down"));
        }
        return graph.state(members);
    }

    /** The revision so many above another, along parents. */
    String above(String id, int steps) {
        var at = id;
        for (int step = 0; step < steps; step++) {
            at = only(branches.children(at).stream().filter(onBranch).toList(), step, "up");
        }
        return at;
    }

    /** The revision so many below another, along parents; empty when that is the base. */
    Optional<String> below(String id, int steps) {
        var at = Optional.of(id);
        for (int step = 0; step < steps; step++) {
            var parents = at.map(graph::get).map(Revision::parents).orElse(List.of());
            at = at.isPresent() && parents.isEmpty() ? Optional.empty() : Optional.of(only(parents, step, "down"));
        }
        return at;
    }

    private List<String> above(Set<String> members) {
        var heads = graph.state(members).heads().stream().filter(onBranch).toList();
        var starts = heads.isEmpty()
                ? graph.inOrder().stream().filter(this::begins).map(Revision::id)
                : heads.stream().flatMap(head -> branches.children(head).stream());
        return starts.distinct().filter(id -> !members.contains(id)).filter(onBranch).toList();
    }

    /** Whether a revision is a base, or the first of the branch. */
    private boolean begins(Revision revision) {
        return revision.parents().stream().noneMatch(onBranch);
    }

    private String only(List<String> choices, int step, String direction) {
        return switch (choices.size()) {
            case 1 -> choices.getFirst();
            case 0 -> throw refused(
                    "LDG405",
                    "there " + (step == 1 ? "is" : "are") + " only " + step + " to go " + direction,
                    step == 0 ? "`ledger graph` shows where it ends" : "ask for at most " + step);
            default -> throw refused(
                    "LDG404",
                    "after " + step + " there is more than one way " + direction + ": " + String.join(", ", choices),
                    "name the revision: " + NearMatches.either(choices));
        };
    }

    private LedgerException refused(String code, String message, String hint) {
        var exit = code.equals("LDG405") ? Exit.USAGE : Exit.REFUSED;
        return new LedgerException(new Problem(code, exit, "cannot follow " + selector + ": " + message, hint));
    }
}
