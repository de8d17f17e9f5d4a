package dev.migrationledger.core.script;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A statement of a revision in chunks: {@code :from} and {@code :to} stand for the first and the last key of a chunk,
 * both inclusive. In strings, comments and quoted names they are what they are.
 *
 * @param pieces in their order; together they are the statement
 */
public record ChunkStatement(List<Piece> pieces) {
    public sealed interface Piece {
        record Text(String text) implements Piece {}

        /** A question mark that is an operator, or a part of one. */
        record QuestionMark() implements Piece {}

        record From() implements Piece {}

        record To() implements Piece {}
    }

    public ChunkStatement {
        pieces = List.copyOf(pieces);
    }

    public static ChunkStatement of(String sql, Dialect dialect) {
        var pieces = new ArrayList<Piece>();
        var text = new StringBuilder();
        for (int at = 0; at < sql.length(); ) {
            var token = Token.at(sql, at, dialect);
            var bind = bind(sql, token);
            boolean mark = token.is('?', sql);
            at = token.end();
            if (bind.isEmpty() && !mark) {
                text.append(token.in(sql));
                continue;
            }
            pieces.add(new Piece.Text(text.toString()));
            text.setLength(0);
            switch (bind) {
                case ":from" -> pieces.add(new Piece.From());
                case ":to" -> pieces.add(new Piece.To());
                default -> pieces.add(new Piece.QuestionMark());
            }
            at = Math.max(at, token.start() + bind.length());
        }
        pieces.add(new Piece.Text(text.toString()));
        return new ChunkStatement(pieces.stream().filter(piece -> !piece.equals(new Piece.Text(""))).toList());
    }

    /** PostgreSQL's lexer takes the colon and the word as one, SQLite's as two. @return empty for any other token */
    private static String bind(String sql, Token token) {
        if (!sql.startsWith(":", token.start()) || token.kind() != Token.Kind.SYMBOL) {
            return "";
        }
        for (var name : List.of(":from", ":to")) {
            int end = token.start() + name.length();
            if (sql.regionMatches(true, token.start(), name, 0, name.length())
                    && (end == sql.length() || !Character.isLetterOrDigit(sql.charAt(end)) && sql.charAt(end) != '_')) {
                return name.toLowerCase(Locale.ROOT);
            }
        }
        return "";
    }

    /** Why a script cannot run in chunks: LDG819. @param line of the header, for a script without statements */
    public static List<Problem> problems(List<Part.Sent> statements, Dialect dialect, String file, int line) {
        var hint = "write `where KEY between :from and :to`: the first and the last key of each chunk, both inclusive";
        if (statements.isEmpty()) {
            return List.of(new Problem(
                    "LDG819", Exit.CONFIGURATION, file + " line " + line + ": there is no statement to run in chunks", hint));
        }
        return statements.stream()
                .filter(sent -> !of(sent.sql(), dialect).hasBothBinds())
                .map(sent -> new Problem(
                        "LDG819",
                        Exit.CONFIGURATION,
                        file + " line " + sent.line() + ": statement " + sent.number()
                                + " would do the same in every chunk: it does not have both :from and :to",
                        hint))
                .toList();
    }

    private boolean hasBothBinds() {
        return pieces.contains(new Piece.From()) && pieces.contains(new Piece.To());
    }

    /** With other words for the binds, for a driver. */
    public String sql(String bind, String questionMark) {
        var sql = new StringBuilder();
        for (var piece : pieces) {
            sql.append(switch (piece) {
                case Piece.Text(var text) -> text;
                case Piece.QuestionMark() -> questionMark;
                case Piece.From(), Piece.To() -> bind;
            });
        }
        return sql.toString();
    }
}
