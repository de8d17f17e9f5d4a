package dev.migrationledger.core.ownership;

import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.schema.ObjectKind;
import dev.migrationledger.core.schema.SqlName;
import dev.migrationledger.core.script.CreatedObject;
import dev.migrationledger.core.script.TableName;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds the objects that a script's words mean: a name without a schema is looked for in every schema. */
final class KnownNames {
    private static final String DEFAULT_SCHEMA = "public";

    /** Keyed by kind and name without schema and arguments. */
    private final Map<FactKey, Set<FactKey>> byName = new HashMap<>();

    KnownNames(Collection<FactKey> keys) {
        for (var key : keys) {
            var name = withoutArguments(key);
            add(key.kind(), name, key);
            for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
                add(key.kind(), name.substring(dot + 1), key);
            }
        }
    }

    private void add(ObjectKind kind, String name, FactKey key) {
        byName.computeIfAbsent(new FactKey(kind, name), _ -> new TreeSet<>()).add(key);
    }

    private static String withoutArguments(FactKey key) {
        int open = key.kind() == ObjectKind.FUNCTION ? key.name().indexOf('(') : -1;
        return open < 0 ? key.name() : key.name().substring(0, open);
    }

    /** Empty when nothing known has this name; of several schemas {@code public}, else all. */
    Set<FactKey> of(CreatedObject object) {
        for (var kind : kinds(object.kind())) {
            var name = object.on().map(table -> written(table) + ".").orElse("") + written(object);
            var qualified = byName.get(new FactKey(kind, DEFAULT_SCHEMA + "." + name));
            var found = qualified == null ? byName.get(new FactKey(kind, name)) : qualified;
            if (found != null) {
                return found;
            }
        }
        return Set.of();
    }

    /** People say type for enums and domains. */
    private static List<ObjectKind> kinds(ObjectKind kind) {
        return kind == ObjectKind.TYPE ? List.of(ObjectKind.TYPE, ObjectKind.ENUM, ObjectKind.DOMAIN) : List.of(kind);
    }

    private static String written(CreatedObject object) {
        return object.on().isPresent() ? SqlName.of(object.name().name()) : written(object.name());
    }

    static String written(TableName name) {
        return name.schema().map(schema -> SqlName.of(schema, name.name())).orElseGet(() -> SqlName.of(name.name()));
    }
}
