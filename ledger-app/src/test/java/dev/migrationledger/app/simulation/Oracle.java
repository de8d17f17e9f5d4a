package dev.migrationledger.app.simulation;

import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.history.DatabaseState;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Sees what really happened, and what must never. It counts effects in a tally that the protocol knows nothing of, and
 * never asks a marker.
 */
final class Oracle {
    private final World world;
    private final List<String> violations = new ArrayList<>();
    /** Who committed under an epoch of the present server. */
    private final Map<Long, String> writers = new HashMap<>();
    private boolean wentBack;
    /** What is in need not be in the history. */
    private boolean forgot;

    Oracle(World world) {
        this.world = world;
        this.forgot = world.isLeaky();
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    void violated(String what) {
        violations.add(what);
        world.trace().say("oracle", "VIOLATED: " + what);
    }

    /** The database lost commits. */
    void onWentBack() {
        wentBack = true;
        writers.clear();
    }

    void onMoved() {
        writers.clear();
    }

    /** The history lost its end. */
    void onStoreRestored() {
        forgot = true;
        writers.clear();
    }

    void onCommit(SimulatedServer server, Backend by, Content before, Content after) {
        after.tally.forEach((key, count) -> {
            if (count < 0 || count > 1) {
                violated("doubled: " + key + " was counted " + count + " times, by " + by);
            }
        });
        after.registration.filter(r -> !r.identity().equals(server.identity())).ifPresent(r ->
                violated("a copy was written to: it says it is " + r.identity() + " and is " + server.identity() + ", by " + by));
        long epoch = epoch(after);
        if (!world.isLeaky() && epoch < epoch(before) && before.registration.filter(r -> r.identity().equals(server.identity())).isPresent()) {
            violated("the fence was lowered to " + epoch + ", by " + by);
        }
        var did = !after.tally.equals(before.tally) || !after.objects.equals(before.objects) || !after.markers.equals(before.markers);
        // A ledger that forgot its last fences, and a target whose fence somebody deleted: a fence may come twice.
        boolean mayRepeat = forgot && world.isMeddled();
        if (did && epoch > 0 && !mayRepeat) {
            var name = by.toString().substring(0, by.toString().indexOf('#'));
            var first = writers.putIfAbsent(epoch, name);
            if (first != null && !first.equals(name)) {
                violated("two executors wrote under fence " + epoch + ": " + first + " and " + name);
            }
        }
    }

    private static long epoch(Content content) {
        return content.registration.map(r -> r.epoch()).orElse(0L);
    }

    void onAppend(DatabaseState state, List<DatabaseEvent> events) {
        for (var event : events) {
            if (event instanceof DatabaseEvent.RevisionApplied applied) {
                recorded(applied.revision(), 1);
            } else if (event instanceof DatabaseEvent.RevisionReverted reverted) {
                recorded(reverted.revision(), 0);
            }
        }
    }

    private void recorded(String id, int expected) {
        var content = world.server().committed();
        for (var key : world.project().counted(world.project().graph().get(id))) {
            if (!wentBack && content.counted(key) != expected) {
                violated("recorded without being so: " + key + " of " + id + " is in " + content.counted(key) + " times");
            }
        }
    }

    /** After everything is over. */
    void atTheEnd() {
        var graph = world.project().graph();
        var content = world.server().committed();
        var wanted = world.project().after(graph.members(graph.heads()));
        if (!content.tally.equals(wanted.tally)) {
            violated("lost or doubled: " + content.tally + " instead of " + wanted.tally);
        }
        if (!content.objects.equals(wanted.objects)) {
            violated("the schema is " + content.objects + " instead of " + wanted.objects);
        }
        if (!content.registration.map(r -> r.heads()).equals(Optional.of(graph.heads()))) {
            violated("the database claims " + content.registration);
        }
        if (!world.server().backends().isEmpty()) {
            violated("still connected: " + world.server().backends());
        }
        history(graph);
    }

    private void history(RevisionGraph graph) {
        var state = world.store().state();
        if (state.running().isPresent() || state.unknown().isPresent()) {
            violated("the history is not at an end: " + state.running() + " " + state.unknown());
        }
        if (!state.starts().contains(graph.heads())) {
            violated("the history ends at " + state.starts());
        }
        var net = new TreeMap<String, Integer>();
        var started = new HashSet<String>();
        var finished = new HashSet<String>();
        for (var stored : world.store().stream()) {
            switch (stored.event()) {
                case DatabaseEvent.RevisionApplied e -> applied(graph.get(e.revision()), net);
                case DatabaseEvent.RevisionReverted e -> net.merge(e.revision(), -1, Integer::sum);
                case DatabaseEvent.ApplyStarted e -> once(started, e.attempt(), "started");
                case DatabaseEvent.RevertStarted e -> once(started, e.attempt(), "started");
                case DatabaseEvent.ApplyFinished e -> once(finished, e.attempt(), "finished");
                default -> {}
            }
        }
        for (var revision : graph.inOrder()) {
            int times = net.getOrDefault(revision.id(), 0);
            if (!forgot && !wentBack && times != 1 && !mayBeClaimed(revision)) {
                violated(revision.id() + " is recorded as applied " + times + " times more often than as reverted");
            }
        }
    }

    private void applied(Revision revision, Map<String, Integer> net) {
        if (net.merge(revision.id(), 1, Integer::sum) > 1 && !wentBack && !forgot && !mayBeClaimed(revision)) {
            violated(revision.id() + " is recorded as applied twice");
        }
        var needs = RevisionGraph.needs(revision).stream().map(world.project().graph()::get);
        if (!forgot && !wentBack && !needs.allMatch(need -> mayBeClaimed(need) || net.getOrDefault(need.id(), 0) > 0)) {
            violated(revision.id() + " is recorded before what it needs");
        }
    }

    /** What somebody writes over the claim is not in the history; evidence cannot contradict it where a revision runs nothing. */
    private boolean mayBeClaimed(Revision revision) {
        return world.isMeddled() && world.project().counted(revision).isEmpty();
    }

    private void once(HashSet<String> seen, String attempt, String what) {
        if (!seen.add(attempt)) {
            violated("attempt " + attempt + " " + what + " twice");
        }
    }
}
