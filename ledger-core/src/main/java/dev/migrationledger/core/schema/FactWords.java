package dev.migrationledger.core.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;

/** Facts in words for people: {@code integer not null default 0}. */
public final class FactWords {
    /** Attributes whose values say enough without their names, in the order they read best. */
    private static final List<String> SPEAKING =
            List.of("kind", "type", "nullability", "labels", "columns", "definition", "body", "text");

    private static final Set<String> WITHOUT_NAME = Set.copyOf(SPEAKING);

    /** Longer values are cut: a function's body is looked up, not read in a table. */
    private static final int LONGEST = 200;

    private FactWords() {}

    /** The attributes of the weightiest tier that has any; {@code present} where the fact has none. */
    public static String whole(Fact fact) {
        var words = words(Tiers.of(fact, Tiers.ofExistence(fact)));
        return words.isEmpty() ? "present" : words;
    }

    /**
     * As {@link #whole}, of an object that no revision describes: a digest stands for soft attributes beside hard ones,
     * such as the body of a function, so that two of them are told apart.
     */
    static String extra(Fact fact) {
        var isAll = Tiers.ofExistence(fact) == Tier.SOFT || fact.soft().isEmpty();
        return whole(fact) + (isAll ? "" : " #" + digest(fact.soft().toString()));
    }

    /** How the fact differs from the other in one tier: a column's hard attributes as a whole, else what differs. */
    static String changed(Fact fact, Fact other, Tier tier) {
        var mine = Tiers.of(fact, tier);
        if (tier == Tier.HARD && fact.key().kind() == ObjectKind.COLUMN) {
            return words(mine);
        }
        var theirs = Tiers.of(other, tier);
        var names = new java.util.TreeSet<>(mine.keySet());
        names.addAll(theirs.keySet());
        names.removeIf(name -> Objects.equals(mine.get(name), theirs.get(name)));
        var parts = new ArrayList<String>();
        for (var name : names) {
            var value = mine.get(name);
            parts.add(value == null ? "no " + name : word(name, value));
        }
        return String.join(", ", parts);
    }

    private static String words(SortedMap<String, String> attributes) {
        var parts = new ArrayList<String>();
        for (var name : SPEAKING) {
            if (attributes.containsKey(name)) {
                parts.add(shortened(attributes.get(name)));
            }
        }
        attributes.entrySet().stream()
                .filter(a -> !WITHOUT_NAME.contains(a.getKey()))
                .map(FactWords::word)
                .forEach(parts::add);
        return String.join(" ", parts);
    }

    private static String word(Map.Entry<String, String> attribute) {
        return word(attribute.getKey(), attribute.getValue());
    }

    private static String word(String name, String value) {
        return WITHOUT_NAME.contains(name) ? shortened(value) : name + " " + shortened(value);
    }

    /** What is cut off is told apart by a digest of the whole: words must differ where values do. */
    private static String shortened(String value) {
        return value.length() <= LONGEST ? value : value.substring(0, LONGEST - 1) + "… #" + digest(value);
    }

    /** The first 48 bits of SHA-256, lower-case hexadecimal. */
    private static String digest(String value) {
        try {
            var bytes = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
