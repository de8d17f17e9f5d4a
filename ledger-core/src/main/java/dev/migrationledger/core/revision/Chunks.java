package dev.migrationledger.core.revision;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a revision goes through a table piece by piece: in the order of a key, so many rows at a time.
 *
 * @param schema of the table; without it the name is looked up as in a statement
 * @param key    column; not unique keys make larger chunks, for all rows of one key are in the same chunk
 * @param size   rows in a chunk, 1 to {@link #LARGEST}
 */
public record Chunks(Optional<String> schema, String table, String key, int size) {
    public static final int LARGEST = 1_000_000;

    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\d_$]*)";
    private static final Pattern TEXT = Pattern.compile("(?:(?<schema>" + NAME + ")\\.)?(?<table>" + NAME + ")\\s+by\\s+(?<key>"
            + NAME + ")\\s*,\\s*(?<size>\\d{1,7})");

    /** @param text as in the header: {@code orders by id, 10000}; names that are not quoted are in lower case */
    public static Optional<Chunks> read(String text) {
        return Optional.of(TEXT.matcher(text.strip()))
                .filter(Matcher::matches)
                .map(found -> new Chunks(
                        Optional.ofNullable(found.group("schema")).map(Chunks::name),
                        name(found.group("table")),
                        name(found.group("key")),
                        Integer.parseInt(found.group("size"))))
                .filter(chunks -> chunks.size >= 1 && chunks.size <= LARGEST);
    }

    private static String name(String written) {
        return written.startsWith("\"")
                ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
                : written.toLowerCase(Locale.ROOT);
    }

    public Chunks withSize(int other) {
        return new Chunks(schema, table, key, other);
    }

    /** Which way it goes, whatever its steps: table and key, for people. */
    public String way() {
        return schema.map(name -> name + ".").orElse("") + table + " by " + key;
    }
}
