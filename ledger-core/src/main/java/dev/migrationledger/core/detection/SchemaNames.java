package dev.migrationledger.core.detection;

import dev.migrationledger.core.schema.Fact;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.schema.ObjectKind;
import dev.migrationledger.core.schema.Row;
import dev.migrationledger.core.schema.SchemaSnapshot;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A database that keeps all its objects in one schema while the catalog keeps all of its in another: the same schema
 * under another name.
 *
 * @param live      name of the schema in the live database
 * @param reference name of the schema in the catalog
 */
public record SchemaNames(String live, String reference) {
    private static final Set<ObjectKind> NOT_IN_A_SCHEMA = Set.of(ObjectKind.SCHEMA, ObjectKind.EXTENSION, ObjectKind.COMMENT);

    /** Empty when the names are the same or either side uses more than one schema. */
    public static Optional<SchemaNames> between(SchemaSnapshot live, Collection<OriginReference> references) {
        var ours = homes(live.facts().keySet());
        var theirs = new TreeSet<String>();
        for (var reference : references) {
            theirs.addAll(homes(reference.startSnapshot().facts().keySet()));
            reference.deltas().forEach(delta -> theirs.addAll(homes(delta.facts().keySet())));
        }
        return ours.size() == 1 && theirs.size() == 1 && !ours.equals(theirs)
                ? Optional.of(new SchemaNames(ours.first(), theirs.first()))
                : Optional.empty();
    }

    private static TreeSet<String> homes(Collection<FactKey> keys) {
        return keys.stream()
                .filter(key -> !NOT_IN_A_SCHEMA.contains(key.kind()) && key.name().indexOf('.') > 0)
                .map(key -> key.name().substring(0, key.name().indexOf('.')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The live snapshot with the catalog's schema name wherever the live one stands. */
    public SchemaSnapshot toReference(SchemaSnapshot snapshot, Collection<OriginReference> references) {
        var own = new FactKey(ObjectKind.SCHEMA, live);
        var wanted = new FactKey(ObjectKind.SCHEMA, reference);
        var isNamed = references.stream()
                .anyMatch(r -> r.startSnapshot().facts().containsKey(wanted)
                        || r.deltas().stream().anyMatch(d -> d.facts().containsKey(wanted)));
        return SchemaSnapshot.of(snapshot.facts().values().stream()
                .filter(fact -> isNamed || !fact.key().equals(own))
                .map(this::toReference)
                .toList());
    }

    private Fact toReference(Fact fact) {
        var kind = fact.key().kind();
        var name = kind == ObjectKind.SCHEMA && fact.key().name().equals(live)
                ? reference
                : swap(fact.key().name(), live, reference);
        return new Fact(new FactKey(kind, name), swap(fact.hard()), swap(fact.soft()), swap(fact.cosmetic()));
    }

    /** The live database's name of what the catalog calls so. */
    public FactKey toLive(FactKey key) {
        var name = key.kind() == ObjectKind.SCHEMA && key.name().equals(reference)
                ? live
                : swap(key.name(), reference, live);
        return new FactKey(key.kind(), name);
    }

    private SortedMap<String, String> swap(Map<String, String> attributes) {
        var swapped = new TreeMap<String, String>();
        attributes.forEach((name, value) -> swapped.put(name, swap(value, live, reference)));
        return swapped;
    }

    Row toLive(Row row) {
        return new Row(row.schema().equals(reference) ? live : row.schema(), row.table(), row.key(), row.content());
    }

    private static String swap(String text, String from, String to) {
        return Pattern.compile("(?<![\\w.\"$])" + Pattern.quote(from) + "\\.")
                .matcher(text)
                .replaceAll(Matcher.quoteReplacement(to + "."));
    }
}
