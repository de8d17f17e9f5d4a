package dev.migrationledger.core.ownership;

import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.schema.ObjectKind;
import java.util.List;

/**
 * A live or expected object and who made it.
 *
 * @param revision  empty when none claims it, and for what a seed made
 * @param source    id of the revision's source; empty when none claims it
 * @param claims    owned, missing: the owner first; contested: everyone who claims it; unowned: revisions that are not
 *                  in, or no longer, and that an object of this name would come from
 * @param changedBy revisions that changed it after it was made, in their order
 */
public record OwnedObject(
        FactKey key, String revision, String source, Status status, List<Claimant> claims, List<String> changedBy) {
    public OwnedObject {
        claims = List.copyOf(claims);
        changedBy = List.copyOf(changedBy);
    }

    public enum Status {
        OWNED,
        UNOWNED,
        /** Claimed by more than one source. */
        CONTESTED,
        /** Claimed, but not there. */
        MISSING
    }

    /** Whether it is a part of a table that stands in its own line only when it is not its table's maker's. */
    public boolean isDetail() {
        return isDetail(key.kind());
    }

    static boolean isDetail(ObjectKind kind) {
        return switch (kind) {
            case COLUMN, PRIMARY_KEY, UNIQUE, FOREIGN_KEY, CHECK, EXCLUSION -> true;
            case SCHEMA, EXTENSION, ENUM, DOMAIN, TYPE, SEQUENCE, TABLE, INDEX, VIEW, MATERIALIZED_VIEW, FUNCTION, TRIGGER,
                    POLICY, PARTITION, COMMENT -> false;
        };
    }
}
