package dev.migrationledger.core.ownership;

import dev.migrationledger.core.detection.Delta;
import dev.migrationledger.core.detection.OriginReference;
import dev.migrationledger.core.schema.FactKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who made, changed and dropped each object on the way to one state, by what the revisions did in scratch. */
final class Makers {
    private final Map<FactKey, String> makers = new HashMap<>();
    private final Map<FactKey, String> droppers = new HashMap<>();
    private final Map<FactKey, List<String>> changers = new HashMap<>();
    /** Further revisions that make an object where they do not find it. */
    private final Map<FactKey, List<String>> rivals = new HashMap<>();
    private final Set<FactKey> loaded = new HashSet<>();

    /** @param members of the state */
    Makers(OriginReference reference, Collection<String> members) {
        loaded.addAll(reference.startSnapshot().facts().keySet());
        reference.deltas().stream().filter(delta -> members.contains(delta.revision())).forEach(this::follow);
        reference.alone().stream().filter(delta -> members.contains(delta.revision())).forEach(this::compare);
    }

    private void follow(Delta delta) {
        delta.facts().forEach((key, change) -> {
            if (change.after().isEmpty()) {
                makers.remove(key);
                changers.remove(key);
                loaded.remove(key);
                droppers.put(key, delta.revision());
            } else if (change.before().isEmpty()) {
                makers.put(key, delta.revision());
                droppers.remove(key);
                changers.remove(key);
            } else {
                changers.computeIfAbsent(key, _ -> new ArrayList<>()).add(delta.revision());
            }
        });
    }

    private void compare(Delta alone) {
        alone.facts().forEach((key, change) -> {
            if (change.before().isPresent() || droppers.containsKey(key)) {
                return;
            }
            var maker = makers.putIfAbsent(key, alone.revision());
            if (maker != null && !maker.equals(alone.revision())) {
                rivals.computeIfAbsent(key, _ -> new ArrayList<>()).add(alone.revision());
            }
        });
    }

    Optional<String> maker(FactKey key) {
        return Optional.ofNullable(makers.get(key));
    }

    /** Whether it was in the dump that this history begins with, and has not been dropped since. */
    boolean isLoaded(FactKey key) {
        return loaded.contains(key);
    }

    /** The revision that took it away, where none has made it again. */
    Optional<String> dropper(FactKey key) {
        return Optional.ofNullable(droppers.get(key));
    }

    List<String> changers(FactKey key) {
        return changers.getOrDefault(key, List.of());
    }

    List<String> rivals(FactKey key) {
        return rivals.getOrDefault(key, List.of());
    }
}
