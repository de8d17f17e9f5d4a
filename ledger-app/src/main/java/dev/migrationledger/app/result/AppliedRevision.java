package dev.migrationledger.app.result;

import dev.migrationledger.core.revision.Kind;

/**
 * A revision that ran, forward or back.
 *
 * @param millis    in the target, from first statement to commit
 * @param recovered it was found already done by an earlier attempt that died
 */
public record AppliedRevision(String revision, Kind kind, long millis, boolean recovered) {
    public AppliedRevision(String revision, Kind kind, long millis) {
        this(revision, kind, millis, false);
    }
}
