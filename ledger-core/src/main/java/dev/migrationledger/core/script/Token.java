package dev.migrationledger.core.script;

/**
 * A piece of SQL text, cut where the server's lexer cuts it (PostgreSQL manual, section 4.1 "Lexical Structure";
 * {@code standard_conforming_strings} is on). Numbers and operators come as symbols, cut anywhere: no statement ends in them.
 *
 * @param start  offset of the first character
 * @param end    offset after the last one, always greater than {@code start}
 * @param closed whether its closing quote or comment end was found
 */
record Token(Kind kind, int start, int end, boolean closed) {
    enum Kind {
        SPACE,
        LINE_COMMENT,
        BLOCK_COMMENT,
        WORD,
        QUOTED_NAME,
        STRING,
        DOLLAR_STRING,
        BACKSLASH,
        SYMBOL;

        boolean isBlank() {
            return this == SPACE || this == LINE_COMMENT || this == BLOCK_COMMENT;
        }
    }

    /** @param from less than the length of the text, and not inside a token */
    static Token at(String text, int from, Dialect dialect) {
        return isSpace(text.charAt(from))
                ? closed(Kind.SPACE, from, afterSpace(text, from))
                : switch (dialect) {
                    case POSTGRESQL -> postgresql(text, from);
                    case SQLITE -> sqlite(text, from);
                };
    }

    /** SQLite's {@code sqlite3GetToken}: only a line feed ends a line comment, only a doubled quote goes on. */
    private static Token sqlite(String text, int from) {
        var c = text.charAt(from);
        if (text.startsWith("--", from)) {
            var end = text.indexOf('\n', from);
            return closed(Kind.LINE_COMMENT, from, end < 0 ? text.length() : end);
        }
        if (text.startsWith("/*", from)) {
            var end = text.indexOf("*/", from + 2);
            return ending(Kind.BLOCK_COMMENT, text, from, end < 0 ? -1 : end + 2);
        }
        if ((c == 'x' || c == 'X') && text.startsWith("'", from + 1)) {
            return ending(Kind.STRING, text, from, afterQuote(text, from + 2, '\'', false));
        }
        if (isNameStart(c)) {
            var end = from + 1;
            while (end < text.length() && isNamePart(text.charAt(end))) {
                end++;
            }
            return closed(Kind.WORD, from, end);
        }
        return switch (c) {
            case '\'' -> ending(Kind.STRING, text, from, afterQuote(text, from + 1, c, false));
            case '"', '`' -> ending(Kind.QUOTED_NAME, text, from, afterQuote(text, from + 1, c, false));
            case '[' -> {
                var end = text.indexOf(']', from);
                yield ending(Kind.QUOTED_NAME, text, from, end < 0 ? -1 : end + 1);
            }
            default -> closed(Kind.SYMBOL, from, from + 1);
        };
    }

    private static Token postgresql(String text, int from) {
        var c = text.charAt(from);
        if (text.startsWith("--", from)) {
            return closed(Kind.LINE_COMMENT, from, endOfLine(text, from));
        }
        if (text.startsWith("/*", from)) {
            return blockComment(text, from);
        }
        if (isNameStart(c)) {
            return word(text, from);
        }
        return switch (c) {
            case '\'' -> ending(Kind.STRING, text, from, afterString(text, from + 1, false));
            case '"' -> ending(Kind.QUOTED_NAME, text, from, afterQuote(text, from + 1, '"', false));
            case '$' -> dollar(text, from);
            case ':' -> colon(text, from);
            case '\\' -> closed(Kind.BACKSLASH, from, from + 1);
            default -> closed(Kind.SYMBOL, from, afterNumber(text, from));
        };
    }

    String in(String text) {
        return text.substring(start, end);
    }

    boolean is(char symbol, String text) {
        return kind == Kind.SYMBOL && text.charAt(start) == symbol;
    }

    private static Token word(String text, int from) {
        var end = afterName(text, from);
        if (end == from + 1 && end < text.length()) {
            var prefix = text.charAt(from) | 0x20;
            if (text.charAt(end) == '\'' && "ebnx".indexOf(prefix) >= 0) {
                return ending(Kind.STRING, text, from, afterString(text, end + 1, prefix == 'e'));
            }
            if (prefix == 'u' && text.startsWith("&'", end)) {
                return ending(Kind.STRING, text, from, afterString(text, end + 2, false));
            }
            if (prefix == 'u' && text.startsWith("&\"", end)) {
                return ending(Kind.QUOTED_NAME, text, from, afterQuote(text, end + 2, '"', false));
            }
        }
        return closed(Kind.WORD, from, end);
    }

