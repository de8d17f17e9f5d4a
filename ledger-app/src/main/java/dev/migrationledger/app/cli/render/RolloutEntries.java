package dev.migrationledger.app.cli.render;

import dev.migrationledger.app.rollout.Rollout;
import dev.migrationledger.core.rollout.RolloutEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was decided about a rollout, oldest first: by whom, when, and why. */
final class RolloutEntries {
    private RolloutEntries() {}

    static void on(Page page, List<Rollout.Entry> entries, Instant now) {
        var table = new Table(
                Table.Column.whole(""), Table.Column.whole(""), Table.Column.left(""));
        for (var entry : entries) {
            words(entry).ifPresent(words -> table.row(
                    Cell.of(Tone.FAINT, Times.ago(entry.time(), now)), Cell.of(entry.from().who()), Cell.of(words)));
        }
        table.on(page.gap(), "  ");
    }

    /** Databases are in the table above. */
    private static Optional<String> words(Rollout.Entry entry) {
        return switch (entry.event()) {
            case RolloutEvent.Planned e -> Optional.of("planned it" + because(e.reason()));
            case RolloutEvent.Approved e ->
                Optional.of((e.byAuthor() ? "approved it, being its author or the same user" : "approved it")
                        + because(entry.from().reason()));
            case RolloutEvent.Resumed _ -> Optional.of("set to work" + because(entry.from().reason()));
            case RolloutEvent.Halted e -> Optional.of("halted in wave " + e.wave() + ": " + e.stopped().size() + " stopped, "
                    + e.failureBudget() + " may");
            case RolloutEvent.Paused e -> Optional.of("paused it" + because(e.reason()));
            case RolloutEvent.Aborted e -> Optional.of("aborted it" + because(e.reason()));
            case RolloutEvent.Finished _ -> Optional.of("finished it");
            case RolloutEvent.DatabaseStarted _, RolloutEvent.DatabaseFinished _ -> Optional.empty();
        };
    }

    private static String because(String reason) {
        return reason.isBlank() ? "" : ": " + reason;
    }
}
