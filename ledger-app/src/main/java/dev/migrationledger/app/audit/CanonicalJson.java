package dev.migrationledger.app.audit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One byte sequence for one value (RFC 8785), for what the ledger composes itself: objects, arrays, strings, booleans
 * and whole numbers up to 2^53. Payloads travel inside as strings, since their stored bytes are what was hashed.
 */
final class CanonicalJson {
    private static final long LARGEST = 1L << 53;

    private CanonicalJson() {}

    /** @param value a map with string keys, a list, a string, a boolean, an int or a long */
    static String text(Object value) {
        var out = new StringBuilder();
        write(out, value);
        return out.toString();
    }

    private static void write(StringBuilder out, Object value) {
        switch (value) {
            case Map<?, ?> map -> object(out, map);
            case List<?> list -> array(out, list);
            case String text -> string(out, text);
            case Boolean truth -> out.append(truth);
            case Integer number -> out.append(number);
            case Long number -> number(out, number);
            default -> throw new IllegalArgumentException("no canonical form: " + value.getClass());
        }
    }

    /** RFC 8785, section 3.2.3: by UTF-16 code units, which is how Java compares strings. */
    private static void object(StringBuilder out, Map<?, ?> map) {
        var sorted = new TreeMap<String, Object>();
        map.forEach((key, value) -> sorted.put((String) key, value));
        var separator = "{";
        for (var entry : sorted.entrySet()) {
            out.append(separator);
            string(out, entry.getKey());
            write(out.append(':'), entry.getValue());
            separator = ",";
        }
        out.append(sorted.isEmpty() ? "{}" : "}");
    }

    private static void array(StringBuilder out, List<?> list) {
        var separator = "[";
        for (var item : list) {
            write(out.append(separator), item);
            separator = ",";
        }
        out.append(list.isEmpty() ? "[]" : "]");
    }

    private static void number(StringBuilder out, long number) {
        if (Math.abs(number) > LARGEST) {
            throw new IllegalArgumentException("no number of JSON: " + number);
        }
        out.append(number);
    }

    /** RFC 8785, section 3.2.2.2. */
    private static void string(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < ' ') {
                        out.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
                    } else if (Character.isSurrogate(c) && !paired(text, i)) {
                        throw new IllegalArgumentException("half a character at " + i);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean paired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
}
