package dev.migrationledger.core.python;

/** What a string literal stands for (Python Language Reference, 2.4.1.1 "Escape sequences"). */
final class StringEscapes {
    private static final String PLAIN = "\\'\"abfnrtv";
    private static final String MEANT = "\\'\"\u0007\b\f\n\r\t\u000B";
    private static final String OCTAL = "01234567";

    private final String text;
    private final StringBuilder value = new StringBuilder();
    private int at;

    private StringEscapes(String text) {
        this.text = text;
    }

    /** @param text between the quotes, line ends as LF. @return an escape that Python does not know stays as it is */
    static String resolve(String text) {
        return text.indexOf('\\') < 0 ? text : new StringEscapes(text).resolve();
    }

    private String resolve() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                escape(text.charAt(at++));
            } else {
                value.append(c);
            }
        }
        return value.toString();
    }

    private void escape(char c) {
        int plain = PLAIN.indexOf(c);
        if (plain >= 0) {
            value.append(MEANT.charAt(plain));
        } else if (OCTAL.indexOf(c) >= 0) {
            octal();
        } else {
            switch (c) {
                case '\n' -> {}
                case 'x' -> hexadecimal(c, 2);
                case 'u' -> hexadecimal(c, 4);
                case 'U' -> hexadecimal(c, 8);
                case 'N' -> named();
                default -> value.append('\\').append(c);
            }
        }
    }

    private void octal() {
        int end = at;
        while (end < text.length() && end < at + 2 && OCTAL.indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        value.append((char) Integer.parseInt(text.substring(at - 1, end), 8));
        at = end;
    }

    private void hexadecimal(char letter, int digits) {
        var written = text.substring(at, Math.min(text.length(), at + digits));
        if (!written.matches("[0-9A-Fa-f]{" + digits + "}")) {
            value.append('\\').append(letter);
            return;
        }
        long code = Long.parseLong(written, 16);
        value.append(Character.isValidCodePoint((int) code) ? Character.toString((int) code) : "\\" + letter + written);
        at += digits;
    }

    private void named() {
        int close = text.indexOf('}', at);
        if (close > at && text.charAt(at) == '{') {
            try {
                value.appendCodePoint(Character.codePointOf(text.substring(at + 1, close)));
                at = close + 1;
                return;
            } catch (IllegalArgumentException e) {
                value.append("\\N");
                return;
            }
        }
        value.append("\\N");
    }
}
