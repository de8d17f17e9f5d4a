package dev.migrationledger.app.source.flyway;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A version as Flyway orders it: part by part as numbers of any length, missing parts as zero, so that {@code 1.0}
 * equals {@code 1} and {@code 01}.
 *
 * @param text  as in the file's name with underscores as dots: what {@code flyway_schema_history.version} holds
 * @param parts without zeros at the end
 */
record FlywayVersion(String text, List<BigInteger> parts) implements Comparable<FlywayVersion> {
    private static final Pattern FORM = Pattern.compile("\\d+(\\.\\d+)*");

    /** @return empty when it is no version */
    static Optional<FlywayVersion> parse(String written) {
        var text = written.replace('_', '.');
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        var parts = new ArrayList<>(Arrays.stream(text.split("\\.")).map(BigInteger::new).toList());
        while (!parts.isEmpty() && parts.getLast().signum() == 0) {
            parts.removeLast();
        }
        return Optional.of(new FlywayVersion(text, List.copyOf(parts)));
    }

    boolean isSameAs(FlywayVersion other) {
        return parts.equals(other.parts);
    }

    /** Zero for equal versions written differently. */
    @Override
    public int compareTo(FlywayVersion other) {
        for (int i = 0; i < Math.max(parts.size(), other.parts.size()); i++) {
            int order = part(i).compareTo(other.part(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private BigInteger part(int i) {
        return i < parts.size() ? parts.get(i) : BigInteger.ZERO;
    }
}
