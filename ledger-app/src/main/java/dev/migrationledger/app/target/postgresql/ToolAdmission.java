package dev.migrationledger.app.target.postgresql;

import dev.migrationledger.core.target.SessionOptions;
import java.util.List;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * What a project's own tool asks on its connection before it works. The sign comes before the second question: whoever
 * takes over first becomes the executor and then waits until no sign is left, so that a late connection of a dead
 * executor is either waited for or turned away.
 */
final class ToolAdmission {
    private ToolAdmission() {}

    /** @param session the executor's, as the server numbers it */
    static List<String> of(int session, String token, SessionOptions options, int version) {
        var executor = AdvisoryLocks.heldBy(session, AdvisoryLocks.EXECUTOR);
        return List.of(token, executor, AdvisoryLocks.tryShare(AdvisoryLocks.TOOLS), executor, settings(options, version));
    }

    /** The project's own limits stay; a server that hears nothing more from its client must end what that one began. */
    private static String settings(SessionOptions options, int version) {
        var settings = "select " + always("application_name", options.application() + " tool")
                + " and " + unlessSet("lock_timeout", options.lockTimeout().toMillis())
                + " and " + unlessSet("statement_timeout", options.statementTimeout().toMillis())
                + " and " + unlessSet("idle_in_transaction_session_timeout", options.idleTimeout().toMillis())
                + " and " + always("synchronous_commit", "on");
        return version < 14
                ? settings
                : settings + " and " + unlessSet("client_connection_check_interval", options.aliveCheck().toMillis());
    }

    private static String always(String name, String value) {
        return "pg_catalog.set_config('" + name + "', " + literal(value) + ", false) is not null";
    }

    private static String unlessSet(String name, long millis) {
        return "(pg_catalog.current_setting('" + name + "') <> '0' or pg_catalog.set_config('" + name + "', '" + millis
                + "', false) is not null)";
    }

    static String literal(String text) {
        return DSL.using(SQLDialect.POSTGRES).renderInlined(DSL.inline(text));
    }
}
