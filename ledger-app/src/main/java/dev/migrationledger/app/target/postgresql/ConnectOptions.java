package dev.migrationledger.app.target.postgresql;

import java.time.Duration;

/**
 * How to connect, besides where.
 *
 * @param applicationName shown in {@code pg_stat_activity}
 * @param socketTimeout   longest silence of the server before the connection counts as lost; zero: wait for ever
 * @param scripts         whether several statements are sent at once, as scripts need (pgjdbc's simple query mode)
 */
public record ConnectOptions(
        String applicationName, Duration connectTimeout, Duration socketTimeout, boolean scripts) {
    /** For looking: ten seconds to connect, two minutes of silence. */
    public static final ConnectOptions LOOKING =
            new ConnectOptions("migration-ledger", Duration.ofSeconds(10), Duration.ofMinutes(2), false);

    /** For running scripts, which may be silent for as long as they take. */
    public static final ConnectOptions SCRIPTS =
            new ConnectOptions("migration-ledger", Duration.ofSeconds(10), Duration.ZERO, true);
}
