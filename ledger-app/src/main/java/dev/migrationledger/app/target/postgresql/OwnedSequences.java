package dev.migrationledger.app.target.postgresql;

import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_CLASS;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_DEPEND;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_SEQUENCE;

import dev.migrationledger.core.schema.SqlName;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jooq.Record;

/** Sequences of serial and identity columns: they are attributes of their column, and their names are generated. */
final class OwnedSequences {
    private final Map<Long, Record> bySequence = new HashMap<>();
    private final Map<Long, Map<Integer, Record>> byColumn = new HashMap<>();
    private final SchemaReading reading;

    OwnedSequences(SchemaReading reading, Collection<Record> relations) {
        this.reading = reading;
        for (var row : relations) {
            var table = row.get(PG_DEPEND.REFOBJID);
            if (table != null) {
                bySequence.put(row.get(PG_CLASS.OID), row);
                byColumn.computeIfAbsent(table, _ -> new HashMap<>()).put(row.get(PG_DEPEND.REFOBJSUBID), row);
            }
        }
    }

    boolean isOwned(long sequence) {
        return bySequence.containsKey(sequence);
    }

    Optional<String> name(long table, int column) {
        return row(table, column)
                .flatMap(row -> reading.relation(row.get(PG_CLASS.OID)))
                .map(r -> SqlName.of(r.schema(), r.name()));
    }

    /** What the sequence has that a new one of its type has not, in words; empty for a usual one. */
    String peculiarities(long table, int column) {
        return row(table, column).map(OwnedSequences::peculiarities).orElse("");
    }

    private Optional<Record> row(long table, int column) {
        return Optional.ofNullable(byColumn.getOrDefault(table, Map.of()).get(column));
    }

    private static String peculiarities(Record row) {
        var attributes = new java.util.TreeMap<>(attributes(row));
        attributes.remove("type");
        if (row.get(PG_SEQUENCE.SEQINCREMENT) > 0) {
            attributes.remove("minimum", "1");
            attributes.remove("start", "1");
            attributes.remove("maximum", Long.toString(largest(row)));
        }
        attributes.remove("increment", "1");
        var words = new StringBuilder();
        attributes.forEach((name, value) ->
                words.append(words.isEmpty() ? "" : " ").append(value.isEmpty() ? "" : name + " " + value));
        return words.toString().strip();
    }

    private static long largest(Record row) {
        return switch (RelationReader.text(row, RelationReader.SEQUENCE_TYPE)) {
            case "smallint" -> Short.MAX_VALUE;
            case "integer" -> Integer.MAX_VALUE;
            default -> Long.MAX_VALUE;
        };
    }

    /** Hard attributes of a sequence; those with an empty value are as usual. */
    static Map<String, String> attributes(Record row) {
        return Map.of(
                "type", RelationReader.text(row, RelationReader.SEQUENCE_TYPE),
                "start", row.get(PG_SEQUENCE.SEQSTART).toString(),
                "increment", row.get(PG_SEQUENCE.SEQINCREMENT).toString(),
                "minimum", row.get(PG_SEQUENCE.SEQMIN).toString(),
                "maximum", row.get(PG_SEQUENCE.SEQMAX).toString(),
                "cache", row.get(PG_SEQUENCE.SEQCACHE) == 1 ? "" : row.get(PG_SEQUENCE.SEQCACHE).toString(),
                "cycle", row.get(PG_SEQUENCE.SEQCYCLE) ? "yes" : "");
    }
}
