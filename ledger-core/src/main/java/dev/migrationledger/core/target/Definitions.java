package dev.migrationledger.core.target;

import dev.migrationledger.core.schema.FactKey;
import java.util.List;

/**
 * Statements that make objects of a database in another one.
 *
 * @param made in an order in which they can run
 * @param left objects that cannot be written down, each with the reason in words
 */
public record Definitions(List<Definition> made, List<Left> left) {
    public Definitions {
        made = List.copyOf(made);
        left = List.copyOf(left);
    }

    /** @param sql makes the object where it is missing and changes nothing where it is; ends with a line end */
    public record Definition(FactKey key, String sql) {}

    public record Left(FactKey key, String reason) {}
}
