package dev.migrationledger.core.rollout;

import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.planning.DigestText;

/** What an upgrade runs besides the revisions of its plan. */
public final class Besides {
    private Besides() {}

    /** Digest over the catalog's seeds and dumps: when each runs, and its text. */
    public static String digest(Catalog catalog) {
        var text = new DigestText("besides 1").field(catalog.snapshots().size());
        catalog.snapshots().forEach(dump ->
                text.field(dump.id()).field(dump.at()).field(dump.script().digest()));
        text.field(catalog.seeds().size());
        catalog.seeds().forEach(seed -> text.field(seed.id())
                .field(seed.critical())
                .field(seed.after().orElse(""))
                .field(seed.script().digest()));
        return text.digest();
    }
}
