package dev.migrationledger.app.cli.render;

import dev.migrationledger.app.result.Label;
import dev.migrationledger.app.rollout.Rollout;
import dev.migrationledger.core.rollout.Outcome;
import dev.migrationledger.core.rollout.Progress;
import dev.migrationledger.core.rollout.RolloutState;
import dev.migrationledger.core.rollout.RolloutState.Phase;
import dev.migrationledger.core.rollout.Stopped;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** Rollouts: how far each is; of one the waves, the databases, what stopped and where, and who decided what. */
public final class RolloutText {
    private static final int DIGEST_SHOWN = 12;

    private RolloutText() {}

    /** Oldest first. */
    public static String list(List<Rollout> all, Instant now, Look look) {
        var page = new Page(look);
        if (all.isEmpty()) {
            page.line(Cell.of("no rollouts"));
            page.next("", "`ledger rollout start --all --reason TEXT` plans one; nothing runs before it is approved");
            return page.toString();
        }
        var table = new Table(
                Table.Column.whole("ROLLOUT"),
                Table.Column.whole("PHASE"),
                Table.Column.whole("WAVE"),
                Table.Column.number("DONE"),
                Table.Column.number("STOPPED"),
                Table.Column.whole("PLANNED"),
                Table.Column.left("REASON"));
        for (var rollout : all) {
            var state = rollout.state();
            var planned = state.planned().orElseThrow();
            table.row(
                    Cell.of(rollout.id()),
                    phase(rollout),
                    Cell.of(state.wave().map(wave -> wave + " of " + waves(state)).orElse("-")),
                    Cell.of(done(state) + "/" + planned.targets().size()),
                    Cell.of(state.stopped().isEmpty() ? Tone.FAINT : Tone.BAD, "" + state.stopped().size()),
                    Cell.of(Times.ago(rollout.entries().getFirst().time(), now) + " by " + planned.author().name()),
                    Cell.of(planned.reason()));
        }
        table.on(page, "");
        return page.toString();
    }

    public static String of(Rollout rollout, Instant now, Look look) {
        var page = new Page(look);
        var state = rollout.state();
        var planned = state.planned().orElseThrow();
        int count = planned.targets().size();
        page.line(
                Cell.of(Tone.STRONG, "rollout " + rollout.id()),
                Cell.of("  "),
                phase(rollout),
                Cell.of("  " + count(count, "database") + " to " + planned.goal() + " in " + count(waves(state), "wave")
                        + ", " + planned.concurrency() + " at once, failure budget " + planned.failureBudget()));
        page.line(Cell.of(Tone.FAINT, "  digest " + planned.digest()));
        databases(page, state);
        RolloutEntries.on(page, rollout.entries(), now);
        state.stopped().forEach(stopped -> stopped(page, stopped));
        page.gap().line(Cell.of(sum(state)));
        page.next("", next(rollout));
        return page.toString();
    }

    private static void databases(Page page, RolloutState state) {
        var table = new Table(
                Table.Column.number("WAVE"),
                Table.Column.whole(""),
                Table.Column.whole("DATABASE"),
                Table.Column.whole("PROGRESS"),
                Table.Column.left("FROM " + Mark.ARROW.in(page.look()) + " TO"),
                Table.Column.number("STEPS"),
                Table.Column.whole("PLAN"));
        for (var target : state.targets()) {
            var progress = state.progress(target);
            var plan = state.plan(target);
            table.row(
                    Cell.of("" + target.wave()),
                    mark(page, progress),
                    Cell.of(target.database()),
                    progress(progress),
                    Cell.of(plan.isEmpty() ? plan.to().toString() : page.arrow(plan.from(), plan.to())),
                    Cell.of("" + plan.steps().size()),
                    Cell.of(Tone.FAINT, plan.digest().substring(0, Math.min(DIGEST_SHOWN, plan.digest().length()))));
        }
        table.on(page.gap(), "  ");
    }

