package dev.migrationledger.app.cli.render;

import dev.migrationledger.app.result.DetectResult;
import dev.migrationledger.app.result.Label;
import dev.migrationledger.core.detection.Claim;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.Verdict;
import dev.migrationledger.core.schema.Difference;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.schema.Tier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a database is, what it claims, and why: verdict, state, claim, evidence, differences. */
final class DetectionText {
    private static final int EVIDENCE_SHOWN = 12;

    private DetectionText() {}

    static void on(Page page, DetectResult result) {
        page.gap();
        result.detection().ifPresent(detection -> on(page, result.id(), detection));
        result.problem().ifPresent(problem -> {
            page.line(page.mark(ChangeText.mark(problem.exit()), ChangeText.tone(problem.exit())), Cell.of(" "), Cell.of(Tone.STRONG, result.id()));
            ReportText.problem(page, problem);
        });
    }

    private static void on(Page page, String id, Detection detection) {
        var tone = tone(detection.verdict());
        page.line(
                page.mark(mark(detection.verdict()), tone),
                Cell.of(" "),
                Cell.of(Tone.STRONG, id),
                Cell.of("  "),
                Cell.of(tone, Label.of(detection.verdict())),
                Cell.of("  " + where(detection)));
        claim(page, detection);
        candidates(page, detection);
        evidence(page, detection.evidence());
        differences(page, detection.differences());
        page.next("  ", next(id, detection));
    }

    private static String where(Detection detection) {
        return switch (detection.verdict()) {
            case EMPTY -> "no tables";
            case EXACT -> "at " + detection.state();
            case EQUIVALENT -> detection.candidates().size() + " states have this schema";
            case PARTIAL -> "half-way above " + detection.state();
            case DRIFTED -> "nearest is " + detection.state();
            case UNKNOWN -> "not a schema of this catalog";
        };
    }

    private static void claim(Page page, Detection detection) {
        var rows = detection.trackers().stream()
                .map(tracker -> tracker.table() + ": "
                        + (tracker.rows().isEmpty() ? "no rows" : last(tracker.rows()))
                        + (tracker.dirty() ? " (marked dirty)" : ""))
                .collect(Collectors.joining("; "));
        boolean agrees = detection.claim() == Claim.AGREES;
        boolean silent = detection.claim() == Claim.ABSENT || detection.claim() == Claim.EMPTY;
        page.line(
                Cell.of("  claim "),
                Cell.of(agrees ? Tone.GOOD : silent ? Tone.DOUBTFUL : Tone.BAD, Label.of(detection.claim())),
                Cell.of(Tone.FAINT, rows.isEmpty() ? "  no tracker table" : "  " + rows));
    }

    /** Tools that record every revision have hundreds of rows. */
    private static String last(List<String> rows) {
        return rows.size() <= 3
                ? String.join(", ", rows)
                : rows.size() + " rows, last " + rows.getLast();
    }

    private static void candidates(Page page, Detection detection) {
        if (detection.candidates().size() > 1 || detection.verdict() == Verdict.UNKNOWN) {
            detection.candidates().forEach(state ->
                    page.line(Cell.of("    "), page.mark(Mark.ASK, Tone.DOUBTFUL), Cell.of(" " + state)));
        }
    }

    private static void evidence(Page page, List<String> evidence) {
        if (evidence.isEmpty()) {
            return;
        }
        page.line(Cell.of("  evidence"));
        evidence.stream().limit(EVIDENCE_SHOWN).forEach(words ->
                page.line(Cell.of("    "), page.mark(Mark.DOT, Tone.FAINT), Cell.of(" " + words)));
        if (evidence.size() > EVIDENCE_SHOWN) {
            page.line(Cell.of(Tone.FAINT, "      and " + (evidence.size() - EVIDENCE_SHOWN) + " more (--format json)"));
        }
    }

