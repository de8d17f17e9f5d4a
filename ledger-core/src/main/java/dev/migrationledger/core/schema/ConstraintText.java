package dev.migrationledger.core.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a constraint definition from {@code pg_get_constraintdef} says besides kind, columns and references. */
public final class ConstraintText {
    private ConstraintText() {}

    /** The condition of {@code CHECK ((total > 0)) NOT VALID}, normalised: {@code total > 0}. */
    public static String check(String definition) {
        var tokens = SqlTokens.of(definition);
        return ExpressionText.normalise(String.join(" ", tokens.subList(1, SqlTokens.closing(tokens, 1) + 1)));
    }

    /** The columns of {@code UNIQUE NULLS NOT DISTINCT (a, b) INCLUDE (c)}: {@code (a, b) include (c)}. */
    public static String keyColumns(String definition) {
        var tokens = SqlTokens.of(definition);
        var open = tokens.indexOf("(");
        var close = SqlTokens.closing(tokens, open);
        var text = SqlTokens.join(tokens.subList(open, close + 1));
        if (close + 1 < tokens.size() && tokens.get(close + 1).equals("INCLUDE")) {
            text += " include " + SqlTokens.join(tokens.subList(close + 2, SqlTokens.closing(tokens, close + 2) + 1));
        }
        return text;
    }

    /** {@code EXCLUDE USING gist (room WITH =) WHERE (..)}, normalised: {@code exclude using gist (room WITH =) where ..}. */
    public static String exclusion(String definition) {
        var tokens = new ArrayList<>(SqlTokens.of(definition));
        dropTail(tokens);
        return "exclude" + IndexText.of(String.join(" ", tokens)).structure();
    }

    /**
     * Everything that is not so by default, keyed by attribute: {@code deferrable}, {@code on-delete}, {@code on-update},
     * {@code match}, {@code validity}, {@code enforcement}, {@code nulls}, {@code inherit}.
     */
    public static Map<String, String> attributes(String definition) {
        var outside = outsideBrackets(SqlTokens.of(definition));
        var attributes = new TreeMap<String, String>();
        if (outside.contains(" NOT VALID")) {
            attributes.put("validity", "not valid");
        }
        if (outside.contains(" NOT ENFORCED")) {
            attributes.put("enforcement", "not enforced");
        }
        if (outside.contains(" NO INHERIT")) {
            attributes.put("inherit", "no");
        }
        if (outside.contains(" NULLS NOT DISTINCT")) {
            attributes.put("nulls", "not distinct");
        }
        if (outside.contains(" MATCH FULL")) {
            attributes.put("match", "full");
        }
        if (outside.contains(" DEFERRABLE")) {
            attributes.put("deferrable", outside.contains(" INITIALLY DEFERRED") ? "initially deferred" : "yes");
        }
        action(outside, " ON DELETE ").ifPresent(a -> attributes.put("on-delete", a));
        action(outside, " ON UPDATE ").ifPresent(a -> attributes.put("on-update", a));
        return attributes;
    }

    private static Optional<String> action(String outside, String mark) {
        var from = outside.indexOf(mark);
        if (from < 0) {
            return Optional.empty();
        }
        var rest = outside.substring(from + mark.length());
        for (var action : List.of("CASCADE", "RESTRICT", "SET NULL", "SET DEFAULT")) {
            if (rest.startsWith(action)) {
                var columns = rest.substring(action.length()).startsWith(" (")
                        ? rest.substring(action.length(), rest.indexOf(')') + 1)
                        : "";
                return Optional.of(action.toLowerCase(Locale.ROOT) + columns);
            }
        }
        return Optional.empty();
    }

    /** Brackets are left out with what they hold, except those behind {@code SET NULL} and {@code SET DEFAULT}. */
    private static String outsideBrackets(List<String> tokens) {
        var kept = new ArrayList<String>();
        for (var i = 0; i < tokens.size(); i++) {
            if (!tokens.get(i).equals("(")) {
                kept.add(tokens.get(i));
                continue;
            }
            var close = SqlTokens.closing(tokens, i);
            var before = i > 1 ? tokens.get(i - 2) + ' ' + tokens.get(i - 1) : "";
            if (before.equals("SET NULL") || before.equals("SET DEFAULT")) {
                kept.add(SqlTokens.join(tokens.subList(i, close + 1)));
            }
            i = close;
        }
        return " " + String.join(" ", kept);
    }

    private static void dropTail(List<String> tokens) {
        for (var tail : List.of("DEFERRED", "INITIALLY", "DEFERRABLE")) {
            if (!tokens.isEmpty() && tokens.getLast().equals(tail)) {
                tokens.removeLast();
            }
        }
    }
}
