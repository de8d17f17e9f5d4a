package dev.migrationledger.core.planning;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.revision.State;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Makes plans. The same graph, states and facts give the same plan with the same digest, on every machine. */
public final class Plans {
    private Plans() {}

    /**
     * @param to    holds every member of {@code from}, see {@code Selector#upTo}
     * @param facts asked once for each revision that will run, with its script
     * @throws IllegalArgumentException when {@code to} would take revisions away: that is a revert
     */
    public static Plan plan(RevisionGraph graph, State from, State to, BiFunction<Revision, Script, ScriptFacts> facts) {
        if (!graph.members(to).containsAll(graph.members(from))) {
            throw new IllegalArgumentException("from " + from + " to " + to + " is not up");
        }
        var steps = UnappliedRevisions.toApply(graph, from, to).stream()
                .map(revision -> step(revision, revision.script(), facts))
                .toList();
        return withDigest(from, to, steps);
    }

    /**
     * @param to every member of it is in {@code from}, see {@code Selector#downTo}
     * @throws LedgerException          LDG410 for every revision on the way that has no revert section and runs
     *                                  something; those that run nothing (merges, documentation) need none
     * @throws IllegalArgumentException when {@code to} would add revisions
     */
    public static Plan revert(RevisionGraph graph, State from, State to, BiFunction<Revision, Script, ScriptFacts> facts) {
        if (!graph.members(from).containsAll(graph.members(to))) {
            throw new IllegalArgumentException("from " + from + " to " + to + " is not down");
        }
        var steps = new ArrayList<Step>();
        var problems = new ArrayList<Problem>();
        for (var revision : UnappliedRevisions.toRevert(graph, from, to)) {
            var script = revision.revert().orElse(Script.EMPTY);
            if (revision.revert().isEmpty() && facts.apply(revision, revision.script()).statements() > 0) {
                problems.add(irreversible(revision));
            } else {
                steps.add(step(revision, script, facts));
            }
        }
        if (!problems.isEmpty()) {
            throw new LedgerException(problems);
        }
        return withDigest(from, to, steps);
    }

    private static Problem irreversible(Revision revision) {
        return new Problem(
                "LDG410",
                Exit.REFUSED,
                "revision " + revision.id() + " cannot be reverted: " + revision.file() + " has no revert section",
                "add one after `-- revert:` (Flyway: a U file), or write a new revision that undoes it");
    }

    private static Step step(Revision revision, Script script, BiFunction<Revision, Script, ScriptFacts> facts) {
        var known = facts.apply(revision, script);
        return new Step(
                revision.id(), revision.kind(), known.transactional(), known.statements(), script.digest(), known.findings());
    }

    private static Plan withDigest(State from, State to, List<Step> steps) {
        return new Plan(from, to, steps, PlanDigest.of(from, to, steps));
    }
}
