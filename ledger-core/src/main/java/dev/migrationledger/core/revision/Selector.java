package dev.migrationledger.core.revision;

import static java.util.stream.Collectors.toCollection;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.NearMatches;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.problem.Shown;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads what a person writes for a revision: {@code head}, {@code heads}, {@code base}, an id or its unique beginning,
 * {@code +2} and {@code -1} from where the database is, {@code id+2}, {@code id-1}; each but {@code base} also on one
 * branch: {@code label@head}, {@code label@heads}, {@code label@+1}. {@code label@base} is the database without that
 * branch. Instead of a label any revision on the branch will do. Never guesses.
 */
public final class Selector {
    private final RevisionGraph graph;
    private final State current;
    private final String text;
    private final SelectorText parts;
    private final Branches branches;
    private final RevisionNames names;

    private Selector(String text, RevisionGraph graph, State current) {
        this.graph = graph;
        this.current = current;
        this.text = Shown.of(text);
        this.branches = new Branches(graph);
        this.names = new RevisionNames(graph.inOrder().stream().map(Revision::id).toList());
        this.parts = SelectorText.parse(text, names::begins);
    }

    /**
     * The state that is named, alone: what {@code stamp} and {@code graph show} mean.
     *
     * @param current its heads are in the graph
     */
    public static Resolution resolve(String text, RevisionGraph graph, State current) {
        return answer(() -> new Selector(text, graph, current).named());
    }

    /** The state after {@code up}: what is in already, and the named revisions with all they need. */
    public static Resolution upTo(String text, RevisionGraph graph, State current) {
        return answer(() -> new Selector(text, graph, current).raised());
    }

    /** The state after {@code revert}: without whatever needs the named revision; for {@code base} nothing is left. */
    public static Resolution downTo(String text, RevisionGraph graph, State current) {
        return answer(() -> new Selector(text, graph, current).lowered());
    }

    private static Resolution answer(Supplier<State> state) {
        try {
            return new Resolution.Found(state.get());
        } catch (LedgerException e) {
            return new Resolution.Refused(e.problem());
        }
    }

    private State named() {
        if (parts.point().isEmpty()) {
            return walk(current);
        }
        return parts.steps() == 0 ? point(parts.point().get()) : moved(point(parts.point().get()));
    }

    private State walk(State from) {
        return parts.steps() > 0 ? steps().up(from, parts.steps()) : steps().down(from, -parts.steps());
    }

    private State raised() {
        if (parts.point().isEmpty() && parts.steps() < 0) {
            throw usage("LDG406", text + " goes down, and this command goes up", "use `ledger revert " + text + " DATABASE`");
        }
        return isBase() ? graph.together(current, State.EMPTY) : graph.together(current, named());
    }

    private State lowered() {
        if (parts.point().isEmpty()) {
            if (parts.steps() > 0) {
                throw usage("LDG406", text + " goes up, and this command goes down", "use `ledger apply " + text + " DATABASE`");
            }
            return named();
        }
        var target = named();
        if (isBase()) {
            return target;
        }
        var members = graph.members(current);
        if (target.isEmpty()) {
            return without(point(parts.point().get()).heads());
        }
        var absent = target.heads().stream().filter(id -> !members.contains(id)).toList();
        if (!absent.isEmpty()) {
            throw usage(
                    "LDG407",
                    "revision " + String.join(", ", absent) + " is not in the database, which is at " + current,
                    "name a revision that is in, or -1");
        }
        var kept = graph.members(target);
        var above = graph.descendants(target.heads());
        return graph.state(members.stream()
                .filter(id -> kept.contains(id) || !above.contains(id))
                .collect(toCollection(LinkedHashSet::new)));
    }

    private boolean isBase() {
        return parts.steps() == 0 && parts.point().filter("base"::equals).isPresent();
    }

    private State point(String point) {
        return switch (point) {
            case "head" -> onlyHead();
            case "heads" -> parts.branch().isPresent() ? State.of(branches.heads(anchor())) : graph.heads();
            case "base" -> parts.branch().isPresent() ? withoutBranch() : State.EMPTY;
            default -> State.of(onBranch(id(point)));
        };
    }

    private State onlyHead() {
        var heads = parts.branch().isPresent() ? State.of(branches.heads(anchor())) : graph.heads();
        if (heads.heads().size() <= 1) {
            return heads;
        }
        var many = parts.branch().map(label -> label + "@heads").orElse("heads");
        var labels = branches.labels().stream()
                .filter(_ -> parts.branch().isEmpty())
                .filter(label -> branches.heads(branches.carrier(label).orElseThrow().id()).size() == 1)
                .map(label -> label + "@head")
                .toList();
        throw new LedgerException(new Problem(
                "LDG402",
                Exit.REFUSED,
                "there are " + heads.heads().size() + " heads"
                        + parts.branch().map(branch -> " on " + branch).orElse("") + ": " + heads,
                "say `" + many + "` for all of them, "
                        + (labels.isEmpty() ? "" : String.join(", ", labels) + " ")
                        + "or name one"));
    }

    private State withoutBranch() {
        return without(branches.members(anchor()));
    }

    /** The database without these and whatever needs them. */
    private State without(Set<String> ids) {
        var gone = graph.descendants(ids);
        return graph.state(graph.members(current).stream()
                .filter(id -> !gone.contains(id))
                .collect(toCollection(LinkedHashSet::new)));
    }

    private State moved(State from) {
        if (from.heads().size() > 1) {
            throw new LedgerException(new Problem(
                    "LDG404",
                    Exit.REFUSED,
                    text + " starts from more than one revision: " + from,
                    "name the one to count from"));
        }
        if (from.isEmpty()) {
            return walk(State.EMPTY);
        }
        var start = from.heads().first();
        return parts.steps() > 0
                ? State.of(steps().above(start, parts.steps()))
                : steps().below(start, -parts.steps()).map(State::of).orElse(State.EMPTY);
    }

    private Steps steps() {
        Optional<Set<String>> members = parts.branch().map(_ -> branches.members(anchor()));
        return new Steps(graph, id -> members.map(m -> m.contains(id)).orElse(true), text);
    }

    private String id(String point) {
        if (!names.begins(point) && branches.carrier(point).isPresent()) {
            throw usage("LDG400", "no revision is named " + point + ": it is a branch label", "say " + point + "@head");
        }
        return names.find(point);
    }

    private String onBranch(String id) {
        if (parts.branch().isPresent() && !branches.members(anchor()).contains(id)) {
            throw usage(
                    "LDG408",
                    "revision " + id + " is not on branch " + parts.branch().get(),
                    "leave the branch out, or name one that it is on");
        }
        return id;
    }

    /** A revision on the branch that was named. */
    private String anchor() {
        var branch = parts.branch().orElseThrow();
        var carrier = branches.carrier(branch);
        if (carrier.isPresent()) {
            return carrier.get().id();
        }
        if (names.begins(branch)) {
            return names.find(branch);
        }
        var labels = branches.labels();
        var question = NearMatches.question(branch, labels);
        var all = labels.isEmpty() ? "no revision has a label" : "labels are " + String.join(", ", labels);
        throw usage("LDG403", "no branch is labelled " + Shown.of(branch), question.isEmpty() ? all : question);
    }

    private static LedgerException usage(String code, String message, String hint) {
        return new LedgerException(new Problem(code, Exit.USAGE, message, hint));
    }
}
