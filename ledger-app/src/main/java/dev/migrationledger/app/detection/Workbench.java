package dev.migrationledger.app.detection;

import dev.migrationledger.core.detection.Delta;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.schema.SchemaSnapshot;
import dev.migrationledger.core.script.Blank;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One scratch database that is opened only when something has to be seen, and brought to where the history is then.
 * Deltas that the cache knows are not made again.
 */
final class Workbench implements AutoCloseable {
    private final Scratch scratch;
    private final ReferenceCache cache;
    private final Origin origin;
    private final List<ScratchDatabase.Refused> loadErrors = new ArrayList<>();
    /** Revisions that are in, whether or not the database has been brought there yet. */
    private final List<Revision> in = new ArrayList<>();
    private String key;
    private Optional<ScratchDatabase> database = Optional.empty();
    private Optional<SchemaSnapshot> snapshot = Optional.empty();

    Workbench(Scratch scratch, ReferenceCache cache, Origin origin) {
        this.scratch = scratch;
        this.cache = cache;
        this.origin = origin;
        this.key = origin.key(scratch);
    }

    /**
     * What scripts make besides the revisions that are in: seeds may create views and functions, as Flyway's repeatable
     * migrations do. They run as psql runs them; the database is of no use for revisions afterwards.
     */
    SchemaSnapshot seeded(List<Script> scripts) {
        var digests = scripts.stream().map(Script::digest).collect(Collectors.joining(" "));
        var seededKey = Digest.of("seeded", key, digests);
        return cache.snapshot(seededKey).orElseGet(() -> {
            var before = snapshot().facts();
            scripts.forEach(script -> opened().load(script));
            var made = opened().snapshot().facts().values().stream()
                    .filter(fact -> !before.containsKey(fact.key()))
                    .toList();
            close();
            cache.put(seededKey, SchemaSnapshot.of(made));
            return SchemaSnapshot.of(made);
        });
    }

    /** What the dump's loading reported, if it had to be loaded. */
    List<ScratchDatabase.Refused> loadErrors() {
        return loadErrors;
    }

    sealed interface Step {
        record Done(Delta delta) implements Step {}

        record Failed(String reason) implements Step {}
    }

    /** Takes one revision in, and tells what it did. A refused one is not in. */
    Step take(Revision revision) {
        if (Blank.is(revision)) {
            in.add(revision);
            return new Step.Done(new Delta(revision.id(), new TreeMap<>(), List.of(), true));
        }
        var next = scratch.keys().after(key, revision);
        var cached = cache.delta(next);
        if (cached.isPresent()) {
            return database.isEmpty() ? known(revision, next, cached.get()) : again(revision, cached.get());
        }
        var before = snapshot();
        return switch (opened().run(revision)) {
            case ScratchDatabase.Ran(var rows) -> {
                in.add(revision);
                key = next;
                snapshot = Optional.empty();
                var delta = Delta.between(revision.id(), before, snapshot(), rows, false);
                cache.put(next, delta);
                yield new Step.Done(delta);
            }
            case ScratchDatabase.Refused refused -> {
                if (refused.kept() || !revision.transactional()) {
                    close();
                }
                yield new Step.Failed(refused.inWords());
            }
        };
    }

    private Step known(Revision revision, String next, Delta delta) {
        in.add(revision);
        key = next;
        return new Step.Done(delta);
    }

    private Step again(Revision revision, Delta delta) {
        var refused = bring(List.of(revision));
        refused.ifPresent(_ -> close());
        return refused.<Step>map(Step.Failed::new).orElseGet(() -> new Step.Done(delta));
    }

    /** Another one that stands where this one does, with a database of its own. */
    Workbench branch() {
        var branch = new Workbench(scratch, cache, origin);
        branch.in.addAll(in);
        branch.key = key;
        branch.database = Optional.of(opened().copy());
        branch.snapshot = snapshot;
        return branch;
    }

    /** Takes revisions in without looking at each. @return the reason when one was refused */
    Optional<String> bring(List<Revision> revisions) {
        for (var revision : revisions) {
            if (!Blank.is(revision)) {
                if (opened().run(revision) instanceof ScratchDatabase.Refused refused) {
                    return Optional.of(revision.id() + ", " + refused.inWords());
                }
                key = scratch.keys().after(key, revision);
                snapshot = Optional.empty();
            }
            in.add(revision);
        }
        return Optional.empty();
    }

    SchemaSnapshot snapshot() {
        var taken = snapshot.orElseGet(() -> opened().snapshot());
        snapshot = Optional.of(taken);
        return taken;
    }

    List<SchemaSnapshot> stepwise(Revision revision) {
        return opened().runStepwise(revision);
    }

    private ScratchDatabase opened() {
        if (database.isEmpty()) {
            var fresh = scratch.create();
            database = Optional.of(fresh);
            origin.script().ifPresent(script -> {
                loadErrors.clear();
                loadErrors.addAll(fresh.load(script));
            });
            in.stream().filter(r -> !Blank.is(r)).forEach(fresh::run);
        }
        return database.get();
    }

    /** Drops the database; the next look opens a new one. */
    @Override
    public void close() {
        database.ifPresent(ScratchDatabase::close);
        database = Optional.empty();
        snapshot = Optional.empty();
    }
}
