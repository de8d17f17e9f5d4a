package dev.migrationledger.app.cli.render;

import dev.migrationledger.app.result.SnapshotCheck;
import dev.migrationledger.core.schema.Tier;

/** Whether a dump is what it claims to be, with every difference that matters. */
public final class SnapshotText {
    private SnapshotText() {}

    public static void on(Page page, SnapshotCheck check) {
        var claim = "snapshot " + check.id() + " claims to equal " + check.at();
        if (check.differences().isEmpty()) {
            page.line(Cell.of(Tone.STRONG, claim + " "), Cell.of("and the revisions alone cannot make that: nothing to compare with"));
            return;
        }
        long hard = check.count(Tier.HARD);
        long soft = check.count(Tier.SOFT);
        long cosmetic = check.count(Tier.COSMETIC);
        page.line(
                Cell.of(Tone.STRONG, claim + " "),
                Cell.of(hard + soft == 0 ? "and does" : "but has " + hard + " hard and " + soft + " soft differences"),
                Cell.of(Tone.FAINT, cosmetic == 0 ? "" : ", besides " + cosmetic + " cosmetic"));
        DetectionText.objects(
                page, check.differences().get().stream().filter(d -> d.tier() != Tier.COSMETIC).toList());
    }
}
