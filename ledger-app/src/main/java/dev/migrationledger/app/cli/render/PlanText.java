package dev.migrationledger.app.cli.render;

import dev.migrationledger.app.result.Label;
import dev.migrationledger.app.result.PlanResult;
import dev.migrationledger.core.planning.Plan;

/** The steps of a plan in the order they would run, with what a person should know first. */
final class PlanText {
    private static final int DIGEST_SHOWN = 12;

    private PlanText() {}

    static void on(Page page, PlanResult result) {
        page.gap();
        result.plan().ifPresent(plan -> on(page, result.id(), plan));
        result.problem().ifPresent(problem -> {
            page.line(page.mark(ChangeText.mark(problem.exit()), ChangeText.tone(problem.exit())), Cell.of(" "), Cell.of(Tone.STRONG, result.id()));
            ReportText.problem(page, problem);
        });
    }

    private static void on(Page page, String id, Plan plan) {
        if (plan.isEmpty()) {
            page.line(
                    page.mark(Mark.YES, Tone.GOOD),
                    Cell.of(" "),
                    Cell.of(Tone.STRONG, id),
                    Cell.of("  at " + plan.to() + ", nothing to do"));
            return;
        }
        var steps = plan.steps().size();
        page.line(
                Cell.of(Tone.STRONG, id),
                Cell.of("  " + page.arrow(plan.from(), plan.to())),
                Cell.of(Tone.FAINT, "  " + steps + (steps == 1 ? " step" : " steps") + ", digest "
                        + plan.digest().substring(0, Math.min(DIGEST_SHOWN, plan.digest().length()))));
        var table = new Table(
                Table.Column.number("#"),
                Table.Column.whole("REVISION"),
                Table.Column.whole("KIND"),
                Table.Column.number("STATEMENTS"),
                Table.Column.whole("TRANSACTION"),
                Table.Column.left("FINDINGS"));
        int number = 1;
        for (var step : plan.steps()) {
            table.row(
                    Cell.of(Tone.FAINT, "" + number++),
                    Cell.of(step.revision()),
                    Cell.of(Label.of(step.kind())),
                    Cell.of("" + step.statements()),
                    step.transactional() ? Cell.of("one") : Cell.of(Tone.DOUBTFUL, "none"),
                    Cell.of(Tone.DOUBTFUL, String.join("; ", step.findings())));
        }
        table.on(page, "  ");
        page.next("  ", "ledger up " + id);
    }
}
