package dev.migrationledger.app.cli.render;

import dev.migrationledger.app.result.CatalogLint;
import java.util.List;

/** What is wrong with each catalog. */
public final class LintText {
    private LintText() {}

    public static String of(List<CatalogLint> catalogs, Look look) {
        var page = new Page(look);
        for (var catalog : catalogs) {
            for (var note : catalog.notes()) {
                page.line(
                        Cell.of(Tone.STRONG, note.revision() + " "),
                        Cell.of(note.message() + " "),
                        Cell.of(Tone.FAINT, "[" + note.code() + "]"));
            }
            for (var trial : catalog.trials()) {
                trial.failures().forEach(problem -> ReportText.problem(page, problem));
                trial.snapshots().forEach(snapshot -> SnapshotText.on(page, snapshot));
                if (!trial.untried().isEmpty()) {
                    page.line(Cell.of(Tone.DOUBTFUL, catalog.catalog() + " could not be tried in scratch databases:"));
                    trial.untried().forEach(problem -> ReportText.problem(page, problem));
                }
            }
            page.line(Cell.of(catalog.catalog() + ": " + catalog.revisions() + " revisions, head " + catalog.heads()));
        }
        return page.toString();
    }
}
