package dev.migrationledger.core.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One writing for a view's query. Servers before 16 qualify every column of a view over a single relation
 * ({@code SELECT orders.id FROM public.orders}), later ones do not; white space differs, too.
 */
public final class ViewText {
    private static final Set<String> AFTER_RELATION =
            Set.of("WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "WINDOW", "FETCH", "FOR");

    private ViewText() {}

    /** @param text as {@code pg_get_viewdef} gives it, with or without the closing semicolon */
    public static String normalise(String text) {
        var tokens = new ArrayList<>(SqlTokens.of(text));
        if (!tokens.isEmpty() && tokens.getLast().equals(";")) {
            tokens.removeLast();
        }
        var qualifier = onlyRelation(tokens);
        if (!qualifier.isEmpty()) {
            for (var i = tokens.size() - 2; i >= 0; i--) {
                var qualifies = tokens.get(i).equals(qualifier) && tokens.get(i + 1).equals(".");
                if (qualifies && (i == 0 || !tokens.get(i - 1).equals("."))) {
                    tokens.subList(i, i + 2).clear();
                }
            }
        }
        return ExpressionText.normalise(String.join(" ", tokens));
    }

    /** Alias or name of the one relation that the outermost query reads; empty where it reads several, or a subquery. */
    private static String onlyRelation(List<String> tokens) {
        var from = topLevel(tokens, "FROM");
        if (from < 0 || topLevel(tokens, "UNION") >= 0 || topLevel(tokens, "INTERSECT") >= 0
                || topLevel(tokens, "EXCEPT") >= 0) {
            return "";
        }
        var i = from + 1;
        while (i + 2 < tokens.size() && tokens.get(i + 1).equals(".")) {
            i += 2;
        }
        if (i >= tokens.size() || tokens.get(i).equals("(")) {
            return "";
        }
        if (ends(tokens, i + 1)) {
            return tokens.get(i);
        }
        return ends(tokens, i + 2) ? tokens.get(i + 1) : "";
    }

    private static boolean ends(List<String> tokens, int at) {
        return at == tokens.size()
                || at < tokens.size() && AFTER_RELATION.contains(tokens.get(at).toUpperCase(Locale.ROOT));
    }

    private static int topLevel(List<String> tokens, String word) {
        for (var i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).equals("(") || tokens.get(i).equals("[")) {
                i = SqlTokens.closing(tokens, i);
            } else if (tokens.get(i).equalsIgnoreCase(word)) {
                return i;
            }
        }
        return -1;
    }
}
