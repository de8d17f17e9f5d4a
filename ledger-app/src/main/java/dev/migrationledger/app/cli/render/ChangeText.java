package dev.migrationledger.app.cli.render;

import dev.migrationledger.app.result.AppliedRevision;
import dev.migrationledger.app.result.Check;
import dev.migrationledger.app.result.ForgetResult;
import dev.migrationledger.app.result.Label;
import dev.migrationledger.app.result.RepairResult;
import dev.migrationledger.app.result.ResolveResult;
import dev.migrationledger.app.result.RevertResult;
import dev.migrationledger.app.result.StampResult;
import dev.migrationledger.app.result.VerifyResult;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.State;
import java.util.Optional;

/** The short answers: {@code repair}, {@code stamp}, {@code resolve}, {@code forget}, {@code revert}, {@code verify}. */
final class ChangeText {
    private ChangeText() {}

    static void on(Page page, RepairResult result) {
        head(page, result.id(), Label.of(result.outcome()), result.exit(), result.from(), result.to());
        reason(page, result.reason(), result.problem());
    }

    static void on(Page page, StampResult result) {
        var outcome = Label.of(result.outcome()) + (result.forced() ? " (forced)" : "");
        head(page, result.id(), outcome, result.exit(), result.from(), result.to());
        reason(page, result.reason(), result.problem());
    }

    static void on(Page page, ResolveResult result) {
        page.gap().line(
                page.mark(mark(result.exit()), tone(result.exit())),
                Cell.of(" "),
                Cell.of(Tone.STRONG, result.id()),
                Cell.of("  "),
                Cell.of(tone(result.exit()), Label.of(result.outcome())),
                Cell.of(result.statement() == 0
                        ? ""
                        : "  statement " + result.statement() + " of " + result.revision()
                                + (result.applied() ? " took effect" : " did not take effect")));
        reason(page, result.reason(), result.problem());
        page.next("  ", result.problem().isEmpty() ? "ledger up " + result.id() + " goes on" : "");
    }

    static void on(Page page, ForgetResult result) {
        page.gap().line(
                page.mark(mark(result.exit()), tone(result.exit())),
                Cell.of(" "),
                Cell.of(Tone.STRONG, result.id()),
                Cell.of("  "),
                Cell.of(tone(result.exit()), Label.of(result.outcome())),
                Cell.of(result.outcome() == ForgetResult.Outcome.UNCHANGED ? "  it was forgotten before" : ""));
        reason(page, result.reason(), result.problem());
        page.next("  ", result.problem().isEmpty()
                ? "take it out of ledger.yml; ledger history " + result.id() + " still tells all"
                : "");
    }

    static void on(Page page, RevertResult result) {
        head(page, result.id(), Label.of(result.outcome()), result.exit(), result.from(), result.to());
        for (AppliedRevision reverted : result.reverted()) {
            page.line(
                    Cell.of("  "),
                    page.mark(Mark.DOT, Tone.FAINT),
                    Cell.of(" " + reverted.revision()),
                    Cell.of(Tone.FAINT, "  " + Times.took(reverted.millis())));
        }
        result.failure().ifPresent(failure -> UpText.failure(page, failure));
        result.problem().ifPresent(problem -> ReportText.problem(page, problem));
    }

    static void on(Page page, VerifyResult result) {
        long held = result.verified().stream().filter(Check::ok).count();
        page.gap().line(
                page.mark(mark(result.exit()), tone(result.exit())),
                Cell.of(" "),
                Cell.of(Tone.STRONG, result.id()),
                Cell.of("  "),
                Cell.of(tone(result.exit()), held + " of " + result.verified().size() + " conditions hold"));
        result.verified().forEach(check -> UpText.check(page, check));
        result.problem().ifPresent(problem -> ReportText.problem(page, problem));
    }

    /** Without states where nothing was learned of them: the database was not worked on at all. */
    private static void head(Page page, String id, String outcome, Exit exit, State from, State to) {
        boolean unknown = exit != Exit.OK && from.isEmpty() && to.isEmpty();
        page.gap().line(
                page.mark(mark(exit), tone(exit)),
                Cell.of(" "),
                Cell.of(Tone.STRONG, id),
                Cell.of("  "),
                Cell.of(tone(exit), outcome),
                Cell.of(unknown ? "" : "  " + (from.equals(to) ? to.toString() : page.arrow(from, to))));
    }

    private static void reason(Page page, String reason, Optional<Problem> problem) {
        boolean said = problem.map(p -> p.message().equals(reason)).orElse(false);
        if (!reason.isBlank() && !said) {
            page.line(Cell.of("  " + reason));
        }
        problem.ifPresent(p -> ReportText.problem(page, p));
    }

    static Tone tone(Exit exit) {
        return switch (exit) {
            case OK -> Tone.GOOD;
            case FINDINGS, REFUSED, LOCKED -> Tone.DOUBTFUL;
            case FAILED, USAGE, CONFIGURATION -> Tone.BAD;
        };
    }

    static Mark mark(Exit exit) {
        return switch (exit) {
            case OK -> Mark.YES;
            case REFUSED -> Mark.ASK;
            case FINDINGS, LOCKED -> Mark.WARN;
            case FAILED, USAGE, CONFIGURATION -> Mark.NO;
        };
    }
}
