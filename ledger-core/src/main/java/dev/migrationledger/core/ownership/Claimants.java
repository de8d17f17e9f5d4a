package dev.migrationledger.core.ownership;

import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.detection.OriginReference;
import dev.migrationledger.core.ownership.Claimant.How;
import dev.migrationledger.core.revision.Kind;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.script.CreatedObjects;
import dev.migrationledger.core.script.Dialect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Everyone who claims an object in one state: the revision that made it, revisions whose CREATE found it there,
 * documentation, and dumps. A dump claims to equal a revision: what that revision or one below it makes or documents is
 * the revision's, and the dump merely agrees.
 */
final class Claimants {
    private final Catalog catalog;
    private final Dialect dialect;
    private final Makers makers;
    /** As the revisions below the origin would have made it. */
    private final Makers below;

    private final List<Dump> dumps = new ArrayList<>();
    /** Place of each member in graph order. */
    private final Map<String, Integer> order = new HashMap<>();

    private final Map<FactKey, List<Revision>> documented = new HashMap<>();
    private final Map<FactKey, List<Revision>> written = new HashMap<>();

    /** @param below revisions of the state that it claims to equal */
    private record Dump(Makers makers, Claimant claim, Set<String> below) {}

    /** @param origin the reference that explains the database */
    Claimants(
            Catalog catalog,
            Set<String> members,
            List<OriginReference> references,
            OriginReference origin,
            KnownNames names,
            Dialect dialect) {
        this.catalog = catalog;
        this.dialect = dialect;
        this.makers = new Makers(origin, members);
        this.below = references.stream()
                .filter(reference -> reference.start().isEmpty())
                .findFirst()
                .map(empty -> new Makers(empty, catalog.graph().members(origin.start())))
                .orElse(makers);
        for (var revision : catalog.graph().inOrder()) {
            if (members.contains(revision.id())) {
                order.put(revision.id(), order.size());
                read(revision, names);
            }
        }
        for (var reference : references) {
            var included = catalog.graph().members(reference.start());
            if (!reference.start().isEmpty() && members.containsAll(included)) {
                var at = reference.start().heads().first();
                dumps.add(new Dump(
                        new Makers(reference, members), new Claimant(at, reference.origin(), How.LOADS), included));
            }
        }
    }

    private void read(Revision revision, KnownNames names) {
        if (revision.kind() == Kind.DOCUMENTATION) {
            for (var object : CreatedObjects.documented(revision.script(), dialect)) {
                var known = names.of(object);
                var keys = known.isEmpty()
                        ? Set.of(new FactKey(object.kind(), KnownNames.written(object.name())))
                        : known;
                keys.forEach(key -> documented.computeIfAbsent(key, _ -> new ArrayList<>()).add(revision));
            }
        } else {
            CreatedObjects.in(revision.script(), dialect).stream()
                    .flatMap(object -> names.of(object).stream())
                    .forEach(key -> written.computeIfAbsent(key, _ -> new ArrayList<>()).add(revision));
        }
    }

    /** Objects that documentation names and that no later revision took away. */
    Stream<FactKey> documented() {
        return documented.keySet().stream().filter(key -> documenting(key).findAny().isPresent());
    }

    private Stream<Revision> documenting(FactKey key) {
        var dropped = makers.dropper(key).map(order::get).orElse(-1);
        return documented.getOrDefault(key, List.of()).stream().filter(r -> order.get(r.id()) > dropped);
    }

    /** The owner first; empty when nobody claims the object. */
    List<Claimant> of(FactKey key) {
        var claims = new ArrayList<Claimant>();
        var maker = maker(key);
        maker.ifPresent(id -> claims.add(creates(id)));
        documenting(key).forEach(r -> claims.add(new Claimant(r.id(), r.source(), How.DOCUMENTS)));
        makers.rivals(key).forEach(id -> claims.add(creates(id)));
        maker.map(order::get).ifPresent(made -> written.getOrDefault(key, List.of()).stream()
                .filter(revision -> order.get(revision.id()) > made)
                .forEach(revision -> claims.add(creates(revision.id()))));
        for (var dump : dumps) {
            if (dump.makers().isLoaded(key) && claims.stream().noneMatch(c -> dump.below().contains(c.revision()))) {
                claims.add(dump.claim());
            }
        }
        return claims.stream().distinct().toList();
    }

    private Optional<String> maker(FactKey key) {
        return makers.maker(key).or(() -> makers.isLoaded(key) ? below.maker(key) : Optional.empty());
    }

    List<String> changers(FactKey key) {
        return makers.changers(key);
    }

    /** The member that took it away, where none made it again. */
    Optional<Claimant> dropper(FactKey key) {
        return makers.dropper(key)
                .map(id -> new Claimant(id, catalog.graph().get(id).source(), How.DROPS));
    }

    private Claimant creates(String id) {
        return new Claimant(id, catalog.graph().get(id).source(), How.CREATES);
    }
}
