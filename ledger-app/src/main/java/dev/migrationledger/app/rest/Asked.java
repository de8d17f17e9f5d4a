package dev.migrationledger.app.rest;

import dev.migrationledger.app.stream.EventFeed.Filter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parameters of requests. */
final class Asked {
    private static final int MOST = 1_000;
    private static final int USUAL = 100;
    private static final int DIGITS = 19;

    private Asked() {}

    /** A position, as a number or as the {@code sequence} of an event. */
    static Optional<Long> position(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        if (!text.matches("[0-9]{1," + DIGITS + "}")) {
            throw RestProblems.badParameter(name, "a position: a whole number, 0 for the beginning");
        }
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException _) {
            throw RestProblems.badParameter(name, "a position of this log");
        }
    }

    static int limit(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return USUAL;
        }
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
            throw RestProblems.badParameter("limit", "a whole number from 1 to " + MOST);
        }
        return Integer.parseInt(text);
    }

    static Filter filter(@Nullable String database, @Nullable String type) {
        return new Filter(given(database), given(type));
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).filter(value -> !value.isBlank());
    }
}
