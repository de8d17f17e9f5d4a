package dev.migrationledger.app.operation;

import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.script.CreatedObjects;
import dev.migrationledger.core.script.Dialect;
import dev.migrationledger.core.source.SeedScript;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which seed made an object that no revision makes. */
final class SeededObjects {
    private SeededObjects() {}

    /** @return keyed by object: ids of the seeds whose text names it; of all seeds where none does */
    static Map<FactKey, String> of(Catalog catalog, Collection<FactKey> seeded, Dialect dialect) {
        return seeded.stream().collect(Collectors.toMap(Function.identity(), key -> {
            var named = ids(catalog, seed -> CreatedObjects.in(seed.script(), dialect).stream()
                    .anyMatch(made -> made.kind() == key.kind() && key.name().contains(made.name().name())));
            return named.isEmpty() ? ids(catalog, _ -> true) : named;
        }));
    }

    private static String ids(Catalog catalog, Predicate<SeedScript> which) {
        return catalog.seeds().stream().filter(which).map(SeedScript::id).collect(Collectors.joining(", "));
    }
}
