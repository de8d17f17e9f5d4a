package dev.migrationledger.core.detection;

import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.schema.ObjectKind;
import java.util.Optional;
import java.util.function.Predicate;

/** Facts that stand and fall with a table: its columns, constraints, indexes, triggers, policies. */
public final class TableParts {
    private TableParts() {}

    /**
     * The table a fact is part of. Names of parts begin with the table's: {@code public.t.c}, {@code public.t(a, b)}.
     *
     * @param isTable tells tables' names from others
     */
    public static Optional<FactKey> owner(FactKey key, Predicate<FactKey> isTable) {
        if (!isPart(key.kind())) {
            return Optional.empty();
        }
        var name = key.name();
        for (int i = name.indexOf('.') + 1; i > 0 && i < name.length(); i++) {
            if (".( :".indexOf(name.charAt(i)) >= 0) {
                var table = new FactKey(ObjectKind.TABLE, name.substring(0, i));
                if (isTable.test(table)) {
                    return Optional.of(table);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isPart(ObjectKind kind) {
        return switch (kind) {
            case COLUMN, PRIMARY_KEY, UNIQUE, FOREIGN_KEY, CHECK, EXCLUSION, INDEX, TRIGGER, POLICY, PARTITION -> true;
            case SCHEMA, EXTENSION, ENUM, DOMAIN, TYPE, SEQUENCE, TABLE, VIEW, MATERIALIZED_VIEW, FUNCTION, COMMENT ->
                false;
        };
    }
}
