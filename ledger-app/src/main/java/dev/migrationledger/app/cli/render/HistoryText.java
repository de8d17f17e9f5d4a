package dev.migrationledger.app.cli.render;

import dev.migrationledger.app.result.HistoryResult;
import dev.migrationledger.app.result.Label;
import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.history.DatabaseEvent.ApplyFinished;
import dev.migrationledger.core.history.DatabaseEvent.ApplyStarted;
import dev.migrationledger.core.history.DatabaseEvent.ClaimCorrected;
import dev.migrationledger.core.history.DatabaseEvent.Detected;
import dev.migrationledger.core.history.DatabaseEvent.DetectionConfirmed;
import dev.migrationledger.core.history.DatabaseEvent.Forgotten;
import dev.migrationledger.core.history.DatabaseEvent.FoundBehind;
import dev.migrationledger.core.history.DatabaseEvent.Identified;
import dev.migrationledger.core.history.DatabaseEvent.InstallStarted;
import dev.migrationledger.core.history.DatabaseEvent.LedgerBehind;
import dev.migrationledger.core.history.DatabaseEvent.LeftOpen;
import dev.migrationledger.core.history.DatabaseEvent.OutcomeResolved;
import dev.migrationledger.core.history.DatabaseEvent.OutcomeUnknown;
import dev.migrationledger.core.history.DatabaseEvent.Redescribed;
import dev.migrationledger.core.history.DatabaseEvent.DriftAccepted;
import dev.migrationledger.core.history.DatabaseEvent.Refused;
import dev.migrationledger.core.history.DatabaseEvent.Registered;
import dev.migrationledger.core.history.DatabaseEvent.RevertStarted;
import dev.migrationledger.core.history.DatabaseEvent.RevisionApplied;
import dev.migrationledger.core.history.DatabaseEvent.RevisionBlocked;
import dev.migrationledger.core.history.DatabaseEvent.RevisionFailed;
import dev.migrationledger.core.history.DatabaseEvent.RevisionReverted;
import dev.migrationledger.core.history.DatabaseEvent.SeedApplied;
import dev.migrationledger.core.history.DatabaseEvent.SeedFailed;
import dev.migrationledger.core.history.DatabaseEvent.Stamped;
import dev.migrationledger.core.history.DatabaseEvent.Verified;
import dev.migrationledger.core.history.Failure;

/** One database's life, oldest first: who, when, what, and why. */
final class HistoryText {
    private HistoryText() {}

    /** An event in one sentence. */
    private record Sentence(Mark mark, Tone tone, String words) {}

    static void on(Page page, HistoryResult result) {
        page.gap().line(
                Cell.of(Tone.STRONG, result.id()),
                Cell.of(Tone.FAINT, "  " + result.events().size() + (result.events().size() == 1 ? " event" : " events")));
        result.problem().ifPresent(problem -> ReportText.problem(page, problem));
        var table = new Table(
                Table.Column.number(""), Table.Column.whole(""), Table.Column.whole(""), Table.Column.whole(""),
                Table.Column.left(""));
        for (var event : result.events()) {
            var sentence = sentence(page, event.event());
            var rollout = event.from().rollout().isEmpty() ? "" : "  [rollout " + event.from().rollout() + "]";
            var reason = event.from().reason().isBlank() ? "" : "  (" + event.from().reason() + ")";
            table.row(
                    Cell.of(Tone.FAINT, "#" + event.position()),
                    Cell.of(Tone.FAINT, Times.moment(event.time())),
                    Cell.of(event.from().who()),
                    page.mark(sentence.mark(), sentence.tone()),
                    Cell.of(sentence.tone() == Tone.GOOD ? Tone.PLAIN : sentence.tone(), sentence.words() + reason + rollout));
        }
        if (!result.events().isEmpty()) {
            table.on(page, "  ");
        }
    }

