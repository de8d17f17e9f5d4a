package dev.migrationledger.core.python;

import java.util.Locale;

/**
 * Finds where a string literal ends and what it stands for. In f-strings and t-strings a replacement field may hold the
 * surrounding quote again (PEP 701), which older interpreters refuse: what they accept is read the same.
 */
final class StringScanner {
    private static final int DEEPEST = 50;

    private final String text;
    private int at;

    /** @param text of the file, line ends as LF */
    StringScanner(String text) {
        this.text = text;
    }

    /** @param end offset after the closing quotes; @param fields whether there are replacement fields */
    record Scanned(int end, String body, String prefix, boolean fields) {
        boolean isKnown() {
            return prefix.indexOf('b') < 0 && !fields;
        }

        String value() {
            return prefix.indexOf('r') >= 0 ? body : StringEscapes.resolve(body);
        }
    }

    /** @param start offset of the first quote; @param prefix letters before it */
    Scanned scan(int start, String prefix) {
        return scan(start, prefix.toLowerCase(Locale.ROOT), 0);
    }

    private Scanned scan(int start, String prefix, int depth) {
        char quote = text.charAt(start);
        boolean triple = text.startsWith(String.valueOf(quote).repeat(3), start);
        var closing = String.valueOf(quote).repeat(triple ? 3 : 1);
        boolean formatted = prefix.indexOf('f') >= 0 || prefix.indexOf('t') >= 0;
        boolean fields = false;
        at = start + closing.length();
        int from = at;
        while (true) {
            if (at >= text.length() || !triple && text.charAt(at) == '\n' || depth > DEEPEST) {
                throw new PythonFault.Found(line(start), "a string is never closed");
            }
            if (text.startsWith(closing, at)) {
                var body = text.substring(from, at);
                at += closing.length();
                return new Scanned(at, formatted ? body.replace("{{", "{").replace("}}", "}") : body, prefix, fields);
            }
            char c = text.charAt(at);
            if (c == '\\') {
                at += 2;
            } else if (formatted && text.startsWith("{{", at)) {
                at += 2;
            } else if (formatted && c == '{') {
                fields = true;
                at++;
                field(start, depth);
            } else {
                at++;
            }
        }
    }

    /** From after the opening brace to after the closing one. */
    private void field(int start, int depth) {
        int open = 0;
        boolean format = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '}' && open == 0) {
                at++;
                return;
            }
            if (c == '{' && format) {
                at++;
                if (depth > DEEPEST) {
                    throw new PythonFault.Found(line(start), "a string is never closed");
                }
                field(start, depth + 1);
            } else if (!format && (c == '"' || c == '\'')) {
                scan(at, text.charAt(at - 1) == 'f' || text.charAt(at - 1) == 'F' ? "f" : "", depth + 1);
            } else {
                if (!format) {
                    open += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
                    format = c == ':' && open == 0;
                }
                at++;
            }
        }
        throw new PythonFault.Found(line(start), "a string is never closed");
    }

    private int line(int offset) {
        return 1 + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    }
}
