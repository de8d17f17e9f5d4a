package dev.migrationledger.app.detection;

import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.detection.OriginReference;
import dev.migrationledger.core.detection.OriginReference.Unrun;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.source.Tools;
import java.util.Collection;
import java.util.List;

/**
 * Revisions that failed when a catalog was last run from an empty scratch database: where its chain cannot start, or
 * breaks off. Remembered beside the references, for verbs that run nothing; a changed script forgets it.
 */
public final class FailuresFromEmpty {
    private final ReferenceCache cache;
    private final Keys keys;

    FailuresFromEmpty(ReferenceCache cache, Keys keys) {
        this.cache = cache;
        this.keys = keys;
    }

    /** @param tools run the revisions that are not SQL; none is started */
    public FailuresFromEmpty(ReferenceCache cache, Tools tools) {
        this(cache, Keys.of(tools));
    }

    /** Nothing is written where there is nothing to remember and nothing to forget. @param engine see {@link Scratch#engine} */
    void remember(Catalog catalog, String engine, List<OriginReference> references) {
        var failed = failed(references);
        var key = key(catalog, engine);
        if (!failed.equals(cache.failures(key))) {
            cache.putFailures(key, failed);
        }
    }

    /** As they failed last. @param engine {@code postgresql} or {@code sqlite} */
    public List<Problem> remembered(Catalog catalog, String engine) {
        return cache.failures(key(catalog, engine)).stream()
                .filter(unrun -> catalog.graph().find(unrun.revision()).isPresent())
                .map(unrun -> problem(catalog, unrun))
                .toList();
    }

    /** In graph order. */
    public static List<Unrun> failed(Collection<OriginReference> references) {
        return references.stream()
                .filter(reference -> reference.origin().equals(OriginReference.EMPTY))
                .flatMap(reference -> reference.unrun().stream())
                .toList();
    }

    public static Problem problem(Catalog catalog, Unrun unrun) {
        return new Problem("LDG424", Exit.FINDINGS, inWords(catalog, OriginReference.EMPTY, unrun), wayOut(unrun.revision()));
    }

    static String inWords(Catalog catalog, String origin, Unrun unrun) {
        return "revision " + unrun.revision() + " of catalog " + catalog.name() + " fails in scratch from " + origin + ": "
                + catalog.graph().get(unrun.revision()).file() + ", " + unrun.reason();
    }

    /** What a chain needs that cannot start from empty. */
    public static String wayOut(String revision) {
        return "declare an origin that is past it, a dump of the schema at " + revision
                + " or later ({ format: snapshot, path: FILE, at: REVISION } among the sources); or, where the scratch server lacks"
                + " what it needs, name another";
    }

    /** The server's version does not matter here, so that nobody has to be asked for it. */
    private String key(Catalog catalog, String engine) {
        var key = Digest.of("failures", engine.replaceAll("-.*", ""), catalog.name());
        for (var revision : catalog.graph().inOrder()) {
            key = keys.after(Digest.of(key, RevisionGraph.needs(revision).toString()), revision);
        }
        return key;
    }
}
