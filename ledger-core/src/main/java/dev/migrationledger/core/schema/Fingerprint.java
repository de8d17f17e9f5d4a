package dev.migrationledger.core.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;

/** A schema's digest: the same for schemas between which only cosmetic differences lie. */
public final class Fingerprint {
    private Fingerprint() {}

    /** SHA-256 over every fact's hard and soft attributes in key order, lower-case hexadecimal. */
    public static String of(SchemaSnapshot snapshot) {
        return digest(snapshot, false);
    }

    /** As {@link #of}, over hard attributes only: equal for databases that took different paths to the same tables. */
    public static String hardOnly(SchemaSnapshot snapshot) {
        return digest(snapshot, true);
    }

    private static String digest(SchemaSnapshot snapshot, boolean hardOnly) {
        var text = new StringBuilder();
        for (var fact : snapshot.facts().values()) {
            var tier = Tiers.ofExistence(fact);
            if (tier == Tier.HARD || tier == Tier.SOFT && !hardOnly) {
                line(text, 'k', fact.key().kind().label(), fact.key().name());
                lines(text, 'h', fact.hard());
                if (!hardOnly) {
                    lines(text, 's', fact.soft());
                }
            }
        }
        try {
            var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void lines(StringBuilder text, char mark, SortedMap<String, String> attributes) {
        attributes.forEach((name, value) -> line(text, mark, name, value));
    }

    /** Lengths stand before the parts, so that no two different snapshots have the same text. */
    private static void line(StringBuilder text, char mark, String name, String value) {
        text.append(mark).append(name.length()).append(':').append(name);
        text.append(value.length()).append(':').append(value).append('\n');
    }
}
