package dev.migrationledger.core.script;

import dev.migrationledger.core.schema.ObjectKind;
import java.util.Optional;

/**
 * An object that a script names as its own.
 *
 * @param name of a function without its arguments; of a schema or extension without a schema
 * @param on   the table of a trigger or policy
 */
public record CreatedObject(ObjectKind kind, TableName name, Optional<TableName> on) {
    public CreatedObject(ObjectKind kind, TableName name) {
        this(kind, name, Optional.empty());
    }
}
