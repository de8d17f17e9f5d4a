package dev.migrationledger.app.cli.render;

import dev.migrationledger.app.result.AppliedRevision;
import dev.migrationledger.app.result.Check;
import dev.migrationledger.app.result.FailedRevision;
import dev.migrationledger.app.result.Label;
import dev.migrationledger.app.result.SeedRun;
import dev.migrationledger.app.result.UpResult;
import dev.migrationledger.core.detection.Detection;
import java.util.List;
import java.util.TreeMap;

/** The outcome table of {@code up} and {@code apply}, then what is worth knowing of each database, then the sum. */
final class UpText {
    private UpText() {}

    static void on(Page page, List<UpResult> results) {
        if (results.isEmpty()) {
            return;
        }
        var table = new Table(
                Table.Column.whole(""),
                Table.Column.whole("DATABASE"),
                Table.Column.whole("OUTCOME"),
                Table.Column.left("FROM " + Mark.ARROW.in(page.look()) + " TO"),
                Table.Column.number("APPLIED"),
                Table.Column.number("TIME"),
                Table.Column.left("VERIFIED"),
                Table.Column.left("SEEDS"));
        results.forEach(result -> row(table, page, result));
        table.on(page, "");
        results.stream().filter(UpText::hasDetails).forEach(result -> details(page, result));
        page.gap().line(Cell.of(sum(results)));
    }

    private static void row(Table table, Page page, UpResult result) {
        long millis = result.applied().stream().mapToLong(AppliedRevision::millis).sum();
        long held = result.verified().stream().filter(Check::ok).count();
        var checks = result.verified().size();
        table.row(
                page.mark(mark(result), tone(result)),
                Cell.of(result.id()),
                Cell.of(tone(result), Label.of(result.outcome())),
                states(page, result),
                result.applied().isEmpty() ? faint("-") : Cell.of("" + result.applied().size()),
                result.applied().isEmpty() ? faint("-") : Cell.of(Times.took(millis)),
                checks == 0 ? faint("-") : Cell.of(held == checks ? Tone.PLAIN : Tone.BAD, held + "/" + checks),
                seeds(result.seeds()));
    }

    /** A state that nothing proves is not shown as one. */
    private static Cell states(Page page, UpResult result) {
        var still = result.from().equals(result.to());
        var verdict = result.detection().map(Detection::verdict);
        if (still && result.problem().isPresent() && verdict.isEmpty() && result.to().isEmpty()) {
            return faint("-");
        }
        if (still && result.problem().isPresent() && verdict.isPresent()) {
            return switch (verdict.get()) {
                case EMPTY, EXACT -> Cell.of(result.to().toString());
                case EQUIVALENT -> faint("one of " + result.detection().get().candidates().size() + " states");
                case PARTIAL -> faint("half-way above " + result.to());
                case DRIFTED -> faint("near " + result.to());
                case UNKNOWN -> faint("unknown");
            };
        }
        return Cell.of(still ? result.to().toString() : page.arrow(result.from(), result.to()));
    }

    private static Cell faint(String text) {
        return Cell.of(Tone.FAINT, text);
    }

    private static Cell seeds(List<SeedRun> seeds) {
        if (seeds.isEmpty()) {
            return faint("-");
        }
        var counts = new TreeMap<SeedRun.Outcome, Integer>();
        seeds.forEach(seed -> counts.merge(seed.outcome(), 1, Integer::sum));
        var text = counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + Label.of(entry.getKey()))
                .toList();
        return Cell.of(
                counts.containsKey(SeedRun.Outcome.FAILED) ? Tone.DOUBTFUL : Tone.PLAIN, String.join(", ", text));
    }

    private static boolean hasDetails(UpResult result) {
        return !result.stamped().isEmpty()
                || result.corrected().isPresent()
                || result.failure().isPresent()
                || result.problem().isPresent()
                || result.applied().stream().anyMatch(AppliedRevision::recovered)
                || result.verified().stream().anyMatch(check -> !check.ok())
                || result.seeds().stream().anyMatch(UpText::isWorthALine);
    }

    /** It failed, or went on after errors as a dump does. */
    private static boolean isWorthALine(SeedRun seed) {
        return seed.outcome() == SeedRun.Outcome.FAILED || !seed.detail().isEmpty();
    }

    private static void details(Page page, UpResult result) {
        page.gap().line(
                page.mark(mark(result), tone(result)), Cell.of(" "), Cell.of(Tone.STRONG, result.id()));
        result.corrected().ifPresent(correction -> page.line(
                Cell.of("  the claim was wrong and is corrected: " + page.arrow(correction.from(), correction.to()))));
        if (!result.stamped().isEmpty() && result.corrected().isEmpty()) {
            page.line(Cell.of("  stamped " + String.join(", ", result.stamped()) + ", which the schema proves"));
        }
        result.applied().stream().filter(AppliedRevision::recovered).forEach(applied ->
                page.line(Cell.of("  " + applied.revision() + " was found done by an attempt that had died")));
        result.failure().ifPresent(failure -> failure(page, failure));
        result.verified().stream().filter(check -> !check.ok()).forEach(check -> check(page, check));
        result.seeds().stream().filter(UpText::isWorthALine).forEach(seed -> page.line(Cell.of(
                "  seed " + seed.id() + " " + Label.of(seed.outcome()) + (seed.detail().isEmpty() ? "" : ": " + seed.detail()))));
        result.problem().ifPresent(problem -> ReportText.problem(page, problem));
    }

    static void failure(Page page, FailedRevision failed) {
        var failure = failed.failure();
        var place = (failure.statement() == 0 ? "" : ", statement " + failure.statement())
                + (failure.line() == 0 ? "" : ", line " + failure.line())
                + (failed.file().isEmpty() ? "" : " of " + failed.file());
        page.line(Cell.of("  stopped at "), Cell.of(Tone.STRONG, failed.revision()), Cell.of(place));
        page.line(
                Cell.of("  "),
                Cell.of(Tone.BAD, failure.message()),
                Cell.of(Tone.FAINT, failure.sqlState().isEmpty() ? "" : " [" + failure.sqlState() + "]"));
    }

    static void check(Page page, Check check) {
        page.line(
                Cell.of("  "),
                check.ok() ? page.mark(Mark.YES, Tone.GOOD) : page.mark(Mark.NO, Tone.BAD),
                Cell.of(" " + check.revision() + "  "),
                Cell.of(check.check()),
                Cell.of(Tone.BAD, check.ok() ? "" : "  is not true"));
    }

    private static String sum(List<UpResult> results) {
        var counts = new TreeMap<UpResult.Outcome, Integer>();
        results.forEach(result -> counts.merge(result.outcome(), 1, Integer::sum));
        var parts = counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + Label.of(entry.getKey()))
                .toList();
        return results.size() + (results.size() == 1 ? " database: " : " databases: ") + String.join(", ", parts);
    }

    private static Tone tone(UpResult result) {
        return switch (result.outcome()) {
            case UPGRADED, UNCHANGED, STAMPED ->
                result.verified().stream().allMatch(Check::ok) ? Tone.GOOD : Tone.DOUBTFUL;
            case REFUSED, LOCKED -> Tone.DOUBTFUL;
            case FAILED -> Tone.BAD;
        };
    }

    private static Mark mark(UpResult result) {
        return switch (result.outcome()) {
            case UPGRADED, STAMPED, UNCHANGED ->
                result.verified().stream().allMatch(Check::ok) ? Mark.YES : Mark.WARN;
            case REFUSED -> Mark.ASK;
            case LOCKED -> Mark.WARN;
            case FAILED -> Mark.NO;
        };
    }
}
