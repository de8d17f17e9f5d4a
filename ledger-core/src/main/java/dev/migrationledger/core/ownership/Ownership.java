package dev.migrationledger.core.ownership;

import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.detection.Delta;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.OriginReference;
import dev.migrationledger.core.detection.TableParts;
import dev.migrationledger.core.detection.Verdict;
import dev.migrationledger.core.ownership.Claimant.How;
import dev.migrationledger.core.ownership.OwnedObject.Status;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.schema.Difference;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.schema.ObjectKind;
import dev.migrationledger.core.schema.SchemaSnapshot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Traces every live object to the revision and source that made it, in the state that the evidence names. Where the
 * verdict is unknown no state is proven, so nothing is owned and nothing missing.
 */
public final class Ownership {
    private final Catalog catalog;
    private final Survey survey;
    private final OriginReference origin;
    private final Claimants claims;
    /** Keyed by object: every revision that makes it, in the state or not. */
    private final Map<FactKey, Set<Claimant>> makersAnywhere = new HashMap<>();
    private final SortedMap<FactKey, OwnedObject> objects = new TreeMap<>();

    private Ownership(Catalog catalog, Survey survey) {
        this.catalog = catalog;
        this.survey = survey;
        this.origin = survey.references().stream()
                .filter(reference -> reference.origin().equals(survey.detection().origin()))
                .findFirst()
                .orElseGet(() -> new OriginReference(
                        OriginReference.EMPTY,
                        State.EMPTY,
                        SchemaSnapshot.EMPTY,
                        List.of(),
                        List.of(),
                        List.of()));
        survey.references().forEach(reference -> Stream.concat(reference.deltas().stream(), reference.alone().stream())
                .forEach(this::remember));
        this.claims = new Claimants(
                catalog,
                catalog.graph().members(place(survey.detection())),
                survey.references(),
                origin,
                new KnownNames(known()),
                survey.dialect());
    }

    private void remember(Delta delta) {
        var claim = new Claimant(delta.revision(), catalog.graph().get(delta.revision()).source(), How.CREATES);
        delta.facts().forEach((key, change) -> {
            if (change.before().isEmpty()) {
                makersAnywhere.computeIfAbsent(key, _ -> new LinkedHashSet<>()).add(claim);
            }
        });
    }

    private Set<FactKey> known() {
        var known = new HashSet<>(survey.live());
        known.addAll(makersAnywhere.keySet());
        survey.references().forEach(reference -> known.addAll(reference.startSnapshot().facts().keySet()));
        return known;
    }

    /** The state whose revisions own what is there: of several with the same schema the claimed one; none of unknown. */
    public static State place(Detection detection) {
        if (detection.verdict() == Verdict.UNKNOWN) {
            return State.EMPTY;
        }
        return detection.candidates().contains(detection.claimed()) ? detection.claimed() : detection.state();
    }

    /** @return sorted by key; columns and constraints only where they are not their table's maker's */
    public static List<OwnedObject> of(Catalog catalog, Survey survey) {
        return new Ownership(catalog, survey).objects();
    }

    private List<OwnedObject> objects() {
        survey.live().stream().filter(Ownership::isObject).forEach(key -> objects.put(key, live(key)));
        if (survey.detection().verdict() != Verdict.UNKNOWN) {
            survey.detection().differences().stream()
                    .filter(difference -> difference.change() == Difference.Change.MISSING)
                    .filter(difference -> isObject(difference.key()))
                    .forEach(difference -> objects.putIfAbsent(difference.key(), missing(difference.key(), difference.revision())));
            claims.documented()
                    .filter(key -> !survey.live().contains(key))
                    .forEach(key -> objects.putIfAbsent(key, missing(key, "")));
        }
        return objects.values().stream().filter(this::isShown).toList();
    }

    private static boolean isObject(FactKey key) {
        return key.kind() != ObjectKind.COMMENT;
    }

    private OwnedObject live(FactKey key) {
        var all = claims.of(key);
        if (!all.isEmpty()) {
            var sources = all.stream().map(Claimant::source).distinct().count();
            return object(key, sources > 1 ? Status.CONTESTED : Status.OWNED, all);
        }
        if (survey.seeded().containsKey(key)) {
            return object(key, Status.OWNED, List.of(new Claimant("", Objects.requireNonNull(survey.seeded().get(key)), How.SEEDS)));
        }
        var elsewhere = claims.dropper(key).map(List::of).orElseGet(() -> List.copyOf(makersAnywhere.getOrDefault(key, Set.of())));
        return new OwnedObject(key, "", "", Status.UNOWNED, elsewhere, List.of());
    }

    private OwnedObject missing(FactKey key, String revision) {
        var all = claims.of(key);
        return all.isEmpty()
                ? new OwnedObject(key, revision, source(revision), Status.MISSING, List.of(), List.of())
                : object(key, Status.MISSING, all);
    }

    private String source(String revision) {
        return catalog.graph().find(revision).map(r -> r.source()).orElse("");
    }

    private OwnedObject object(FactKey key, Status status, List<Claimant> all) {
        return new OwnedObject(
                key, all.getFirst().revision(), all.getFirst().source(), status, all, claims.changers(key));
    }

    private boolean isShown(OwnedObject object) {
        if (!object.isDetail()) {
            return true;
        }
        var table = TableParts.owner(object.key(), objects::containsKey).map(objects::get);
        if (table.isEmpty()) {
            return object.status() != Status.OWNED;
        }
        return switch (table.get().status()) {
            case UNOWNED, MISSING -> object.status() == Status.OWNED || object.status() == Status.CONTESTED;
            case OWNED, CONTESTED -> switch (object.status()) {
                case UNOWNED, MISSING -> true;
                case OWNED, CONTESTED -> !object.revision().equals(table.get().revision());
            };
        };
    }

    /**
     * The objects that a look found, composed of its state and its differences.
     *
     * @return empty when a revision of that state is no longer in the catalog
     */
    public static Optional<Set<FactKey>> liveAt(Catalog catalog, List<OriginReference> references, Detection detection) {
        var origin = references.stream().filter(r -> r.origin().equals(detection.origin())).findFirst();
        if (origin.isEmpty() || detection.state().heads().stream().anyMatch(id -> catalog.graph().find(id).isEmpty())) {
            return Optional.empty();
        }
        var members = catalog.graph().members(detection.state());
        var there = new HashSet<>(origin.get().startSnapshot().facts().keySet());
        origin.get().deltas().stream().filter(delta -> members.contains(delta.revision())).forEach(delta ->
                delta.facts().forEach((key, change) -> change(there, key, change.after().isPresent())));
        detection.differences().forEach(difference -> {
            switch (difference.change()) {
                case MISSING -> there.remove(difference.key());
                case EXTRA -> there.add(difference.key());
                case CHANGED -> there.add(difference.key());
            }
        });
        return Optional.of(there);
    }

    private static void change(Set<FactKey> there, FactKey key, boolean present) {
        if (present) {
            there.add(key);
        } else {
            there.remove(key);
        }
    }
}
