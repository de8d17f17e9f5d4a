package dev.migrationledger.app.cli.render;

import dev.migrationledger.app.delivery.Delivery;
import dev.migrationledger.app.operation.Telling;
import dev.migrationledger.core.alert.Alert;
import dev.migrationledger.core.alert.Severity;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Alerts, and what became of telling them. */
public final class AlertText {
    private AlertText() {}

    /** The most severe first, with what to do next under each. */
    public static String firing(List<Alert> firing, Instant now, Look look) {
        var page = new Page(look);
        if (firing.isEmpty()) {
            page.line(page.mark(Mark.YES, Tone.GOOD), Cell.of(" nothing fires"));
            return page.toString();
        }
        firing.stream()
                .sorted(Comparator.comparing(Alert::severity).reversed().thenComparing(Alert::key))
                .forEach(alert -> {
                    page.line(
                            mark(page, alert.severity()),
                            Cell.of(" " + alert.summary() + " "),
                            Cell.of(Tone.FAINT, "[" + alert.rule().label() + ", " + Times.ago(alert.since(), now) + "]"));
                    page.next("  ", alert.hint());
                });
        return page.toString();
    }

    private static Cell mark(Page page, Severity severity) {
        return switch (severity) {
            case CRITICAL -> page.mark(Mark.NO, Tone.BAD);
            case WARNING -> page.mark(Mark.WARN, Tone.DOUBTFUL);
            case INFO -> page.mark(Mark.DOT, Tone.LINK);
        };
    }

    /** What one run told. */
    public static String told(Telling.Outcome outcome, Look look) {
        var page = new Page(look);
        outcome.alerts().ifPresentOrElse(
                round -> {
                    page.line(Cell.of(count(round.delivered(), "notification") + " delivered"));
                    if (round.waiting() > 0) {
                        page.line(Cell.of(Tone.DOUBTFUL, count(round.waiting(), "notification") + " to be tried again"));
                    }
                    if (round.dead() > 0) {
                        page.line(Cell.of(Tone.BAD, count(round.dead(), "notification") + " given up"));
                        page.next("  ", "`ledger alerts undelivered` shows them and why");
                    }
                },
                () -> page.line(Cell.of("another process tells of alerts now")));
        outcome.events().forEach((webhook, events) -> page.line(Cell.of(count(events, "event") + " handled for webhook " + webhook)));
        return page.toString();
    }

    /** What is not delivered, oldest first. */
    public static String undelivered(List<Delivery> all, Instant now, Look look) {
        var page = new Page(look);
        if (all.isEmpty()) {
            page.line(page.mark(Mark.YES, Tone.GOOD), Cell.of(" nothing waits and nothing was given up"));
            return page.toString();
        }
        var table = new Table(
                Table.Column.whole("CHANNEL"),
                Table.Column.left("ABOUT"),
                Table.Column.whole("KIND"),
                Table.Column.whole("SINCE"),
                Table.Column.number("TRIES"),
                Table.Column.whole("STATUS"),
                Table.Column.left("WHY"));
        for (var one : all) {
            boolean dead = one.status() == Delivery.Status.DEAD;
            table.row(
                    Cell.of(one.channel()),
                    Cell.of(one.subject()),
                    Cell.of(one.kind()),
                    Cell.of(Times.ago(one.made(), now)),
                    Cell.of(Integer.toString(one.tries())),
                    Cell.of(dead ? Tone.BAD : Tone.DOUBTFUL, dead ? "given up" : "waits"),
                    Cell.of(one.error()));
        }
        table.on(page, "");
        if (all.stream().anyMatch(one -> one.status() == Delivery.Status.DEAD)) {
            page.next("", "mend the receiver, then `ledger alerts undelivered --retry` and `ledger alerts run`");
        }
        return page.toString();
    }

    private static String count(long number, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }
}
