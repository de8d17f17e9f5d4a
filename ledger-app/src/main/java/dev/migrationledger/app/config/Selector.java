package dev.migrationledger.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code --select} says: terms that must all hold.
 *
 * @param terms in the order written
 */
record Selector(List<Term> terms) {
    /** Keys that every database has, besides its labels. */
    static final List<String> FIXED = List.of("id", "catalog", "environment", "engine");

    /** @param equal false for {@code !=}, which also holds where the label is absent */
    record Term(String key, boolean equal, String value) {
        boolean holds(DatabaseConfig database) {
            return valueOf(database, key).map(value::equals).orElse(false) == equal;
        }
    }

    /** The parsed text, or empty when a term is not {@code key=value} or {@code key!=value}. */
    static Optional<Selector> parse(String text) {
        var terms = new ArrayList<Term>();
        for (var part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            boolean negated = equals > 0 && part.charAt(equals - 1) == '!';
            var key = equals < 0 ? "" : part.substring(0, negated ? equals - 1 : equals).strip();
            var value = equals < 0 ? "" : part.substring(equals + 1).strip();
            if (key.isEmpty() || value.isEmpty() || value.contains("=") || key.contains("!")) {
                return Optional.empty();
            }
            terms.add(new Term(key, !negated, value));
        }
        return Optional.of(new Selector(terms));
    }

    static Optional<String> valueOf(DatabaseConfig database, String key) {
        return switch (key) {
            case "id" -> Optional.of(database.id());
            case "catalog" -> Optional.of(database.catalog());
            case "environment" -> Optional.of(database.environment()).filter(text -> !text.isEmpty());
            case "engine" -> Optional.of(database.engine().label());
            default -> Optional.ofNullable(database.labels().get(key));
        };
    }

    boolean holds(DatabaseConfig database) {
        return terms.stream().allMatch(term -> term.holds(database));
    }
}
