package dev.migrationledger.core.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One writing for the texts that SQLite keeps as people wrote them ({@code sqlite_schema.sql}), with what ALTER TABLE put
 * into them since. Comments go, words are in lower case, every quoted name stands in double quotes, and a quoted name that
 * something in the schema has is written bare: SQLite folds ASCII letters even between quotes (lang_keywords.html,
 * quirks.html).
 */
public final class SqliteText {
    private final String text;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private SqliteText(String text) {
        this.text = text;
    }

    /** A name as comparisons see it. */
    public static String fold(String name) {
        var folded = name.toCharArray();
        for (var i = 0; i < folded.length; i++) {
            folded[i] += folded[i] >= 'A' && folded[i] <= 'Z' ? 'a' - 'A' : 0;
        }
        return new String(folded);
    }

    /** @param known folded names of tables and columns */
    public static String normalise(String text, Set<String> known) {
        return normalise(tokens(text), known);
    }

    static String normalise(List<String> tokens, Set<String> known) {
        var bare = new ArrayList<String>();
        for (var token : tokens) {
            var folded = token.startsWith("\"") ? fold(unquoted(token)) : token;
            bare.add(known.contains(folded) ? SqlName.of(folded) : token);
        }
        return ExpressionText.normalise(String.join(" ", bare));
    }

    /**
     * The query of a CREATE VIEW, or all of a CREATE TRIGGER behind its name; empty when it is neither.
     *
     * @param known as for {@link #normalise(String, Set)}
     */
    public static String behindName(String create, Set<String> known) {
        var tokens = tokens(create);
        for (var i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).equals("view") || tokens.get(i).equals("trigger")) {
                return normalise(tokens.subList(afterName(tokens, i + 1), tokens.size()), known);
            }
        }
        return "";
    }

    /** @param at where {@code IF NOT EXISTS} or the name begins */
    static int afterName(List<String> tokens, int at) {
        var i = at + (tokens.subList(at, Math.min(at + 3, tokens.size())).equals(List.of("if", "not", "exists")) ? 3 : 0);
        return Math.min(tokens.size(), i + 1 < tokens.size() && tokens.get(i + 1).equals(".") ? i + 3 : i + 1);
    }

    /** @param token as {@link #tokens} gives it */
    static String unquoted(String token) {
        return token.startsWith("\"") ? token.substring(1, token.length() - 1).replace("\"\"", "\"") : token;
    }

    static List<String> tokens(String text) {
        return SqlTokens.of(new SqliteText(text).plain());
    }

    private String plain() {
        while (at < text.length()) {
            var c = text.charAt(at);
            if (text.startsWith("--", at)) {
                skipTo("\n");
            } else if (text.startsWith("/*", at)) {
                skipTo("*/");
            } else if (c == '\'' || c == '"' || c == '`' || c == '[') {
                quoted(c, c == '[' ? ']' : c);
            } else if ((c == 'x' || c == 'X') && text.startsWith("'", at + 1) && !isInWord()) {
                out.append('X');
                at++;
            } else {
                out.append(fold(String.valueOf(c)));
                at++;
            }
        }
        return out.toString();
    }

    private boolean isInWord() {
        return at > 0 && SqlTokens.isWordPart(text.charAt(at - 1));
    }

    private void skipTo(String mark) {
        var found = text.indexOf(mark, at + 2);
        at = found < 0 ? text.length() : found + mark.length();
        out.append(' ');
    }

    /** What is between the quotes stays as it is; only a bracket cannot be doubled. */
    private void quoted(char open, char close) {
        var content = new StringBuilder();
        for (at++; at < text.length(); at++) {
            if (text.charAt(at) == close) {
                if (open == '[' || !text.startsWith(String.valueOf(close), at + 1)) {
                    break;
                }
                at++;
            }
            content.append(text.charAt(at));
        }
        at++;
        var quote = open == '\'' ? "'" : "\"";
        out.append(quote).append(content.toString().replace(quote, quote + quote)).append(quote);
    }
}
