package dev.migrationledger.app.target.postgresql;

import dev.migrationledger.core.target.SessionOptions;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * Settings of a session that works. Read committed is needed by the fence, which re-reads the row that it waited for;
 * a commit must be on disk before it is reported.
 */
final class SessionSettings {
    private SessionSettings() {}

    static String apply(SessionOptions options, int serverVersion) {
        return "set lock_timeout = " + options.lockTimeout().toMillis()
                + "; set statement_timeout = " + options.statementTimeout().toMillis()
                + "; set idle_in_transaction_session_timeout = " + options.idleTimeout().toMillis()
                + "; set synchronous_commit = on; set default_transaction_isolation = 'read committed'"
                + "; set default_transaction_read_only = off"
                + "; set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3"
                + (serverVersion >= 14
                        ? "; set client_connection_check_interval = " + options.aliveCheck().toMillis()
                        : "");
    }

    /**
     * Takes back what a script set, then ours again. RESET ALL leaves the role alone (manual, RESET) and forgets the
     * session's name, which the driver sets after it has connected.
     */
    static String restore(SessionOptions options, int serverVersion) {
        return "reset session authorization; reset role; reset all; set application_name = "
                + DSL.using(SQLDialect.POSTGRES).renderInlined(DSL.inline(options.application())) + "; "
                + apply(options, serverVersion);
    }
}
