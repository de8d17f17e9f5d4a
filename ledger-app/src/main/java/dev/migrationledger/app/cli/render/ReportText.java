package dev.migrationledger.app.cli.render;

import dev.migrationledger.app.result.DetectResult;
import dev.migrationledger.app.result.DriftResult;
import dev.migrationledger.app.result.ForgetResult;
import dev.migrationledger.app.result.HistoryResult;
import dev.migrationledger.app.result.OwnersResult;
import dev.migrationledger.app.result.PlanResult;
import dev.migrationledger.app.result.RepairResult;
import dev.migrationledger.app.result.Report;
import dev.migrationledger.app.result.ResolveResult;
import dev.migrationledger.app.result.Result;
import dev.migrationledger.app.result.RevertResult;
import dev.migrationledger.app.result.StampResult;
import dev.migrationledger.app.result.StatusResult;
import dev.migrationledger.app.result.UpResult;
import dev.migrationledger.app.result.VerifyResult;
import dev.migrationledger.core.problem.Problem;
import java.time.Instant;
import java.util.List;

/** A report for people. */
public final class ReportText {
    private ReportText() {}

    /** What goes to standard output; problems that belong to no database are for {@link #problems}. */
    public static String of(Report report, Look look, Instant now) {
        var page = new Page(look);
        UpText.on(page, only(report, UpResult.class));
        StatusText.on(page, only(report, StatusResult.class), now);
        DriftText.on(page, only(report, DriftResult.class));
        for (var result : report.databases()) {
            switch (result) {
                case DetectResult detect -> DetectionText.on(page, detect);
                case PlanResult plan -> PlanText.on(page, plan);
                case HistoryResult history -> HistoryText.on(page, history);
                case OwnersResult owners -> OwnersText.on(page, owners);
                case VerifyResult verify -> ChangeText.on(page, verify);
                case RepairResult repair -> ChangeText.on(page, repair);
                case StampResult stamp -> ChangeText.on(page, stamp);
                case ResolveResult resolve -> ChangeText.on(page, resolve);
                case ForgetResult forget -> ChangeText.on(page, forget);
                case RevertResult revert -> ChangeText.on(page, revert);
                case UpResult _, StatusResult _, DriftResult _ -> {}
            }
        }
        return page.toString();
    }

    /** For standard error: each problem with its code and what to do next. */
    public static String problems(List<Problem> problems, Look look) {
        var page = new Page(look);
        for (var problem : problems) {
            page.line(
                    page.mark(Mark.NO, Tone.BAD),
                    Cell.of(" " + problem.message() + " "),
                    Cell.of(Tone.FAINT, "[" + problem.code() + "]"));
            page.next("  ", problem.hint());
        }
        return page.toString();
    }

    /** A problem under the entry of its database or catalog. */
    public static void problem(Page page, Problem problem) {
        page.line(Cell.of("  " + problem.message() + " "), Cell.of(Tone.FAINT, "[" + problem.code() + "]"));
        page.next("  ", problem.hint());
    }

    private static <R extends Result> List<R> only(Report report, Class<R> type) {
        return report.databases().stream().filter(type::isInstance).map(type::cast).toList();
    }
}
