package dev.migrationledger.app.bench;

import java.util.OptionalDouble;

/**
 * One result, a median.
 *
 * @param unit {@code ms}, of which fewer are better, or {@code events/s}
 * @param jdbc the same work, in the same unit, by plain JDBC on the same server; empty where there is no such thing
 */
public record Figure(String what, double value, String unit, OptionalDouble jdbc) {
    static Figure millis(String what, double value) {
        return new Figure(what, value, "ms", OptionalDouble.empty());
    }

    static Figure millis(String what, double value, double jdbc) {
        return new Figure(what, value, "ms", OptionalDouble.of(jdbc));
    }

    static Figure rate(String what, double value) {
        return new Figure(what, value, "events/s", OptionalDouble.empty());
    }

    static Figure rate(String what, double value, double jdbc) {
        return new Figure(what, value, "events/s", OptionalDouble.of(jdbc));
    }

    /** Ours by JDBC's. */
    public OptionalDouble ratio() {
        return jdbc.isPresent() && jdbc.getAsDouble() > 0
                ? OptionalDouble.of(value / jdbc.getAsDouble())
                : OptionalDouble.empty();
    }
}
