package dev.migrationledger.app.result;

import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.schema.FactKey;
import java.util.List;
import java.util.Optional;

/**
 * A revision that takes objects into the catalog.
 *
 * @param source  id of the source in whose directory it is
 * @param file    path of the file
 * @param written false when it was only shown
 * @param parents the state that it stands on
 * @param objects that it makes where they are missing, in the order in which it does
 * @param left    that it does not take in, with the reason
 * @param note    what a person should do besides; may be empty
 */
public record AdoptedRevision(
        String revision,
        String source,
        String file,
        boolean written,
        String text,
        State parents,
        List<FactKey> objects,
        List<Left> left,
        Optional<String> note) {
    public AdoptedRevision {
        objects = List.copyOf(objects);
        left = List.copyOf(left);
    }

    /** An object that stays unowned. */
    public record Left(FactKey key, String reason) {}
}
