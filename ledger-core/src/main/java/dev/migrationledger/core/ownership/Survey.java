package dev.migrationledger.core.ownership;

import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.OriginReference;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.script.Dialect;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known about one database when its owners are asked for.
 *
 * @param references one for each origin
 * @param live       every object that is there, under the names that the catalog uses
 * @param seeded     keyed by object that only a seed makes: id of the seed
 * @param dialect    whose rules scripts follow there
 */
public record Survey(
        Detection detection,
        List<OriginReference> references,
        Set<FactKey> live,
        Map<FactKey, String> seeded,
        Dialect dialect) {
    public Survey {
        references = List.copyOf(references);
        live = Set.copyOf(live);
        seeded = Map.copyOf(seeded);
    }
}