    /** A psql variable is no word; a cast or an assignment is no variable. */
    private static Token colon(String text, int from) {
        var end = from + 1;
        if (text.startsWith(":", end) || text.startsWith("=", end)) {
            return closed(Kind.SYMBOL, from, end + 1);
        }
        while (end < text.length() && isNamePart(text.charAt(end)) && text.charAt(end) != '$') {
            end++;
        }
        return closed(Kind.SYMBOL, from, end);
    }

    private static Token dollar(String text, int from) {
        var end = from + 1;
        if (end < text.length() && isDigit(text.charAt(end))) {
            return closed(Kind.SYMBOL, from, afterJunk(text, afterDigits(text, end)));
        }
        while (end < text.length() && isNamePart(text.charAt(end)) && text.charAt(end) != '$') {
            end++;
        }
        if (end == text.length() || text.charAt(end) != '$') {
            return closed(Kind.SYMBOL, from, from + 1);
        }
        var tag = text.substring(from, end + 1);
        var close = text.indexOf(tag, end + 1);
        return ending(Kind.DOLLAR_STRING, text, from, close < 0 ? -1 : close + tag.length());
    }

    private static Token blockComment(String text, int from) {
        var depth = 1;
        var at = from + 2;
        while (depth > 0 && at + 1 < text.length()) {
            if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else if (text.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else {
                at++;
            }
        }
        return ending(Kind.BLOCK_COMMENT, text, from, depth == 0 ? at : -1);
    }

    /** A string with escapes goes on after white space with a line end in it, if another quote follows (4.1.2.1). */
    private static int afterString(String text, int inside, boolean escapes) {
        var end = afterQuote(text, inside, '\'', escapes);
        while (escapes && end >= 0) {
            var next = end;
            while (next < text.length() && (isSpace(text.charAt(next)) || text.startsWith("--", next))) {
                next = isSpace(text.charAt(next)) ? next + 1 : endOfLine(text, next);
            }
            if (next == text.length() || text.charAt(next) != '\'' || endOfLine(text, end) >= next) {
                return end;
            }
            end = afterQuote(text, next + 1, '\'', true);
        }
        return end;
    }

    private static int afterQuote(String text, int inside, char quote, boolean escapes) {
        for (var at = inside; at < text.length(); at++) {
            var c = text.charAt(at);
            if (c == '\\' && escapes) {
                at++;
            } else if (c == quote) {
                if (at + 1 == text.length() || text.charAt(at + 1) != quote) {
                    return at + 1;
                }
                at++;
            }
        }
        return -1;
    }

    /** A number, with the name or {@code e-} that is stuck to it by mistake: neither is the prefix of a string or comment. */
    private static int afterNumber(String text, int from) {
        var end = afterDigits(text, from);
        if (text.startsWith(".", end) && !text.startsWith("..", end)) {
            end = afterDigits(text, end + 1);
        }
        return isDigit(text.charAt(from)) || end > from + 1 ? afterJunk(text, end) : from + 1;
    }

    private static int afterJunk(String text, int from) {
        if (from + 1 < text.length() && (text.charAt(from) | 0x20) == 'e' && "+-".indexOf(text.charAt(from + 1)) >= 0) {
            var exponent = afterDigits(text, from + 2);
            return exponent > from + 2 ? afterName(text, exponent) : exponent;
        }
        return afterName(text, from);
    }

    private static int afterName(String text, int from) {
        var end = from;
        while (end < text.length() && (end == from ? isNameStart(text.charAt(end)) : isNamePart(text.charAt(end)))) {
            end++;
        }
        return end;
    }

    private static int afterDigits(String text, int from) {
        var end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int afterSpace(String text, int from) {
        var end = from;
        while (end < text.length() && isSpace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int endOfLine(String text, int from) {
        var end = from;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    private static Token closed(Kind kind, int start, int end) {
        return new Token(kind, start, end, true);
    }

    private static Token ending(Kind kind, String text, int start, int end) {
        return end < 0 ? new Token(kind, start, text.length(), false) : closed(kind, start, end);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c) || c == '$';
    }
}
