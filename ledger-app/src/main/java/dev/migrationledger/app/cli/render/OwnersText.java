package dev.migrationledger.app.cli.render;

import dev.migrationledger.app.result.AdoptedRevision;
import dev.migrationledger.app.result.Label;
import dev.migrationledger.app.result.OwnersResult;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.ownership.Claimant;
import dev.migrationledger.core.ownership.OwnedObject;
import dev.migrationledger.core.ownership.OwnedObject.Status;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which revision and source made each object: the doubtful ones in full, columns that are well only as a number. */
final class OwnersText {
    private OwnersText() {}

    static void on(Page page, OwnersResult result) {
        page.gap().line(
                Cell.of(Tone.STRONG, result.id()),
                Cell.of("  " + result.objects().stream().filter(o -> !o.isDetail()).count() + " objects"),
                Cell.of(result.detection().map(d -> ", " + where(d)).orElse("")),
                Cell.of(result.at().map(at -> ", as seen by " + at).orElse("")));
        result.problem().ifPresent(problem -> ReportText.problem(page, problem));
        if (!result.objects().isEmpty()) {
            objects(page, result);
            totals(page, result);
        }
        result.adopted().ifPresent(adopted -> adopted(page, adopted));
    }

    private static String where(Detection detection) {
        return switch (detection.verdict()) {
            case EMPTY -> "empty";
            case EXACT -> "at " + detection.state();
            case EQUIVALENT -> "at one of " + detection.candidates().size() + " states";
            case PARTIAL -> "half-way above " + detection.state();
            case DRIFTED -> "drifted from " + detection.state();
            case UNKNOWN -> "not a schema of this catalog, so that nothing is proven to be owned";
        };
    }

    private static void objects(Page page, OwnersResult result) {
        var table = new Table(
                Table.Column.whole("KIND"),
                Table.Column.left("OBJECT"),
                Table.Column.left("REVISION"),
                Table.Column.left("SOURCE"),
                Table.Column.whole("STATUS"),
                Table.Column.left(""));
        result.objects().stream()
                .filter(o -> !o.isDetail() || o.status() == Status.UNOWNED || o.status() == Status.MISSING)
                .forEach(owned -> table.row(
                        Cell.of(owned.key().kind().label()),
                        Cell.of(owned.key().name()),
                        orDash(owned.revision()),
                        orDash(owned.source()),
                        Cell.of(tone(owned.status()), Label.of(owned.status())),
                        Cell.of(Tone.FAINT, remark(owned))));
        table.on(page, "  ");
        var later = result.objects().stream()
                .filter(o -> o.isDetail() && (o.status() == Status.OWNED || o.status() == Status.CONTESTED))
                .count();
        if (later > 0) {
            page.line(Cell.of(Tone.FAINT, "  and " + later + (later == 1 ? " column or constraint" : " columns and constraints")
                    + " of another revision than their table (--format json)"));
        }
    }

    private static String remark(OwnedObject owned) {
        return switch (owned.status()) {
            case OWNED, MISSING -> owned.changedBy().isEmpty() ? "" : "changed by " + String.join(", ", owned.changedBy());
            case CONTESTED -> owned.claims().stream().skip(1).map(OwnersText::words).collect(Collectors.joining("; "));
            case UNOWNED -> owned.claims().isEmpty()
                    ? ""
                    : owned.claims().stream().limit(2).map(OwnersText::hint).collect(Collectors.joining("; "));
        };
    }

    private static String words(Claimant claim) {
        return switch (claim.how()) {
            case CREATES -> "also made by " + claim.revision() + " of " + claim.source();
            case DOCUMENTS -> "also documented by " + claim.revision() + " of " + claim.source();
            case LOADS -> "also in dump " + claim.source();
            case SEEDS -> "also made by seed " + claim.source();
            case DROPS -> "dropped by " + claim.revision();
        };
    }

    private static String hint(Claimant claim) {
        return switch (claim.how()) {
            case DROPS -> claim.revision() + " dropped it";
            case CREATES, DOCUMENTS, LOADS, SEEDS -> claim.revision() + " would create it";
        };
    }

    private static void totals(Page page, OwnersResult result) {
        result.totals().forEach((source, counts) -> page.line(
                Cell.of(Tone.FAINT, "  " + (source.isEmpty() ? "nobody" : source) + ": "),
                Cell.of(counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + count.getKey().name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")))));
    }

    private static void adopted(Page page, AdoptedRevision adopted) {
        page.line(
                Cell.of(Tone.GOOD, adopted.written() ? "  wrote " : "  would write "),
                Cell.of(adopted.file()),
                Cell.of(Tone.FAINT, "  revision " + adopted.revision() + " on " + adopted.parents() + ", "
                        + adopted.objects().size() + (adopted.objects().size() == 1 ? " object" : " objects")));
        adopted.left().forEach(left -> page.line(
                Cell.of("  "), page.mark(Mark.WARN, Tone.DOUBTFUL), Cell.of(" " + left.key() + ": " + left.reason())));
        if (!adopted.written()) {
            adopted.text().lines().forEach(line -> page.line(Cell.of("    " + line)));
        }
        page.next("  ", adopted.note().orElse(""));
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
