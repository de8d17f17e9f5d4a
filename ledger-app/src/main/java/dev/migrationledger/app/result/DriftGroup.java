package dev.migrationledger.app.result;

import dev.migrationledger.core.detection.Drift;
import dev.migrationledger.core.schema.Difference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Differences that the same databases have.
 *
 * @param databases ids, in selection order
 */
public record DriftGroup(List<String> databases, List<Difference> differences) {
    public DriftGroup {
        databases = List.copyOf(databases);
        differences = List.copyOf(differences);
    }

    /** Those of most databases first, then in selection order. */
    public static List<DriftGroup> of(List<DriftResult> results) {
        var byDifference = new LinkedHashMap<Difference, List<String>>();
        for (var result : results) {
            result.detection().stream()
                    .flatMap(detection -> Drift.of(detection).stream())
                    .map(difference -> difference.because(""))
                    .forEach(difference -> byDifference.computeIfAbsent(difference, _ -> new ArrayList<>()).add(result.id()));
        }
        var groups = new LinkedHashMap<List<String>, List<Difference>>();
        byDifference.forEach((difference, ids) -> groups.computeIfAbsent(ids, _ -> new ArrayList<>()).add(difference));
        return groups.entrySet().stream()
                .map(group -> new DriftGroup(group.getKey(), group.getValue()))
                .sorted(Comparator.comparingInt(group -> -group.databases().size()))
                .toList();
    }
}
