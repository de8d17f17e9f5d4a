package dev.migrationledger.core.script;

import java.util.Optional;

/** A table as a statement names it, folded as the server folds it: unquoted to lower case, quoted as it is. */
public record TableName(Optional<String> schema, String name) {
    @Override
    public String toString() {
        return schema.map(s -> s + ".").orElse("") + name;
    }
}
