package dev.migrationledger.app.cli.render;

import dev.migrationledger.app.result.Label;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import java.util.Collection;
import java.util.List;

/** Revisions with all that is known of them, for people. */
public final class RevisionText {
    private RevisionText() {}

    public static String of(RevisionGraph graph, List<Revision> revisions, Look look) {
        var page = new Page(look);
        for (var revision : revisions) {
            page.line(Cell.of(Tone.STRONG, revision.id()), Cell.of("  " + revision.message()));
            field(page, "parents", revision.parents());
            field(page, "depends-on", revision.dependsOn());
            field(page, "children", graph.children(revision.id()));
            field(page, "labels", revision.labels());
            field(page, "kind", List.of(Label.of(revision.kind())
                    + (revision.transactional() ? "" : ", not transactional")
                    + revision.chunks().map(chunks -> ", in chunks of " + chunks.size() + " rows of " + chunks.way()).orElse("")
                    + (revision.idempotent() ? ", idempotent" : "")
                    + (revision.revert().isPresent() ? ", can be reverted" : "")));
            field(page, "verify", revision.verify());
            field(page, "file", List.of(revision.source() + ": " + revision.file()));
        }
        return page.toString();
    }

    private static void field(Page page, String name, Collection<String> values) {
        if (!values.isEmpty()) {
            page.line(Cell.of(Tone.FAINT, "  " + name + ": "), Cell.of(String.join(", ", values)));
        }
    }
}
