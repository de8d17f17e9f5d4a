package dev.migrationledger.app.result;

import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.ownership.OwnedObject;
import dev.migrationledger.core.ownership.OwnedObject.Status;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code owners}.
 *
 * @param objects   sorted by key; a column or constraint only where it is not its table's maker's
 * @param detection the look that they are of
 * @param at        of that look, when it was not now
 * @param adopted   what {@code --adopt} wrote
 */
public record OwnersResult(
        String id,
        String catalog,
        List<OwnedObject> objects,
        Optional<Detection> detection,
        Optional<Instant> at,
        Optional<AdoptedRevision> adopted,
        Optional<Problem> problem)
        implements Result {
    public OwnersResult {
        objects = List.copyOf(objects);
    }

    public static OwnersResult of(String id, String catalog, List<OwnedObject> objects, Detection detection) {
        return new OwnersResult(
                id, catalog, objects, Optional.of(detection), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static OwnersResult refused(String id, String catalog, Problem problem) {
        return new OwnersResult(
                id, catalog, List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(problem));
    }

    public OwnersResult seenAt(Instant instant) {
        return new OwnersResult(id, catalog, objects, detection, Optional.of(instant), adopted, problem);
    }

    public OwnersResult with(AdoptedRevision written) {
        return new OwnersResult(id, catalog, objects, detection, at, Optional.of(written), problem);
    }

    /**
     * How many objects of each status, columns and constraints aside, keyed by source; what nobody owns is under the
     * empty text, what is contested under the first that claims it.
     */
    public Map<String, Map<Status, Integer>> totals() {
        var totals = new TreeMap<String, Map<Status, Integer>>(
                Comparator.comparing(String::isEmpty).thenComparing(Comparator.naturalOrder()));
        objects.stream().filter(object -> !object.isDetail()).forEach(object -> totals
                .computeIfAbsent(object.source(), _ -> new EnumMap<>(Status.class))
                .merge(object.status(), 1, Integer::sum));
        return totals;
    }

    @Override
    public Exit exit() {
        return problem.map(Problem::exit).orElse(Exit.OK);
    }

    @Override
    public boolean hasFindings() {
        return problem.isPresent() || objects.stream().anyMatch(owned -> owned.status() != Status.OWNED);
    }
}