    private static Sentence sentence(Page page, DatabaseEvent event) {
        return switch (event) {
            case Registered e -> plain("registered in catalog " + e.catalog() + ", " + e.engine() + " " + e.address());
            case Redescribed e -> plain("described anew: catalog " + e.catalog() + ", " + e.address());
            case Identified e -> plain("identified as database " + e.identity().database() + " of system "
                    + e.identity().system());
            case Detected e -> plain("detected " + Label.of(e.detection().verdict()) + " at " + e.detection().state()
                    + ", claim " + Label.of(e.detection().claim()));
            case DetectionConfirmed _ -> plain("looked again: unchanged");
            case Stamped e -> new Sentence(e.forced() ? Mark.WARN : Mark.YES, e.forced() ? Tone.DOUBTFUL : Tone.GOOD,
                    (e.forced() ? "stamped by force " : "stamped ") + page.arrow(e.from(), e.to()) + because(e.evidence()));
            case ClaimCorrected e -> new Sentence(Mark.YES, Tone.GOOD,
                    "claim corrected " + page.arrow(e.from(), e.to()) + because(e.evidence()));
            case Refused e -> new Sentence(Mark.ASK, Tone.DOUBTFUL,
                    "refused " + e.command() + ": " + e.message() + " [" + e.code() + "]");
            case ApplyStarted e -> plain("apply started " + page.arrow(e.plan().from(), e.plan().to()) + ", "
                    + count(e.plan().steps().size(), "revision") + (e.recovers().isPresent() ? ", continues an attempt that died" : ""));
            case RevisionApplied e -> good("applied " + e.revision() + ", " + count(e.statements(), "statement") + ", "
                    + Times.took(e.millis()) + (e.recovered() ? ", found done" : ""));
            case RevisionFailed e -> bad("failed " + e.revision() + place(e.failure()));
            case RevisionBlocked e -> new Sentence(Mark.WARN, Tone.DOUBTFUL, "turn " + e.turn() + " of " + e.revision() + " waited for a lock"
                    + place(e.failure()) + "; again after " + Times.took(e.pauseMillis()));
            case LedgerBehind e -> new Sentence(Mark.WARN, Tone.DOUBTFUL, "this history ends at " + e.known()
                    + ", the database has seen " + e.seen() + ": restored from an older backup, or another ledger worked there");
            case FoundBehind e -> new Sentence(Mark.WARN, Tone.DOUBTFUL, "found at " + e.found() + ", where this history had brought it to "
                    + e.expected() + ": restored, taken back by another tool, or failed over without the last commits");
            case OutcomeUnknown e -> bad("outcome unknown of " + e.revision() + ", statement " + e.statement() + ": "
                    + e.message());
            case OutcomeResolved e -> good("resolved " + e.revision() + ", statement " + e.statement()
                    + (e.applied() ? ": it had run" : ": it had not run") + because(e.evidence()));
            case Verified e -> e.ok()
                    ? good("verified " + e.revision() + ": " + e.check())
                    : bad("not true after " + e.revision() + ": " + e.check());
            case ApplyFinished e -> new Sentence(Mark.DOT,
                    e.outcome().equals("failed") ? Tone.BAD : Tone.PLAIN, e.outcome() + ", now at " + e.state());
            case RevertStarted e -> plain("revert started " + page.arrow(e.plan().from(), e.plan().to()));
            case RevisionReverted e -> good("reverted " + e.revision() + ", " + Times.took(e.millis()));
            case InstallStarted e -> plain("filling from dump " + e.snapshot());
            case SeedApplied e -> e.errors().isEmpty()
                    ? good("seed " + e.seed() + ", " + count(e.statements(), "statement"))
                    : new Sentence(Mark.WARN, Tone.DOUBTFUL, "seed " + e.seed() + ", "
                            + count(e.errors().size(), "statement") + " passed over");
            case DriftAccepted e -> new Sentence(Mark.WARN, Tone.DOUBTFUL,
                    "drift accepted, " + count(e.differences(), "difference") + because(e.reason()));
            case LeftOpen e -> new Sentence(Mark.WARN, Tone.DOUBTFUL, "gone for good, and left open for ever: "
                    + e.attempt().map(attempt -> "attempt " + attempt).or(() -> e.dump().map(dump -> "dump " + dump)).orElse(""));
            case Forgotten _ -> new Sentence(Mark.WARN, Tone.DOUBTFUL, "forgotten: taken off the books");
            case SeedFailed e -> new Sentence(e.critical() ? Mark.NO : Mark.WARN,
                    e.critical() ? Tone.BAD : Tone.DOUBTFUL, "seed " + e.seed() + " failed" + place(e.failure()));
        };
    }

    private static Sentence plain(String words) {
        return new Sentence(Mark.DOT, Tone.PLAIN, words);
    }

    private static Sentence good(String words) {
        return new Sentence(Mark.YES, Tone.GOOD, words);
    }

    private static Sentence bad(String words) {
        return new Sentence(Mark.NO, Tone.BAD, words);
    }

    private static String because(String evidence) {
        return evidence.isBlank() ? "" : ": " + evidence;
    }

    private static String place(Failure failure) {
        return (failure.statement() == 0 ? "" : " at statement " + failure.statement())
                + (failure.line() == 0 ? "" : ", line " + failure.line())
                + ": " + failure.message()
                + (failure.sqlState().isEmpty() ? "" : " [" + failure.sqlState() + "]");
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
