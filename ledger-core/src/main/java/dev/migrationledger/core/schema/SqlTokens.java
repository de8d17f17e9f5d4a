package dev.migrationledger.core.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the texts that a server's catalog functions give ({@code pg_get_expr} and its like) into tokens: quoted
 * identifiers, string constants, words and numbers, runs of operator characters, single punctuation marks. White space
 * is dropped. Not for scripts written by people: comments and dollar quotes never come out of a catalog function.
 */
final class SqlTokens {
    private static final String OPERATORS = "+-*/<>=~!@#%^&|`?";

    private final String text;
    private final List<String> tokens = new ArrayList<>();
    private int at;

    private SqlTokens(String text) {
        this.text = text;
    }

    static List<String> of(String text) {
        return new SqlTokens(text).cut();
    }

    private List<String> cut() {
        while (at < text.length()) {
            var c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '\'') {
                take(afterQuote(at + 1, '\'', false));
            } else if ((c == 'E' || c == 'B' || c == 'X') && at + 1 < text.length() && text.charAt(at + 1) == '\'') {
                take(afterQuote(at + 2, '\'', c == 'E'));
            } else if (c == '"') {
                take(afterQuote(at + 1, '"', false));
            } else if (isWordPart(c)) {
                take(afterWord());
            } else if (text.startsWith("::", at)) {
                take(at + 2);
            } else if (OPERATORS.indexOf(c) >= 0) {
                take(afterOperator());
            } else {
                take(at + 1);
            }
        }
        return tokens;
    }

    private void take(int end) {
        tokens.add(text.substring(at, end));
        at = end;
    }

    private int afterQuote(int from, char quote, boolean backslashes) {
        var i = from;
        while (i < text.length()) {
            var c = text.charAt(i);
            if (backslashes && c == '\\') {
                i += 2;
            } else if (c != quote) {
                i++;
            } else if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
                i += 2;
            } else {
                return i + 1;
            }
        }
        return text.length();
    }

    private int afterWord() {
        var number = Character.isDigit(text.charAt(at));
        var i = at;
        while (i < text.length() && (isWordPart(text.charAt(i)) || number && text.charAt(i) == '.')) {
            i++;
        }
        return i;
    }

    private int afterOperator() {
        var i = at;
        while (i < text.length() && OPERATORS.indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }

    static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    static boolean isOperator(String token) {
        return OPERATORS.indexOf(token.charAt(0)) >= 0;
    }

    static boolean isNumber(String token) {
        return Character.isDigit(token.charAt(0))
                || token.length() > 1 && token.charAt(0) == '-' && Character.isDigit(token.charAt(1));
    }

    static boolean isString(String token) {
        return token.charAt(token.length() - 1) == '\'';
    }

    /** Index of the bracket that closes the one at {@code open}; the last index where there is none. */
    static int closing(List<String> tokens, int open) {
        var depth = 0;
        for (var i = open; i < tokens.size(); i++) {
            switch (tokens.get(i)) {
                case "(", "[" -> depth++;
                case ")", "]" -> {
                    if (--depth == 0) {
                        return i;
                    }
                }
                default -> {}
            }
        }
        return tokens.size() - 1;
    }

    /** Tokens as one line: blanks around words and operators, none inside brackets, before commas, around dots. */
    static String join(List<String> tokens) {
        var line = new StringBuilder();
        var last = "";
        for (var token : tokens) {
            if (!last.isEmpty() && isSpaced(last, token)) {
                line.append(' ');
            }
            line.append(token);
            last = token;
        }
        return line.toString();
    }

    private static boolean isSpaced(String left, String right) {
        return switch (right) {
            case ",", ")", "]", ".", "::", "[" -> false;
            case "(" -> !isFunctionName(left) && !left.equals("(") && !left.equals("[") && !left.equals(".");
            default -> !left.equals("(") && !left.equals("[") && !left.equals(".") && !left.equals("::");
        };
    }

    private static boolean isFunctionName(String token) {
        return token.charAt(0) == '"'
                || isWordPart(token.charAt(0)) && !Character.isDigit(token.charAt(0)) && !SqlWords.isKeyword(token);
    }
}
