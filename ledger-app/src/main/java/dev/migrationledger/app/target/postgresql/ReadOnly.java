package dev.migrationledger.app.target.postgresql;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.conf.SettingsTools;
import org.jooq.conf.StatementType;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/**
 * Runs a reading in one read-only, repeatable-read transaction whose settings make texts the same everywhere. The catalogs
 * stand still in it, yet the functions that write definitions down see what others commit meanwhile, and fail on what
 * they dropped: then it is read again.
 */
public final class ReadOnly {
    /** The server calls it an internal error: {@code could not open relation with OID}, {@code cache lookup failed}. */
    static final String GONE_MEANWHILE = "XX000";

    private static final int TURNS = 5;

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
        var dsl = sql.configuration().derive(settings).dsl();
        for (int turn = 1; ; turn++) {
            try {
                return dsl.transactionResult(configuration -> once(configuration.dsl(), reading));
            } catch (DataAccessException e) {
                if (turn == TURNS || !GONE_MEANWHILE.equals(e.sqlState())) {
                    throw e;
                }
            }
        }
    }

    private static <T> T once(DSLContext transaction, Function<DSLContext, T> reading) {
        transaction.execute("set transaction isolation level repeatable read, read only");
        transaction
                .select(TEXT_SETTINGS.stream()
                        .map(setting -> set(setting.getKey(), setting.getValue()))
                        .toList())
                .fetch();
        return reading.apply(transaction);
    }

    private static Field<String> set(String name, String value) {
        return DSL.field(
                "pg_catalog.set_config({0}, {1}, true)", String.class, DSL.inline(name), DSL.inline(value));
    }
}
