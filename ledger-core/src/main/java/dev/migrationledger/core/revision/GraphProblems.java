package dev.migrationledger.core.revision;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.NearMatches;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.problem.Shown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Everything that keeps revisions from being a graph, found together: duplicate ids, ids that no selector could name,
 * missing parents and dependencies, revisions that need themselves, cycles, branch labels used twice. A parent that is
 * an ancestor of another parent is legal (Alembic writes such merges) and no problem.
 */
public final class GraphProblems {
    private static final Set<String> SYMBOLS = Set.of("head", "heads", "base");
    private static final Pattern NAME = Pattern.compile("[^,@\\p{Z}\\p{Cntrl}\\p{Cf}\\p{Cs}]{1,255}");
    private static final Pattern RELATIVE = Pattern.compile("[+-]\\d+");

    private GraphProblems() {}

    /**
     * @param revisions of all sources of a catalog, in any order
     * @return by kind of problem, then in the order of the revisions; when empty, {@link RevisionGraph} accepts them
     */
    public static List<Problem> find(Collection<Revision> revisions) {
        var byId = revisions.stream().collect(groupingBy(Revision::id, LinkedHashMap::new, toList()));
        return Stream.of(
                        duplicates(byId),
                        unnameable(revisions),
                        unnameableLabels(revisions),
                        missing(revisions, byId.keySet()),
                        needingThemselves(revisions),
                        cycles(byId),
                        labelsUsedTwice(revisions, byId))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Problem> duplicates(Map<String, List<Revision>> byId) {
        return byId.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> problem(
                        "LDG150",
                        "revision " + entry.getKey() + " is defined more than once: in "
                                + entry.getValue().stream().map(GraphProblems::place).collect(joining(" and in ")),
                        "give one of them another id, or remove the copy"))
                .toList();
    }

    private static List<Problem> unnameable(Collection<Revision> revisions) {
        return revisions.stream()
                .filter(revision -> !isNameable(revision.id()) || RELATIVE.matcher(revision.id()).matches())
                .map(revision -> problem(
                        "LDG154",
                        "revision id '" + Shown.of(revision.id()) + "' in " + place(revision) + " cannot be used",
                        "an id has at most 255 characters, is none of base, head, heads and +2, and has no white space, comma, @"
                                + " or invisible character"))
                .toList();
    }

    private static List<Problem> unnameableLabels(Collection<Revision> revisions) {
        return revisions.stream()
                .flatMap(revision -> revision.labels().stream()
                        .filter(label -> !SYMBOLS.contains(label) && !isNameable(label))
                        .sorted()
                        .map(label -> problem(
                                "LDG865",
                                "branch label '" + Shown.of(label) + "' in " + place(revision) + " cannot be used",
                                "a label has at most 255 characters and no white space, comma, @ or invisible character")))
                .toList();
    }

    private static boolean isNameable(String name) {
        return !SYMBOLS.contains(name) && NAME.matcher(name).matches();
    }

    private static List<Problem> missing(Collection<Revision> revisions, Set<String> known) {
        var problems = new ArrayList<Problem>();
        for (var revision : revisions) {
            unknown(revision.parents(), known).forEach(id -> problems.add(missing("LDG151", revision, "parent", id, known)));
            unknown(revision.dependsOn(), known)
                    .forEach(id -> problems.add(missing("LDG152", revision, "dependency", id, known)));
        }
        return problems;
    }

    private static Set<String> unknown(List<String> needed, Set<String> known) {
        var ids = new LinkedHashSet<>(needed);
        ids.removeAll(known);
        return ids;
    }

    private static Problem missing(String code, Revision revision, String role, String id, Set<String> known) {
        var question = NearMatches.question(id, known);
        return problem(
                code,
                "revision " + revision.id() + " in " + place(revision) + " names " + role + " " + id
                        + ", which no source defines",
                question.isEmpty() ? "add the file that defines " + id + ", or correct the name" : question);
    }

    private static List<Problem> needingThemselves(Collection<Revision> revisions) {
        return revisions.stream()
                .filter(revision -> RevisionGraph.needs(revision).contains(revision.id()))
                .map(revision -> problem(
                        "LDG153",
                        "revision " + revision.id() + " in " + place(revision) + " names itself as "
                                + (revision.parents().contains(revision.id()) ? "its parent" : "its dependency"),
                        "name the revision before it, or none when it is a base"))
                .toList();
    }

    private static List<Problem> cycles(Map<String, List<Revision>> byId) {
        return Cycles.find(byId.keySet(), id -> RevisionGraph.needs(byId.get(id).getFirst())).stream()
                .map(cycle -> problem(
                        "LDG155",
                        "revisions form a cycle, each needing the one before it: " + String.join(" -> ", cycle) + " -> "
                                + cycle.getFirst() + " (in "
                                + cycle.stream().map(id -> place(byId.get(id).getFirst())).distinct().collect(joining(", "))
                                + ")",
                        "correct the parents or dependencies of one of them"))
                .toList();
    }

    private static List<Problem> labelsUsedTwice(Collection<Revision> revisions, Map<String, List<Revision>> byId) {
        var carriers = new TreeMap<String, List<Revision>>();
        revisions.forEach(revision -> revision.labels()
                .forEach(label -> carriers.computeIfAbsent(label, _ -> new ArrayList<>()).add(revision)));
        var problems = new ArrayList<Problem>();
        carriers.forEach((label, carrying) -> {
            if (byId.containsKey(label) || SYMBOLS.contains(label)) {
                problems.add(problem(
                        "LDG156",
                        "branch label " + label + " in " + place(carrying.getFirst()) + " is also the name of a revision",
                        "choose another label"));
            }
            if (carrying.stream().map(Revision::id).distinct().count() > 1) {
                problems.add(problem(
                        "LDG156",
                        "branch label " + label + " is carried by more than one revision: "
                                + carrying.stream().map(r -> r.id() + " in " + place(r)).collect(joining(" and ")),
                        "a branch inherits its label: keep it on the revision that starts the branch"));
            }
        });
        return problems;
    }

    private static String place(Revision revision) {
        return revision.source().isEmpty() ? revision.file() : revision.source() + ":" + revision.file();
    }

    private static Problem problem(String code, String message, String hint) {
        return new Problem(code, Exit.CONFIGURATION, message, hint);
    }
}