    private static void differences(Page page, List<Difference> differences) {
        var byObject = new LinkedHashMap<String, List<Difference>>();
        var cosmetic = differences.stream().filter(d -> d.tier() == Tier.COSMETIC).count();
        for (var difference : differences) {
            if (difference.tier() != Tier.COSMETIC) {
                byObject.computeIfAbsent(object(difference.key()), _ -> new ArrayList<>()).add(difference);
            }
        }
        if (byObject.isEmpty()) {
            if (cosmetic > 0) {
                page.line(Cell.of(Tone.FAINT, "  " + cosmetic + " cosmetic difference" + (cosmetic == 1 ? "" : "s") + " (--format json)"));
            }
            return;
        }
        page.line(
                Cell.of("  differences"),
                Cell.of(Tone.FAINT, cosmetic == 0 ? "" : "  besides " + cosmetic + " cosmetic"));
        objects(page, byObject);
    }

    /** @param differences none of them cosmetic */
    static void objects(Page page, List<Difference> differences) {
        var byObject = new LinkedHashMap<String, List<Difference>>();
        differences.forEach(d -> byObject.computeIfAbsent(object(d.key()), _ -> new ArrayList<>()).add(d));
        objects(page, byObject);
    }

    private static void objects(Page page, Map<String, List<Difference>> byObject) {
        byObject.forEach((object, found) -> {
            page.line(Cell.of("    "), Cell.of(Tone.STRONG, object));
            var table = new Table(
                    Table.Column.whole(""), Table.Column.whole(""), Table.Column.left(""), Table.Column.left(""));
            found.forEach(difference -> row(table, difference));
            table.on(page, "      ");
        });
    }

    private static void row(Table table, Difference difference) {
        var tone = switch (difference.change()) {
            case MISSING -> Tone.BAD;
            case EXTRA, CHANGED -> Tone.DOUBTFUL;
        };
        var words = switch (difference.change()) {
            case MISSING -> difference.expected();
            case EXTRA -> difference.actual();
            case CHANGED -> "expected " + difference.expected() + ", is " + difference.actual();
        };
        table.row(
                Cell.of(tone, Label.of(difference.change())),
                Cell.of(difference.key().kind().label() + " " + difference.key().name()),
                Cell.of(words),
                Cell.of(Tone.FAINT, difference.revision().isEmpty() ? "" : "by " + difference.revision()));
    }

    /** The table a column, constraint or index belongs to; other objects are their own. */
    private static String object(FactKey key) {
        return switch (key.kind()) {
            case COLUMN -> key.name().substring(0, Math.max(key.name().lastIndexOf('.'), 0));
            case PRIMARY_KEY, UNIQUE, FOREIGN_KEY, CHECK, EXCLUSION, INDEX -> before(key.name(), "(");
            case SCHEMA, EXTENSION, ENUM, DOMAIN, TYPE, SEQUENCE, TABLE, VIEW, MATERIALIZED_VIEW, FUNCTION, TRIGGER,
                    POLICY, PARTITION, COMMENT -> key.name();
        };
    }

    private static String before(String text, String sign) {
        int at = text.indexOf(sign);
        return (at < 0 ? text : text.substring(0, at)).strip();
    }

    private static String next(String id, Detection detection) {
        boolean agrees = detection.claim() == Claim.AGREES;
        return switch (detection.verdict()) {
            case EMPTY -> "ledger up " + id;
            case EXACT -> agrees ? "" : "ledger repair " + id + " writes what the schema proves; ledger up " + id
                    + " does so and upgrades";
            case EQUIVALENT -> agrees ? "" : "choose one: ledger stamp REVISION " + id
                    + "; or declare the later revisions idempotent, or a probe that tells them apart";
            case PARTIAL -> detection.isBegun()
                    ? "ledger up " + id + " goes on with it"
                    : "finish or undo the half-applied revision by hand, then ledger detect " + id;
            case DRIFTED -> "bring the schema back by hand, or put the differences into a new revision";
            case UNKNOWN -> "is this the right catalog for " + id + "?";
        };
    }

    static Tone tone(Verdict verdict) {
        return switch (verdict) {
            case EMPTY -> Tone.LINK;
            case EXACT -> Tone.GOOD;
            case EQUIVALENT, PARTIAL, DRIFTED -> Tone.DOUBTFUL;
            case UNKNOWN -> Tone.BAD;
        };
    }

    private static Mark mark(Verdict verdict) {
        return switch (verdict) {
            case EMPTY -> Mark.DOT;
            case EXACT -> Mark.YES;
            case EQUIVALENT -> Mark.ASK;
            case PARTIAL, DRIFTED -> Mark.WARN;
            case UNKNOWN -> Mark.NO;
        };
    }
}
