package dev.migrationledger.app.cli.render;

import dev.migrationledger.app.result.Label;
import dev.migrationledger.app.result.StatusResult;
import dev.migrationledger.core.revision.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The three facts of each database, one row each. */
final class StatusText {
    private StatusText() {}

    static void on(Page page, List<StatusResult> results, Instant now) {
        if (results.isEmpty()) {
            return;
        }
        var table = new Table(
                Table.Column.whole(""),
                Table.Column.whole("DATABASE"),
                Table.Column.left("ENV"),
                Table.Column.left("CLAIMED"),
                Table.Column.left("OBSERVED"),
                Table.Column.left("EXPECTED"),
                Table.Column.left("VERDICT"),
                Table.Column.number("BEHIND"),
                Table.Column.left("LAST CHANGE"));
        results.forEach(result -> row(table, page, result, now));
        table.on(page, "");
        for (var result : results) {
            result.problem().ifPresent(problem -> {
                page.gap().line(page.mark(Mark.NO, Tone.BAD), Cell.of(" "), Cell.of(Tone.STRONG, result.id()));
                ReportText.problem(page, problem);
            });
        }
        behind(page, results);
    }

    private static void row(Table table, Page page, StatusResult result, Instant now) {
        boolean failed = result.problem().isPresent();
        boolean well = !result.hasFindings();
        table.row(
                failed
                        ? page.mark(Mark.NO, Tone.BAD)
                        : well ? page.mark(Mark.YES, Tone.GOOD) : page.mark(Mark.WARN, Tone.DOUBTFUL),
                Cell.of(result.id()),
                Cell.of(result.environment().isEmpty() ? "-" : result.environment()),
                state(result.claimed(), result.observed()),
                state(result.observed(), result.observed()),
                state(result.expected(), result.observed()),
                result.verdict()
                        .map(verdict -> Cell.of(DetectionText.tone(verdict), Label.of(verdict)))
                        .orElse(Cell.of(failed ? Tone.BAD : Tone.FAINT, failed ? "error" : "-")),
                result.behind().isEmpty()
                        ? Cell.of(Tone.FAINT, "-")
                        : Cell.of(result.behind().getAsInt() == 0 ? Tone.PLAIN : Tone.DOUBTFUL,
                                "" + result.behind().getAsInt()),
                result.lastChange()
                        .map(at -> Cell.of(Times.ago(at, now)))
                        .orElse(Cell.of(Tone.FAINT, "never")));
    }

    /** What contradicts the schema stands out. */
    private static Cell state(Optional<State> said, Optional<State> seen) {
        if (said.isEmpty()) {
            return Cell.of(Tone.FAINT, "-");
        }
        boolean agrees = seen.isEmpty() || said.equals(seen);
        return Cell.of(agrees ? Tone.PLAIN : Tone.BAD, said.get().toString());
    }

    private static void behind(Page page, List<StatusResult> results) {
        var behind = results.stream()
                .filter(result -> result.problem().isEmpty() && result.behind().orElse(0) > 0)
                .map(StatusResult::id)
                .toList();
        if (!behind.isEmpty()) {
            page.gap().next("", behind.size() <= 4
                    ? "ledger up " + String.join(" ", behind)
                    : behind.size() + " databases are behind: ledger plan --all, then ledger up --all");
        }
    }
}
