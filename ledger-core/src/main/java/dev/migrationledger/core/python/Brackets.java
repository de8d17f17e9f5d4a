package dev.migrationledger.core.python;

import java.util.ArrayList;
import java.util.List;

/** Operators that stand outside of every bracket. */
final class Brackets {
    private Brackets() {}

    /** Place of the first such operator; negative when there is none. */
    static int firstOutside(List<PythonToken> tokens, String operator) {
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            if (depth == 0 && tokens.get(i).isOperator(operator)) {
                return i;
            }
            depth += change(tokens.get(i));
        }
        return -1;
    }

    /** What stands between such operators, in order; at least one part, parts may be empty. */
    static List<List<PythonToken>> split(List<PythonToken> tokens, String operator) {
        var parts = new ArrayList<List<PythonToken>>();
        var rest = tokens;
        for (int at = firstOutside(rest, operator); at >= 0; at = firstOutside(rest, operator)) {
            parts.add(rest.subList(0, at));
            rest = rest.subList(at + 1, rest.size());
        }
        parts.add(rest);
        return parts;
    }

    /** What stands between commas, brackets around all of it and a comma at its end left out. */
    static List<List<PythonToken>> items(List<PythonToken> tokens) {
        var inner = enclose(tokens) && !tokens.getFirst().isOperator("{") ? tokens.subList(1, tokens.size() - 1) : tokens;
        var parts = split(inner, ",");
        return parts.size() > 1 && parts.getLast().isEmpty() ? parts.subList(0, parts.size() - 1) : parts;
    }

    /** Whether one pair of brackets is around all of them. */
    static boolean enclose(List<PythonToken> tokens) {
        if (tokens.size() < 2 || change(tokens.getFirst()) != 1) {
            return false;
        }
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            depth += change(tokens.get(i));
            if (depth == 0) {
                return i == tokens.size() - 1;
            }
        }
        return false;
    }

    private static int change(PythonToken token) {
        if (token.kind() != PythonToken.Kind.OPERATOR) {
            return 0;
        }
        return switch (token.text()) {
            case "(", "[", "{" -> 1;
            case ")", "]", "}" -> -1;
            default -> 0;
        };
    }
}
