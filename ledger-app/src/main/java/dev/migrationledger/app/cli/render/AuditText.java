package dev.migrationledger.app.cli.render;

import dev.migrationledger.core.audit.Finding;
import dev.migrationledger.core.audit.LogAudit;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import java.util.Locale;

/** What an audit found. */
public final class AuditText {
    private static final int SHOWN = 10;
    private static final String PREFIX = "database/";

    private AuditText() {}

    public static String of(LogAudit.Outcome outcome, Look look) {
        var page = new Page(look);
        if (outcome.clean()) {
            page.line(
                    page.mark(Mark.YES, Tone.GOOD),
                    Cell.of(count(" %,d event", outcome.events()) + (outcome.events() == 1 ? " is" : " are")
                            + " as stored" + signed(outcome)));
            return page.toString();
        }
        var problem = problem(outcome);
        page.line(page.mark(Mark.NO, Tone.BAD), Cell.of(" " + problem.message() + " "), Cell.of(Tone.FAINT, "[" + problem.code() + "]"));
        page.next("  ", problem.hint());
        if (outcome.found() > 1) {
            page.gap().line(Cell.of(Tone.FAINT, "  in all " + count("%,d finding", outcome.found())));
            outcome.findings().stream().limit(SHOWN).forEach(one -> page.line(Cell.of("  "), Cell.of(words(one))));
        }
        return page.toString();
    }

    private static String signed(LogAudit.Outcome outcome) {
        if (outcome.checkpoints() == 0) {
            return "; nothing is signed yet (`ledger audit checkpoint`)";
        }
        long unsigned = outcome.events() - outcome.signed();
        return " and signed, " + count("%,d checkpoint", outcome.checkpoints())
                + (unsigned > 0 ? ", except the last " + String.format(Locale.ROOT, "%,d", unsigned) + ", not signed yet" : "");
    }

    /** The first bad event, or what else is wrong, as an error. */
    public static Problem problem(LogAudit.Outcome outcome) {
        var first = outcome.firstBadEvent();
        return new Problem(
                "LDG834",
                Exit.FAILED,
                first.map(bad -> "the log was changed: " + words(bad) + ", and no event before it is bad")
                        .orElseGet(() -> outcome.findings().stream().findFirst().map(AuditText::words).orElse("")),
                "compare with a backup, or with an export: `ledger audit verify --export FILE`");
    }

    /** {@code event 17 (database.stamped.v1 of shop-prod) is not what was stored}. */
    private static String words(Finding finding) {
        var of = finding.type().isEmpty() ? "" : finding.type() + " of " + database(finding);
        if (finding.position() == 0) {
            return of.isEmpty() ? finding.what() : "(" + of + ") " + finding.what();
        }
        return "event " + finding.position() + (of.isEmpty() ? "" : " (" + of + ")") + " " + finding.what();
    }

    /** Its id; empty where it cannot be known. */
    public static String database(Finding finding) {
        return finding.aggregate().startsWith(PREFIX) ? finding.aggregate().substring(PREFIX.length()) : finding.aggregate();
    }

    private static String count(String format, long number) {
        return String.format(Locale.ROOT, format, number) + (number == 1 ? "" : "s");
    }
}
