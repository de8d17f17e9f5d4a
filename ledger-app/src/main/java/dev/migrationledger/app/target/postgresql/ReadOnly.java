package dev.migrationledger.app.target.postgresql;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.conf.SettingsTools;
import org.jooq.conf.StatementType;
import org.jooq.impl.DSL;

/** Runs a reading in one read-only, repeatable-read transaction whose settings make texts the same everywhere. */
public final class ReadOnly {
    /** Settings that change how the server writes expressions and constants, in the order set. */
    private static final List<Map.Entry<String, String>> TEXT_SETTINGS = List.of(
            Map.entry("search_path", "pg_catalog"),
            Map.entry("quote_all_identifiers", "off"),
            Map.entry("datestyle", "ISO, YMD"),
            Map.entry("intervalstyle", "postgres"),
            Map.entry("timezone", "UTC"),
            Map.entry("bytea_output", "hex"),
            Map.entry("extra_float_digits", "1"),
            Map.entry("standard_conforming_strings", "on"));

    private ReadOnly() {}

    /** @param sql on a connection that is not in a transaction; it is left in none */
    public static <T> T read(DSLContext sql, Function<DSLContext, T> reading) {
        // Constants stand in the text: version 12 cannot compare a "char" with a bound string.
        var settings = SettingsTools.clone(sql.settings()).withStatementType(StatementType.STATIC_STATEMENT);
        return sql.configuration().derive(settings).dsl().transactionResult(configuration -> {
            var transaction = configuration.dsl();
            transaction.execute("set transaction isolation level repeatable read, read only");
            transaction
                    .select(TEXT_SETTINGS.stream()
                            .map(setting -> set(setting.getKey(), setting.getValue()))
                            .toList())
                    .fetch();
            return reading.apply(transaction);
        });
    }

    private static Field<String> set(String name, String value) {
        return DSL.field(
                "pg_catalog.set_config({0}, {1}, true)", String.class, DSL.inline(name), DSL.inline(value));
    }
}
