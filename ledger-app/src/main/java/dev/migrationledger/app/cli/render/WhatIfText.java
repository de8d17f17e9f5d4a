package dev.migrationledger.app.cli.render;

import dev.migrationledger.app.operation.WhatIf;
import dev.migrationledger.core.whatif.ChangedPolicy;
import dev.migrationledger.core.whatif.Decided;
import dev.migrationledger.core.whatif.FailureBudget;
import dev.migrationledger.core.whatif.OtherPolicy;
import java.util.List;

/** Where another policy would have decided otherwise. */
public final class WhatIfText {
    private WhatIfText() {}

    public static String of(ChangedPolicy changed, WhatIf.Answer answer, Look look) {
        var page = new Page(look);
        if (changed.changesFooting()) {
            decisions(page, answer.databases());
        }
        if (changed.failureBudget().isPresent()) {
            page.gap();
            runs(page, changed.failureBudget().get(), answer.stops());
        }
        return page.toString();
    }

    private static void decisions(Page page, List<WhatIf.OfDatabase> databases) {
        var table = new Table(
                Table.Column.whole("DATABASE"), Table.Column.number("EVENT"), Table.Column.whole("TIME"), Table.Column.whole("BY"),
                Table.Column.left("DECIDED"), Table.Column.left("WOULD HAVE DECIDED"));
        int others = 0;
        for (var one : databases) {
            for (var difference : one.answer().map(OtherPolicy.Answer::differences).orElse(List.of())) {
                others++;
                table.row(
                        Cell.of(one.id()),
                        Cell.of(Tone.FAINT, "#" + difference.at().position()),
                        Cell.of(Tone.FAINT, Times.moment(difference.at().time())),
                        Cell.of(difference.at().from().who()),
                        words(page, difference.decided()),
                        words(page, difference.instead()));
            }
        }
        if (others > 0) {
            table.on(page, "");
            page.gap();
        }
        int decisions = databases.stream().flatMap(one -> one.answer().stream()).mapToInt(OtherPolicy.Answer::decisions).sum();
        int unanswered = databases.stream().flatMap(one -> one.answer().stream()).mapToInt(OtherPolicy.Answer::unanswered).sum();
        long unasked = databases.stream().filter(one -> one.answer().isEmpty()).count();
        page.line(Cell.of(others + " of " + count(decisions, "decision") + " about " + count(databases.size(), "database")
                + " would have been different"));
        if (unanswered > 0) {
            page.line(Cell.of(Tone.DOUBTFUL, count(unanswered, "decision") + " cannot be asked again: no catalog of theirs has their revisions any more"));
        }
        if (unasked > 0) {
            page.line(Cell.of(Tone.DOUBTFUL, count(unasked, "database") + " cannot be asked about: their catalog is not configured any more"));
        }
    }

    private static Cell words(Page page, Decided decided) {
        return switch (decided) {
            case Decided.Started(var from) -> Cell.of("went on from " + from);
            case Decided.Stamped(var to) -> Cell.of(Tone.GOOD, "stamped " + to);
            case Decided.Corrected(var from, var to) -> Cell.of(Tone.GOOD, "corrected " + page.arrow(from, to));
            case Decided.Refused(var code, _) -> Cell.of(Tone.DOUBTFUL, "refused [" + code + "]");
        };
    }

    private static void runs(Page page, int budget, List<FailureBudget.Stop> stops) {
        for (var stop : stops) {
            page.line(
                    Cell.of(Tone.STRONG, "run of " + Times.moment(stop.first().time()) + " by " + stop.first().from().who()),
                    Cell.of(": stops at #" + stop.at().past().position() + ", when " + stop.at().database() + " failed"));
            stop.spared().forEach((id, outcome) -> page.line(Cell.of("  " + id + " would not have been touched; it "), Cell.of(
                    outcome.equals("failed") ? Tone.BAD : Tone.PLAIN, outcome.equals("failed") ? outcome : "was " + outcome)));
            page.gap();
        }
        page.line(Cell.of(count(stops.size(), "run") + " would have stopped early, " + (budget == 0
                ? "when no database may fail"
                : "when at most " + count(budget, "database") + " may fail")));
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
