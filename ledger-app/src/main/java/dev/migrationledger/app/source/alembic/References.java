package dev.migrationledger.app.source.alembic;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Walks over the references {@code %(name)s} of a configuration value and puts something in their place. */
final class References {
    private static final Pattern REFERENCE = Pattern.compile("%(?:(%)|\\(([^)]+)\\)s|)");

    private final String option;
    private final String value;
    private final Matcher matcher;
    private final StringBuilder result = new StringBuilder();
    private int from;

    References(String option, String value) {
        this.option = option;
        this.value = value;
        this.matcher = REFERENCE.matcher(value);
    }

    /** Moves to the next reference. @throws Malformed for a percent sign that begins none */
    boolean hasNext() throws Malformed {
        while (matcher.find()) {
            result.append(value, from, matcher.start());
            from = matcher.end();
            if (matcher.group(2) != null) {
                return true;
            }
            if (matcher.group(1) == null) {
                throw new Malformed("the value of `" + option + "` has a lone `%`: write `%%`");
            }
            result.append('%');
        }
        return false;
    }

    /** The name it refers to. */
    String next() {
        return matcher.group(2);
    }

    /** @throws Malformed when there is no such value */
    void replace(Optional<String> with) throws Malformed {
        result.append(with.orElseThrow(() ->
                new Malformed("the value of `" + option + "` refers to `" + next() + "`, which is not set")));
    }

    String result() {
        return result + value.substring(from);
    }
}
