package dev.migrationledger.app.source.flyway;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Flyway's {@code ${name}}, which it replaces anywhere in a script, in comments and quotes too. */
record Placeholders(Map<String, String> values) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}\\s]{1,200})}");

    Placeholders {
        values = Map.copyOf(values);
    }

    String replace(String text) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
    }

    /** @return keyed by name, sorted: the first line, from 1, with a placeholder that has no value */
    Map<String, Integer> withoutValue(String text) {
        var lines = new TreeMap<String, Integer>();
        int line = 1;
        for (var content : text.lines().toList()) {
            var found = PLACEHOLDER.matcher(content);
            while (found.find()) {
                if (!values.containsKey(found.group(1))) {
                    lines.putIfAbsent(found.group(1), line);
                }
            }
            line++;
        }
        return lines;
    }
}
