package dev.migrationledger.core.python;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The logical lines of a Python text: physical lines joined inside brackets, strings and after a backslash; comments and
 * blank lines left out.
 */
final class PythonLines {
    private static final int TAB = 8;
    private static final Pattern STRING_PREFIX = Pattern.compile("(?i)r|u|b|f|t|br|rb|fr|rf|tr|rt");
    private static final List<String> LONG_OPERATORS = List.of(
            "**=", "//=", ">>=", "<<=", "...", "==", "!=", "<=", ">=", "->", ":=", "+=", "-=", "*=", "/=", "%=", "&=",
            "|=", "^=", "@=", "**", "//", "<<", ">>");

    /** @param indent columns before the first token, a tab up to the next multiple of eight */
    record Line(int indent, List<PythonToken> tokens) {}

    private final String text;
    private final StringScanner strings;
    private final List<Line> lines = new ArrayList<>();
    private final Deque<PythonToken> open = new ArrayDeque<>();
    private List<PythonToken> tokens = new ArrayList<>();
    private int indent;
    private int at;
    private int line = 1;

    private PythonLines(String text) {
        this.text = text;
        this.strings = new StringScanner(text);
    }

    /** @throws PythonFault.Found for a string or bracket that is never closed */
    static List<Line> of(String text) {
        return new PythonLines(text.replace("\r\n", "\n").replace('\r', '\n')).read();
    }

    private List<Line> read() {
        indentation();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                at++;
                line++;
                if (open.isEmpty()) {
                    end();
                    indentation();
                }
            } else if (c == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
                at += 2;
                line++;
            } else if (Character.isWhitespace(c)) {
                at++;
            } else {
                token(c);
            }
        }
        end();
        if (!open.isEmpty()) {
            throw new PythonFault.Found(open.peek().line(), "`" + open.peek().text() + "` is never closed");
        }
        return lines;
    }

    private void end() {
        if (!tokens.isEmpty()) {
            lines.add(new Line(indent, List.copyOf(tokens)));
            tokens = new ArrayList<>();
        }
    }

    private void indentation() {
        indent = 0;
        while (at < text.length() && " \t\f".indexOf(text.charAt(at)) >= 0) {
            indent = switch (text.charAt(at++)) {
                case '\t' -> (indent / TAB + 1) * TAB;
                case '\f' -> 0;
                default -> indent + 1;
            };
        }
    }

    private void token(char c) {
        if (c == '"' || c == '\'') {
            string("");
        } else if (isNamePart(text.codePointAt(at)) && !Character.isDigit(c)) {
            name();
        } else if (Character.isDigit(c) || c == '.' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1))) {
            number();
        } else {
            operator();
        }
    }

    private void name() {
        var name = text.substring(at, endOfName());
        int end = at + name.length();
        boolean quoted = end < text.length() && (text.charAt(end) == '"' || text.charAt(end) == '\'');
        if (quoted && STRING_PREFIX.matcher(name).matches()) {
            at = end;
            string(name.toLowerCase(Locale.ROOT));
        } else {
            add(PythonToken.Kind.NAME, name, end);
        }
    }

    private int endOfName() {
        int end = at;
        while (end < text.length() && isNamePart(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    private void number() {
        int end = at;
        while (end < text.length() && (isNamePart(text.codePointAt(end)) || text.charAt(end) == '.')) {
            end++;
        }
        add(PythonToken.Kind.NUMBER, text.substring(at, end), end);
    }

    private void string(String prefix) {
        var scanned = strings.scan(at, prefix);
        var kind = scanned.isKnown() ? PythonToken.Kind.STRING : PythonToken.Kind.OTHER_STRING;
        int from = at;
        add(kind, scanned.isKnown() ? scanned.value() : "", scanned.end());
        line += (int) text.substring(from, at).chars().filter(c -> c == '\n').count();
    }

    private void operator() {
        var operator = LONG_OPERATORS.stream()
                .filter(o -> text.startsWith(o, at))
                .findFirst()
                .orElseGet(() -> text.substring(at, at + Character.charCount(text.codePointAt(at))));
        add(PythonToken.Kind.OPERATOR, operator, at + operator.length());
        switch (operator) {
            case "(", "[", "{" -> open.push(tokens.getLast());
            case ")", "]", "}" -> close(operator);
            default -> {}
        }
    }

    private void close(String bracket) {
        if (open.isEmpty() || "([{".indexOf(open.peek().text()) != ")]}".indexOf(bracket)) {
            throw new PythonFault.Found(line, "`" + bracket + "` closes nothing");
        }
        open.pop();
    }

    private void add(PythonToken.Kind kind, String value, int end) {
        tokens.add(new PythonToken(kind, value, line));
        at = end;
    }

    private static boolean isNamePart(int c) {
        return c == '_' || Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
    }
}
