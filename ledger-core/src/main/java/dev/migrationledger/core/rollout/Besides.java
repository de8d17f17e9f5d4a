package dev.migrationledger.core.rollout;

import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.planning.DigestText;
import dev.migrationledger.core.planning.Step;
import java.util.List;
import java.util.Map;

/** What decides, besides the scripts of a plan, what an upgrade runs. */
public final class Besides {
    private Besides() {}

    /**
     * Digest over the catalog's seeds and dumps, when each runs and its text; and of each step over its post-conditions and
     * probe, whether it may run twice, and how its project's tool is run.
     *
     * @param setups digests, keyed by source id: see {@code MigrationTool#setup}
     */
    public static String digest(Catalog catalog, List<Step> steps, Map<String, String> setups) {
        var text = new DigestText("besides 2").field(catalog.snapshots().size());
        catalog.snapshots().forEach(dump ->
                text.field(dump.id()).field(dump.at()).field(dump.script().digest()));
        text.field(catalog.seeds().size());
        catalog.seeds().forEach(seed -> text.field(seed.id())
                .field(seed.critical())
                .field(seed.after().orElse(""))
                .field(seed.script().digest()));
        text.field(steps.size());
        steps.forEach(step -> catalog.graph().find(step.revision()).ifPresent(revision -> text.field(revision.id())
                .field(revision.idempotent())
                .list(revision.verify())
                .field(catalog.probes().getOrDefault(revision.id(), ""))
                .field(setups.getOrDefault(revision.source(), ""))));
        return text.digest();
    }
}
