package dev.migrationledger.core.script;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A statement as one line that patterns can be written against: tokens with one space between and around them, no
 * comments, unquoted words in lower case, literals as {@code ''}, names with dots in one piece ({@code app."Order"}).
 * Quoted names keep their quotes, and no space, so no word pattern matches inside them.
 *
 * @param full everything
 * @param top  what is outside parentheses; what is inside is {@code ()}
 */
record FlatSql(String full, String top) {
    private static final char QUOTED_SPACE = '\u2420';
    private static final Pattern LIST = Pattern.compile("(?<head> (?:alter table (?:if exists )?(?:only )?\\S+(?: \\*)?"
            + "|drop (?:table|schema)(?: if exists)?|truncate(?: table)?(?: only)?)) (?<items>.*)", Pattern.DOTALL);
    private static final Pattern OTHER_QUOTES = Pattern.compile("\\[([^]\"]+)]|`([^`\"]+)`");
    private static final Pattern NAME = Pattern.compile("(?:(?<schema>\"[^\"]+\"|[^.\"]+)\\.)?(?<name>\"[^\"]+\"|[^.\"]+)");

    static FlatSql of(String sql, Dialect dialect) {
        var full = new StringBuilder(" ");
        var top = new StringBuilder(" ");
        var depth = 0;
        for (var at = 0; at < sql.length(); ) {
            var token = Token.at(sql, at, dialect);
            at = token.end();
            if (token.kind().isBlank()) {
                continue;
            }
            var text = flat(token, sql, dialect);
            append(full, text);
            depth -= text.equals(")") && depth > 0 ? 1 : 0;
            if (depth == 0) {
                append(top, text.equals("(") ? "()" : text.equals(")") ? "" : text);
            }
            depth += text.equals("(") ? 1 : 0;
        }
        return new FlatSql(full.toString(), top.toString());
    }

    /** The top once for each action of ALTER TABLE, each table of DROP and TRUNCATE; else just the top. */
    Stream<String> clauses() {
        var list = LIST.matcher(top.stripTrailing());
        return list.matches()
                ? Stream.of(list.group("items").split(" , ")).map(item -> list.group("head") + " " + item + " ")
                : Stream.of(top);
    }

    /** @param name one piece of a flat text */
    static Optional<TableName> tableName(String name) {
        var parts = NAME.matcher(name.replace("\"\"", "\u0000"));
        return parts.matches()
                ? Optional.of(new TableName(
                        Optional.ofNullable(parts.group("schema")).map(FlatSql::unquoted), unquoted(parts.group("name"))))
                : Optional.empty();
    }

    /** As {@link #tableName(String)}; SQLite knows no case, in quotes either. */
    static Optional<TableName> tableName(String name, Dialect dialect) {
        var named = tableName(name);
        return switch (dialect) {
            case POSTGRESQL -> named;
            case SQLITE -> named.map(n -> new TableName(n.schema().map(FlatSql::lowerAscii), lowerAscii(n.name())));
        };
    }

    /** With SQLite's further quotes, {@code [x]} and {@code `x`}, as the standard's. */
    static String quoted(String name, Dialect dialect) {
        return dialect == Dialect.SQLITE ? OTHER_QUOTES.matcher(name).replaceAll("\"$1$2\"") : name;
    }

    private static String unquoted(String name) {
        var bare = name.startsWith("\"") ? name.substring(1, name.length() - 1) : name;
        return bare.replace('\u0000', '"').replace(QUOTED_SPACE, ' ');
    }

    private static void append(StringBuilder flat, String text) {
        if (text.isEmpty()) {
            return;
        }
        var last = flat.length() - 1;
        if (last > 0 && (text.equals(".") || flat.charAt(last - 1) == '.') && !List.of("(", ")").contains(text)) {
            flat.setLength(last);
        }
        flat.append(text).append(' ');
    }

    private static String flat(Token token, String sql, Dialect dialect) {
        return switch (token.kind()) {
            case STRING, DOLLAR_STRING -> "''";
            case QUOTED_NAME -> quoted(token.in(sql), dialect).replaceAll("\\s", String.valueOf(QUOTED_SPACE));
            case WORD -> lowerAscii(token.in(sql));
            case SYMBOL, BACKSLASH, SPACE, LINE_COMMENT, BLOCK_COMMENT -> token.in(sql);
        };
    }

    /** The server folds ASCII letters only, in every multi-byte encoding (manual, 4.1.1). */
    private static String lowerAscii(String word) {
        var folded = word.toCharArray();
        for (var i = 0; i < folded.length; i++) {
            folded[i] += folded[i] >= 'A' && folded[i] <= 'Z' ? 'a' - 'A' : 0;
        }
        return new String(folded);
    }
}