    private static void stopped(Page page, Stopped stopped) {
        page.gap().line(
                page.mark(Mark.NO, Tone.BAD),
                Cell.of(" "),
                Cell.of(Tone.STRONG, stopped.database()),
                Cell.of("  " + Label.of(stopped.outcome()) + " in wave " + stopped.wave()
                        + (stopped.stop().revision().isEmpty() ? "" : " at " + stopped.stop().revision())));
        page.line(
                Cell.of("  "),
                Cell.of(Tone.BAD, stopped.stop().message()),
                Cell.of(Tone.FAINT, " [" + stopped.stop().code() + "]"));
        page.next("  ", stopped.stop().hint());
    }

    private static Cell phase(Rollout rollout) {
        return switch (rollout.state().phase()) {
            case PLANNED -> Cell.of(Tone.DOUBTFUL, "planned, not approved");
            case APPROVED -> Cell.of(Tone.DOUBTFUL, "approved, not begun");
            case RUNNING -> rollout.worked()
                    ? Cell.of(Tone.LINK, "running")
                    : Cell.of(Tone.DOUBTFUL, "begun, but no process works on it");
            case PAUSED -> Cell.of(Tone.DOUBTFUL, "paused");
            case HALTED -> Cell.of(Tone.BAD, "halted");
            case ABORTED -> Cell.of(Tone.BAD, "aborted");
            case FINISHED -> rollout.state().stopped().isEmpty()
                    ? Cell.of(Tone.GOOD, "finished")
                    : Cell.of(Tone.DOUBTFUL, "finished within its failure budget");
        };
    }

    private static String next(Rollout rollout) {
        var id = rollout.id();
        return switch (rollout.state().phase()) {
            case PLANNED -> "another person approves it: `ledger rollout approve " + id + "`; `ledger plan DATABASE` shows the steps";
            case APPROVED -> "`ledger rollout resume " + id + "` works through the waves";
            case RUNNING -> rollout.worked() ? "" : "`ledger rollout resume " + id + "` goes on where it was";
            case PAUSED -> "`ledger rollout resume " + id + "` goes on, `ledger rollout abort " + id + " --reason TEXT` ends it";
            case HALTED -> "mend what stopped, then `ledger rollout resume " + id + "`; or `ledger rollout abort " + id
                    + " --reason TEXT`";
            case ABORTED -> "";
            case FINISHED -> rollout.state().stopped().isEmpty() ? "" : "mend what stopped, then `ledger up` there, or another rollout";
        };
    }

    private static Cell mark(Page page, Progress progress) {
        return progress.outcome()
                .map(outcome -> outcome.isStop() ? page.mark(Mark.NO, Tone.BAD) : page.mark(Mark.YES, Tone.GOOD))
                .orElseGet(() -> progress.isUnderWay() ? page.mark(Mark.DOT, Tone.LINK) : Cell.NONE);
    }

    private static Cell progress(Progress progress) {
        return progress.outcome()
                .map(outcome -> Cell.of(outcome.isStop() ? Tone.BAD : Tone.PLAIN, Label.of(outcome)))
                .orElseGet(() -> progress.isUnderWay() ? Cell.of(Tone.LINK, "under way") : Cell.of(Tone.FAINT, "waits"));
    }

    private static long done(RolloutState state) {
        return state.targets().stream()
                .map(state::progress)
                .filter(progress -> progress.outcome().isPresent() && !progress.isStopped())
                .count();
    }

    private static int waves(RolloutState state) {
        return state.targets().getLast().wave();
    }

    private static String sum(RolloutState state) {
        var counts = new TreeMap<Outcome, Integer>();
        state.targets().forEach(target ->
                state.progress(target).outcome().ifPresent(outcome -> counts.merge(outcome, 1, Integer::sum)));
        var parts = counts.entrySet().stream().map(e -> e.getValue() + " " + Label.of(e.getKey())).toList();
        long left = state.targets().stream().filter(target -> state.progress(target).outcome().isEmpty()).count();
        return count(state.targets().size(), "database") + ": " + String.join(", ", parts)
                + (parts.isEmpty() || left == 0 ? "" : ", ") + (left == 0 ? "" : left + " to do");
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
