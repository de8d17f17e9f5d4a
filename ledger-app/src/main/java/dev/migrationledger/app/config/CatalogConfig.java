package dev.migrationledger.app.config;

import dev.migrationledger.core.catalog.Policy;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One catalog as configured.
 *
 * @param scratch where its references are made
 * @param sources in file order, which is the order seeds run in
 * @param probes  keyed by revision as written: a query that is true once the revision is in
 */
public record CatalogConfig(
        String name, Scratch scratch, List<SourceConfig> sources, Map<String, String> probes, Policy policy) {
    public CatalogConfig {
        sources = List.copyOf(sources);
        probes = Collections.unmodifiableMap(new LinkedHashMap<>(probes));
    }
}
