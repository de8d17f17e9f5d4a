package dev.migrationledger.core.rollout;

import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.catalog.Policy;
import dev.migrationledger.core.planning.Plan;
import dev.migrationledger.core.planning.Step;
import dev.migrationledger.core.revision.Kind;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.target.TargetIdentity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Databases x, y, z in waves 1, 2, 2; two at once, and none may stop. */
final class Samples {
    static final Person ANA = new Person("ana", "os-user ana");
    static final Person BEN = new Person("ben", "os-user ben");
    static final Plan A_TO_C = plan("a", "c", "b", "c");
    static final RolloutEvent.Planned PLANNED = planned(0);
    static final RolloutEvent.Approved APPROVED = new RolloutEvent.Approved("all", BEN, false);
    static final RolloutEvent.Resumed RESUMED = new RolloutEvent.Resumed("r1");
    static final RolloutEvent.Resumed RESUMED_AGAIN = new RolloutEvent.Resumed("r2");
    static final Stop STOP = new Stop("c", "LDG530", "exists", "mend it");

    private Samples() {}

    static RolloutEvent.Planned planned(int budget) {
        var targets = List.of(target("x", 1), target("y", 2), target("z", 2));
        return new RolloutEvent.Planned("heads", targets, List.of(A_TO_C), budget, 2, "all", ANA, "spring");
    }

    private static Target target(String database, int wave) {
        return new Target(database, wave, A_TO_C.digest(), "seeds", Optional.of(new TargetIdentity("server", database)));
    }

    static Plan plan(String from, String to, String... revisions) {
        var steps = Stream.of(revisions).map(id -> new Step(id, Kind.SCHEMA, true, 1, "script of " + id, List.of())).toList();
        return new Plan(State.of(from), State.of(to), steps, "from " + from + " by " + steps);
    }

    /** Of revisions without parents, from source {@code sql}. */
    static Catalog catalog(String... revisions) {
        return catalog(Stream.of(revisions).map(Samples::revision).toList(), Map.of());
    }

    static Catalog catalog(List<Revision> revisions, Map<String, String> probes) {
        return new Catalog("shop", new RevisionGraph(revisions), List.of(), List.of(), probes, Policy.DEFAULT);
    }

    static Revision revision(String id) {
        return revision(id, false, List.of());
    }

    static Revision revision(String id, boolean idempotent, List<String> verify) {
        return new Revision(
                id, List.of(), List.of(), Set.of(), "", Kind.SCHEMA, true, idempotent, verify, new Script("script of " + id, 1),
                Optional.empty(), "sql", id + ".sql");
    }

    static RolloutEvent started(String database) {
        return started("r1", database);
    }

    static RolloutEvent started(String run, String database) {
        return new RolloutEvent.DatabaseStarted(run, database, wave(database));
    }

    static RolloutEvent done(String database) {
        return new RolloutEvent.DatabaseFinished("r1", database, wave(database), Outcome.UPGRADED, Optional.empty());
    }

    static RolloutEvent failed(String database) {
        return new RolloutEvent.DatabaseFinished("r1", database, wave(database), Outcome.FAILED, Optional.of(STOP));
    }

    static RolloutCommand start(String database) {
        return new RolloutCommand.Start("r1", database);
    }

    static RolloutCommand finish(String database, Outcome outcome) {
        return new RolloutCommand.Finish("r1", database, outcome, outcome.isStop() ? Optional.of(STOP) : Optional.empty());
    }

    static RolloutEvent halted(int wave, String... databases) {
        return new RolloutEvent.Halted(
                wave, 0, Stream.of(databases).map(id -> new Stopped(id, wave(id), Outcome.FAILED, STOP)).toList());
    }

    private static int wave(String database) {
        return database.equals("x") ? 1 : 2;
    }
}
