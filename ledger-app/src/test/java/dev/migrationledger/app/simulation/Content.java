package dev.migrationledger.app.simulation;

import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.schema.Fact;
import dev.migrationledger.core.schema.ObjectKind;
import dev.migrationledger.core.schema.SchemaSnapshot;
import dev.migrationledger.core.target.Marker;
import dev.migrationledger.core.target.Registration;
import dev.migrationledger.core.target.TargetIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is in a database, apart from who works on it. */
final class Content {
    /** Whether the ledger's own tables are there. */
    boolean prepared;

    Optional<Registration> registration = Optional.empty();
    /** Keyed by revision and statement. */
    final SortedMap<String, Marker> markers = new TreeMap<>();
    /** How often each statement that counts had its effect: what the oracle believes, and the protocol never sees. */
    final SortedMap<String, Integer> tally = new TreeMap<>();
    /** Keyed by name: {@code table t1}, {@code column t1.c2}, {@code index i3 t1(id)}; whether it is valid. */
    final SortedMap<String, Boolean> objects = new TreeMap<>();

    Content copy() {
        var copy = new Content();
        copy.prepared = prepared;
        copy.registration = registration;
        copy.markers.putAll(markers);
        copy.tally.putAll(tally);
        copy.objects.putAll(objects);
        return copy;
    }

    static String key(String revision, int statement) {
        return revision + "/" + statement;
    }

    void count(String key, int by) {
        if (tally.merge(key, by, Integer::sum) == 0) {
            tally.remove(key);
        }
    }

    int counted(String key) {
        return tally.getOrDefault(key, 0);
    }

    void epoch(long epoch) {
        registration = registration.map(r -> new Registration(r.databaseId(), r.identity(), r.catalog(), epoch, r.heads()));
    }

    void heads(State heads) {
        registration = registration.map(r -> new Registration(r.databaseId(), r.identity(), r.catalog(), r.epoch(), heads));
    }

    void register(String databaseId, TargetIdentity identity, String catalog) {
        long epoch = markers.values().stream().mapToLong(Marker::epoch).max().orElse(0);
        registration = registration.or(() -> Optional.of(new Registration(databaseId, identity, catalog, epoch, State.EMPTY)));
    }

    void adopt(String databaseId, TargetIdentity identity, String catalog) {
        var heads = registration.map(Registration::heads).orElse(State.EMPTY);
        registration = Optional.of(new Registration(databaseId, identity, catalog, 0, heads));
    }

    /** As the engines ask their marker table: statements' markers without that of their revision. */
    Set<String> begun() {
        return markers.values().stream()
                .filter(marker -> marker.statement() > 0 && !markers.containsKey(key(marker.revision(), 0)))
                .map(Marker::revision)
                .collect(Collectors.toSet());
    }

    SchemaSnapshot snapshot() {
        var facts = new ArrayList<Fact>();
        objects.forEach((object, valid) -> facts.add(fact(List.of(object.split(" ")), valid)));
        return SchemaSnapshot.of(facts);
    }

    private static Fact fact(List<String> words, boolean valid) {
        var name = "public." + words.getLast();
        return switch (words.getFirst()) {
            case "table" -> Fact.hard(ObjectKind.TABLE, name, Map.of("kind", "table"));
            case "column" -> Fact.hard(ObjectKind.COLUMN, name, Map.of("type", "integer"));
            default -> Fact.hard(
                    ObjectKind.INDEX, name, valid ? Map.of("method", "btree") : Map.of("method", "btree", "validity", "invalid"));
        };
    }
}
