package dev.migrationledger.core.source;

import dev.migrationledger.core.revision.Revision;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Dependencies by branch label, which Alembic allows for {@code depends_on} and for nothing else: a label stands for the
 * revision that carries it, never for the branch's head. No part of an id or label is enough.
 */
public final class BranchNames {
    private final Map<String, String> carriers = new HashMap<>();

    private BranchNames(Collection<Revision> revisions) {
        revisions.forEach(revision -> revision.labels().forEach(label -> carriers.putIfAbsent(label, revision.id())));
        revisions.forEach(revision -> carriers.remove(revision.id()));
    }

    /** @param revisions of one script directory. @return the same, in order, with ids where they depend on labels */
    public static List<Revision> resolve(List<Revision> revisions) {
        var names = new BranchNames(revisions);
        return revisions.stream().map(names::resolve).toList();
    }

    private Revision resolve(Revision r) {
        var dependsOn = r.dependsOn().stream().map(name -> carriers.getOrDefault(name, name)).distinct().toList();
        return dependsOn.equals(r.dependsOn())
                ? r
                : new Revision(
                        r.id(), r.parents(), dependsOn, r.labels(), r.message(), r.kind(), r.transactional(), r.idempotent(),
                        r.verify(), r.script(), r.revert(), r.source(), r.file(), r.chunks());
    }
}
