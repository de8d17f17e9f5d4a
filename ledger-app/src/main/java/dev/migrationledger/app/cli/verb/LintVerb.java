package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.cli.render.Cell;
import dev.migrationledger.app.cli.render.Page;
import dev.migrationledger.app.cli.render.Tone;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.script.StatementTraits;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "lint",
        description = "Read every catalog and list all that is wrong with it, and what its scripts would do to a server.")
public final class LintVerb extends CatalogVerb implements Callable<Integer> {
    @Option(names = "--check", description = "Exit 1 when there is a finding.")
    private boolean check;

    @Override
    public Integer call() {
        var page = new Page(terminal().look());
        int findings = 0;
        for (var catalog : catalogs()) {
            for (var revision : catalog.graph().inOrder()) {
                for (var finding : StatementTraits.findings(revision.script(), revision.file())) {
                    findings++;
                    page.line(
                            Cell.of(Tone.STRONG, revision.id() + " "),
                            Cell.of(finding.message() + " "),
                            Cell.of(Tone.FAINT, "[" + finding.code() + "]"));
                }
            }
            page.line(Cell.of(catalog.name() + ": " + catalog.graph().size() + " revisions, head "
                    + catalog.graph().heads()));
        }
        terminal().out().print(page);
        terminal().out().flush();
        return check && findings > 0 ? Exit.FINDINGS.code() : Exit.OK.code();
    }
}
