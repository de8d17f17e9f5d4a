package dev.migrationledger.core.detection;

import dev.migrationledger.core.schema.Difference;
import dev.migrationledger.core.schema.Tier;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What in a database differs from its state, formatting and names aside; and the digest by which it is known again. */
public final class Drift {
    private Drift() {}

    /** Hard and soft differences, sorted by key. */
    public static List<Difference> of(Detection detection) {
        return detection.differences().stream().filter(d -> d.tier() != Tier.COSMETIC).toList();
    }

    /**
     * The same for the same differences, whatever the state they differ from: an upgrade that leaves them as they are
     * does not make them new ones.
     *
     * @return SHA-256, lower-case hexadecimal; empty when nothing differs
     */
    public static Optional<String> digest(Detection detection) {
        var differences = of(detection);
        if (differences.isEmpty()) {
            return Optional.empty();
        }
        var text = new StringBuilder();
        for (var difference : differences) {
            part(text, difference.change().name());
            part(text, difference.tier().name());
            part(text, difference.key().toString());
            part(text, difference.expected());
            part(text, difference.actual());
        }
        try {
            return Optional.of(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lengths stand before the parts, so that no two different lists have the same text. */
    private static void part(StringBuilder text, String part) {
        text.append(part.length()).append(':').append(part).append('\n');
    }

    /** Whether there is a state that it differs from: half a revision, or another schema altogether, is no drift. */
    public static boolean isJudged(Detection detection) {
        return switch (detection.verdict()) {
            case EMPTY, EXACT, EQUIVALENT, DRIFTED -> true;
            case PARTIAL, UNKNOWN -> false;
        };
    }

    /**
     * Whether a person should look: something differs and nobody accepted it, or there is no revision to differ from.
     *
     * @param accepted whether a person accepted just these differences
     */
    public static boolean isLoud(Detection detection, boolean accepted) {
        return !isJudged(detection) || !accepted && !of(detection).isEmpty();
    }
}
