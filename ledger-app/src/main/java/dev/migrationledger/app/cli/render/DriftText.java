package dev.migrationledger.app.cli.render;

import dev.migrationledger.app.result.DriftGroup;
import dev.migrationledger.app.result.DriftResult;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.schema.Tier;
import java.util.List;

/** How a fleet differs from its revisions: a line for each database, then what differs, once for all that share it. */
final class DriftText {
    private static final int DIGEST_SHOWN = 12;

    private DriftText() {}

    static void on(Page page, List<DriftResult> results) {
        if (results.isEmpty()) {
            return;
        }
        page.gap();
        results.forEach(result -> line(page, result));
        for (var group : DriftGroup.of(results.stream().filter(DriftResult::isLoud).toList())) {
            page.gap().line(
                    Cell.of("in "),
                    Cell.of(Tone.STRONG, String.join(", ", group.databases())),
                    Cell.of(Tone.FAINT, "  " + group.differences().size()
                            + (group.differences().size() == 1 ? " difference" : " differences")));
            DetectionText.objects(page, group.differences());
        }
        if (results.stream().anyMatch(result -> result.isLoud() && result.digest().isPresent())) {
            page.gap().next("", "undo them, put them into a revision (ledger owners --adopt), or let them be:"
                    + " ledger drift accept DATABASE --reason TEXT");
        }
    }

    private static void line(Page page, DriftResult result) {
        var tone = result.isLoud() || result.problem().isPresent() ? Tone.DOUBTFUL : Tone.GOOD;
        page.line(
                page.mark(tone == Tone.GOOD ? Mark.YES : Mark.WARN, tone),
                Cell.of(" "),
                Cell.of(Tone.STRONG, result.id()),
                Cell.of(result.detection().map(detection -> "  " + words(result, detection) + claim(detection)).orElse("")),
                Cell.of(Tone.FAINT, result.digest().map(d -> "  " + d.substring(0, DIGEST_SHOWN)).orElse("")));
        result.accepted().ifPresent(accepted -> page.line(Cell.of("    accepted by " + accepted.actor() + " on "
                + Times.moment(accepted.time()) + ": " + accepted.reason())));
        result.problem().ifPresent(problem -> ReportText.problem(page, problem));
    }

    /** Something may be missing that the revision is not above: then only the claim tells. */
    private static String claim(Detection detection) {
        return switch (detection.claim()) {
            case AGREES, ABSENT, EMPTY -> "";
            case WRONG, SEVERAL, UNKNOWN_REVISION -> ", though it claims " + detection.claimed();
        };
    }

    private static String words(DriftResult result, Detection detection) {
        var differs = result.digest().isEmpty()
                ? "no drift"
                : result.count(Tier.HARD) + " hard and " + result.count(Tier.SOFT) + " soft";
        return switch (detection.verdict()) {
            case EMPTY -> "empty, " + differs;
            case EXACT, EQUIVALENT, DRIFTED -> differs + (result.digest().isEmpty() ? " at " : " from ") + detection.state();
            case PARTIAL -> "half-way above " + detection.state() + ", " + differs;
            case UNKNOWN -> "not a schema of this catalog: " + differs + " from the nearest, " + detection.state();
        };
    }
}
