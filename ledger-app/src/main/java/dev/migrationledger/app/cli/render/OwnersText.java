package dev.migrationledger.app.cli.render;

import dev.migrationledger.app.result.Label;
import dev.migrationledger.app.result.OwnersResult;
import dev.migrationledger.app.result.OwnersResult.Status;

/** Which revision and source made each object. */
final class OwnersText {
    private OwnersText() {}

    static void on(Page page, OwnersResult result) {
        page.gap().line(Cell.of(Tone.STRONG, result.id()), Cell.of("  " + result.objects().size() + " objects"));
        result.problem().ifPresent(problem -> ReportText.problem(page, problem));
        if (result.objects().isEmpty()) {
            return;
        }
        var table = new Table(
                Table.Column.whole("KIND"),
                Table.Column.left("OBJECT"),
                Table.Column.left("REVISION"),
                Table.Column.left("SOURCE"),
                Table.Column.whole("STATUS"));
        result.objects().forEach(owned -> table.row(
                Cell.of(owned.key().kind().label()),
                Cell.of(owned.key().name()),
                orDash(owned.revision()),
                orDash(owned.source()),
                Cell.of(tone(owned.status()), Label.of(owned.status()))));
        table.on(page, "  ");
    }

    private static Cell orDash(String text) {
        return text.isEmpty() ? Cell.of(Tone.FAINT, "-") : Cell.of(text);
    }

    private static Tone tone(Status status) {
        return switch (status) {
            case OWNED -> Tone.GOOD;
            case UNOWNED, CONTESTED -> Tone.DOUBTFUL;
            case MISSING -> Tone.BAD;
        };
    }
}
