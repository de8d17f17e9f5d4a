package dev.migrationledger.app.cli.render;

import dev.migrationledger.app.operation.FleetThen.Change;
import dev.migrationledger.app.operation.FleetThen.Had;
import dev.migrationledger.app.operation.FleetThen.Having;
import dev.migrationledger.app.operation.FleetThen.Standing;
import dev.migrationledger.app.result.Label;
import dev.migrationledger.core.history.Stay;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What looking back shows. */
public final class FleetText {
    private FleetText() {}

    /** Databases that changed, a row each, and how many did not. */
    public static String diff(List<Change> changes, Look look) {
        var page = new Page(look);
        var changed = changes.stream().filter(Change::isChange).toList();
        if (!changed.isEmpty()) {
            var table = new Table(
                    Table.Column.whole("DATABASE"), Table.Column.left("CLAIMED"), Table.Column.left("OBSERVED"),
                    Table.Column.left("EXPECTED"), Table.Column.left("VERDICT"));
            for (var change : changed) {
                table.row(
                        Cell.of(change.id()),
                        both(page, change, s -> s.claimed().map(Object::toString)),
                        both(page, change, s -> s.observed().map(Object::toString)),
                        both(page, change, s -> s.expected().map(Object::toString)),
                        both(page, change, s -> s.verdict().map(Label::of)));
            }
            table.on(page, "");
            page.gap();
        }
        int same = changes.size() - changed.size();
        page.line(Cell.of(databases(changed.size()) + " changed, " + same + " as before"));
        return page.toString();
    }

    private static Cell both(Page page, Change change, Function<Standing, Optional<String>> part) {
        var before = change.before().flatMap(part).orElse("-");
        var after = change.after().flatMap(part).orElse("-");
        return before.equals(after) ? Cell.of(Tone.FAINT, before) : Cell.of(page.arrow(before, after));
    }

    public static String having(List<Having> all, Look look) {
        var page = new Page(look);
        var table = new Table(Table.Column.whole(""), Table.Column.whole("DATABASE"), Table.Column.whole("HAD IT"),
                Table.Column.left("STOOD AT"));
        for (var one : all) {
            table.row(mark(page, one.had()), Cell.of(one.id()), Cell.of(Label.of(one.had())),
                    one.state().map(state -> Cell.of(state.toString())).orElse(Cell.of(Tone.FAINT, "-")));
        }
        if (!all.isEmpty()) {
            table.on(page, "");
            page.gap();
        }
        page.line(Cell.of(all.stream().filter(one -> one.had() == Had.YES).count() + " of " + databases(all.size()) + " had it"));
        return page.toString();
    }

    private static Cell mark(Page page, Had had) {
        return switch (had) {
            case YES -> page.mark(Mark.YES, Tone.GOOD);
            case NO -> Cell.of(Tone.FAINT, "-");
            case MAYBE, UNKNOWN -> page.mark(Mark.ASK, Tone.DOUBTFUL);
        };
    }

    /** Time in each state, oldest first. */
    public static String stays(String database, List<Stay> stays, Instant now, Look look) {
        var page = new Page(look);
        page.line(Cell.of(Tone.STRONG, database));
        var table = new Table(
                Table.Column.left("STATE"), Table.Column.whole("FROM"), Table.Column.whole("TO"), Table.Column.number("FOR"));
        for (var stay : stays) {
            table.row(
                    stay.state().map(state -> Cell.of(state.toString())).orElse(Cell.of(Tone.FAINT, "not known")),
                    Cell.of(Times.moment(stay.from())),
                    stay.to().map(to -> Cell.of(Times.moment(to))).orElse(Cell.of(Tone.GOOD, "now")),
                    Cell.of(length(stay.length(now))));
        }
        table.on(page, "  ");
        return page.toString();
    }

    private static String length(Duration length) {
        return length.toDays() > 0
                ? length.toDays() + " d " + length.toHoursPart() + " h"
                : length.toHours() > 0 ? length.toHours() + " h " + length.toMinutesPart() + " min" : Times.took(length.toMillis());
    }

    private static String databases(int number) {
        return number + (number == 1 ? " database" : " databases");
    }
}
