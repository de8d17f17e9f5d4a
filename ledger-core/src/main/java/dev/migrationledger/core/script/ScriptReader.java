package dev.migrationledger.core.script;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.problem.Shown;
import dev.migrationledger.core.revision.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Splits SQL text where psql splits it: at semicolons that are not within quotes, comments, parentheses or the
 * {@code BEGIN ATOMIC .. END} body of a CREATE FUNCTION or PROCEDURE, with COPY data and backslash commands between.
 * Terminates on every text. It differs from psql where psql cannot run a file at all: an escape string that is
 * continued on the next line is read as the server reads it. Variables ({@code :name}) are left as they are. For SQLite
 * it splits where the sqlite3 shell does, see {@link Dialect#SQLITE}.
 */
public final class ScriptReader {
    private final String text;
    private final String file;
    private final Dialect dialect;
    private final List<Part> parts = new ArrayList<>();
    private final List<Comment> comments = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private int number;

    private int countedTo;
    private int lineThere;

    /** The statement being read: offsets of its first token and after its last one; no statement while start is -1. */
    private int start = -1;

    private int end;
    private int parentheses;
    private int begins;
    private int openedAt;
    private boolean broken;
    private boolean backslashesEscape;
    private final TriggerBody trigger = new TriggerBody();
    private final List<String> firstWords = new ArrayList<>();
    private final List<Integer> escapes = new ArrayList<>();

    private ScriptReader(Script script, String file, Dialect dialect) {
        if (!script.isSql()) {
            throw new IllegalArgumentException("not SQL: " + file);
        }
        this.text = script.text();
        this.file = file;
        this.dialect = dialect;
        this.lineThere = script.firstLine();
    }

    public static Reading read(Script script) {
        return read(script, "");
    }

    /** @param script SQL; @param file for the messages of problems; may be empty */
    public static Reading read(Script script, String file) {
        return read(script, file, Dialect.POSTGRESQL);
    }

    public static Reading read(Script script, String file, Dialect dialect) {
        return new ScriptReader(script, file, dialect).read();
    }

    private Reading read() {
        var at = text.startsWith("\uFEFF") ? 1 : 0;
        while (at < text.length()) {
            at = take(Token.at(text, at, dialect));
        }
        if (start >= 0) {
            unclosed();
            finish(text.length());
        }
        return new Reading(parts, comments, problems);
    }

    /** Returns the offset at which the next token begins. */
    private int take(Token token) {
        unterminated(token);
        if (dialect == Dialect.SQLITE) {
            trigger.take(token, text, createsTrigger());
        }
        return switch (token.kind()) {
            case SPACE, BLOCK_COMMENT -> token.end();
            case LINE_COMMENT -> comment(token);
            case STRING -> string(token);
            case QUOTED_NAME, DOLLAR_STRING -> extend(token.start(), token.end());
            case WORD -> word(token);
            case SYMBOL -> symbol(token);
            case BACKSLASH -> backslash(token);
        };
    }

    private int string(Token token) {
        if (backslashesEscape && text.charAt(token.start()) == '\'' && token.in(text).indexOf('\\') >= 0) {
            problem("LDG866", token.start(), "standard_conforming_strings was switched off above, so that the backslash in this string may escape",
                    "write it as E'..', and remove the setting");
        }
        return extend(token.start(), token.end());
    }

    private int comment(Token token) {
        var place = start >= 0
                ? Comment.Place.INSIDE_STATEMENT
                : parts.isEmpty() ? Comment.Place.BEFORE_FIRST_PART : Comment.Place.BETWEEN_PARTS;
        comments.add(new Comment(token.in(text), line(token.start()), token.start(), place));
        return token.end();
    }

    private int extend(int from, int to) {
        start = start < 0 ? from : start;
        end = to;
        return to;
    }

    /** psql's own rule: within CREATE [OR REPLACE] FUNCTION or PROCEDURE, BEGIN and CASE open what END closes. */
    private int word(Token token) {
        var word = token.in(text).toLowerCase(Locale.ROOT);
        if (firstWords.size() < 4) {
            firstWords.add(word);
        }
        if (dialect == Dialect.POSTGRESQL && parentheses == 0 && createsRoutine()) {
            if (word.equals("begin") || (word.equals("case") && begins > 0)) {
                openedAt = begins++ == 0 ? token.start() : openedAt;
            } else if (word.equals("end") && begins > 0) {
                begins--;
            }
        }
        return extend(token.start(), token.end());
    }

    private boolean createsRoutine() {
        var name = firstWords.size() == 4 && firstWords.subList(0, 3).equals(List.of("create", "or", "replace")) ? 3 : 1;
        return firstWords.size() > name
                && firstWords.getFirst().equals("create")
                && (firstWords.get(name).equals("function") || firstWords.get(name).equals("procedure"));
    }

    private boolean createsTrigger() {
        var name = firstWords.size() > 1 && firstWords.get(1).startsWith("temp") ? 2 : 1;
        return firstWords.size() > name && firstWords.getFirst().equals("create") && firstWords.get(name).equals("trigger");
    }

    private int symbol(Token token) {
        if (dialect == Dialect.SQLITE) {
            var ends = token.is(';', text) && (!createsTrigger() || trigger.isComplete());
            return !ends ? extend(token.start(), token.end()) : start < 0 ? token.end() : finish(token.end());
        }
        if (token.is(';', text) && parentheses == 0 && begins == 0) {
            return start < 0 ? token.end() : finish(token.end());
        }
        if (token.is('(', text)) {
            openedAt = parentheses++ == 0 && begins == 0 ? token.start() : openedAt;
        } else if (token.is(')', text) && parentheses > 0) {
            parentheses--;
        }
        return extend(token.start(), token.end());
    }

    private int backslash(Token token) {
        var next = token.end() < text.length() ? text.charAt(token.end()) : '\n';
        if (next == ';' || next == ':') {
            escapes.add(token.start());
            if (next == ';') {
                firstWords.clear();
            }
            return extend(token.start(), token.end() + 1);
        }
        var lineEnd = lineEnd(token.start());
        var commandEnd = MetaCommand.end(text, token.start(), lineEnd);
        var command = text.substring(token.start(), commandEnd).stripTrailing();
        if (start >= 0) {
            problem("LDG118", token.start(), "the psql command " + Shown.of(command.split("\\s", 2)[0]) + " stands inside a statement",
                    "end the statement with a semicolon before it");
            return extend(token.start(), Math.max(token.end(), lineEnd));
        }
        if (command.startsWith("\\copy") && CopyStatement.readsStdin(command.substring(1), false)) {
            return copy(command.substring(1), token.start(), lineEnd);
        }
        parts.add(new Part.Meta(command, line(token.start())));
        return text.startsWith("\\\\", commandEnd) ? commandEnd + 2 : commandEnd;
    }

    /** Ends the statement. @param after offset after its semicolon; returns the offset from which to read on */
    private int finish(int after) {
        var from = start;
        var sql = sql();
        var compound = !escapes.isEmpty();
        start = -1;
        parentheses = 0;
        begins = 0;
        broken = false;
        escapes.clear();
        firstWords.clear();
        trigger.clear();
        if (dialect == Dialect.SQLITE || !CopyStatement.readsStdin(sql, compound)) {
            backslashesEscape |= StringSetting.mayBeOff(sql);
            parts.add(new Part.Statement(sql, line(from), ++number));
            return after;
        }
        if (compound) {
            problem("LDG119", from, "COPY .. FROM STDIN is joined with another statement by \\;", "separate them with ;");
        }
        return copy(sql, from, after);
    }

    private String sql() {
        var sql = new StringBuilder(text.substring(start, end));
        escapes.reversed().forEach(escape -> sql.deleteCharAt(escape - start));
        return sql.toString();
    }

    /** Data begins on the next line; what stands between the statement and its line's end may only be a comment. */
    private int copy(String sql, int from, int after) {
        var lineEnd = lineEnd(after);
        var data = Math.min(lineEnd + 1, text.length());
        var dataEnd = data;
        while (dataEnd < text.length() && !endsData(dataEnd)) {
            dataEnd = Math.min(lineEnd(dataEnd) + 1, text.length());
        }
        parts.add(new Part.CopyData(sql, text.substring(data, dataEnd), line(from), ++number));
        var rest = text.substring(after, lineEnd);
        if (!CopyStatement.isBlank(rest)) {
            problem("LDG117", after, "text follows COPY .. FROM STDIN on its line", "begin the next statement after the data");
            parts.add(new Part.Statement(rest.strip(), line(after), ++number));
        }
        if (dataEnd == text.length()) {
            problem("LDG116", from, "the data of COPY .. FROM STDIN never ends", "end it with a line that is only \\.");
        }
        return lineEnd(dataEnd);
    }

    private boolean endsData(int from) {
        var length = lineEnd(from) - from;
        return text.startsWith("\\.", from) && (length == 2 || (length == 3 && text.charAt(from + 2) == '\r'));
    }

    private void unterminated(Token token) {
        if (token.closed()) {
            return;
        }
        broken = true;
        switch (token.kind()) {
            case STRING -> problem("LDG110", token.start(), "the string that begins here never ends", "add the closing '");
            case QUOTED_NAME -> problem(
                    "LDG111", token.start(), "the quoted name that begins here never ends", "add the closing "
                            + (text.charAt(token.start()) == '[' ? ']' : text.charAt(token.start())));
            case DOLLAR_STRING -> {
                var tag = text.substring(token.start(), text.indexOf('$', token.start() + 1) + 1);
                problem("LDG112", token.start(), "the dollar-quoted string that begins here never ends", "add the closing " + tag);
            }
            case BLOCK_COMMENT -> problem(
                    "LDG113", token.start(), "the comment that begins here never ends", "comments nest: add the closing */");
            case SPACE, LINE_COMMENT, WORD, BACKSLASH, SYMBOL -> throw new IllegalStateException(token.toString());
        }
    }

    /** At the end of the text, within a statement; said only when no open quote has already swallowed the end. */
    private void unclosed() {
        if (dialect == Dialect.SQLITE) {
            if (!broken && createsTrigger() && !trigger.isComplete()) {
                problem("LDG740", start, "the trigger that begins here has no END of its own", "end its body with `; END;`");
            }
        } else if (!broken && begins > 0) {
            problem("LDG115", openedAt, "the BEGIN of this function body has no END", "add its END; psql too reads on to the end of the file");
        } else if (!broken && parentheses > 0) {
            problem("LDG114", openedAt, "the parenthesis that opens here never closes", "add the closing ); psql too reads on to the end of the file");
        }
    }

    private void problem(String code, int offset, String message, String hint) {
        var where = (file.isEmpty() ? "" : file + " ") + "line " + line(offset);
        problems.add(new Problem(code, Exit.CONFIGURATION, where + ": " + message, hint));
    }

    private int lineEnd(int from) {
        var lineFeed = text.indexOf('\n', from);
        return lineFeed < 0 ? text.length() : lineFeed;
    }

    private int line(int offset) {
        for (; countedTo < offset; countedTo++) {
            lineThere += text.charAt(countedTo) == '\n' ? 1 : 0;
        }
        for (; countedTo > offset; countedTo--) {
            lineThere -= text.charAt(countedTo - 1) == '\n' ? 1 : 0;
        }
        return lineThere;
    }
}
