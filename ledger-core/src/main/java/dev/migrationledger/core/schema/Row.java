package dev.migrationledger.core.schema;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A row that a revision wrote, found again by key.
 *
 * @param key     keyed by column: the values, as text, of a primary or unique key that no sequence generates
 * @param content keyed by column: the other values, as text; columns that differ on every run (clocks, sequences,
 *                random) are left out
 */
public record Row(String schema, String table, SortedMap<String, String> key, SortedMap<String, String> content) {
    public Row {
        key = Collections.unmodifiableSortedMap(new TreeMap<>(key));
        content = Collections.unmodifiableSortedMap(new TreeMap<>(content));
    }

    /** For messages and as identity: {@code public.countries(code=DE)}. */
    public String name() {
        var text = new StringBuilder(schema).append('.').append(table).append('(');
        key.forEach((column, value) -> text.append(text.charAt(text.length() - 1) == '(' ? "" : ", ")
                .append(column)
                .append('=')
                .append(value));
        return text.append(')').toString();
    }
}
