package dev.migrationledger.app.target.postgresql;

import dev.migrationledger.core.target.SessionOptions;
import dev.migrationledger.core.target.StatementFailure;
import dev.migrationledger.core.target.ToolAccess;
import java.util.List;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * A tool's connections are known by an advisory lock that they share. It comes before the second question: whoever takes
 * over first becomes the executor and then waits until nobody shares it, so that a late connection of a dead executor is
 * either waited for or turned away.
 *
 * @param session the executor's, as the server numbers it
 */
record PostgresTools(Runs runs, AdvisoryLocks locks, int session, SessionOptions options, int version)
        implements ToolAccess {

    /** Runs on the session's connection, with its failures typed. */
    interface Runs {
        <T> T run(ServerFailures.Work<T> work);
    }

    @Override
    public List<String> admission() {
        var token = runs.run(locks::takeToken);
        var executor = AdvisoryLocks.heldBy(session, AdvisoryLocks.EXECUTOR);
        return List.of(token, executor, AdvisoryLocks.tryShare(AdvisoryLocks.TOOLS), executor, settings());
    }

    @Override
    public boolean areGone() {
        return runs.run(() -> locks.tryTake(AdvisoryLocks.TOOLS) && locks.release(AdvisoryLocks.TOOLS));
    }

    @Override
    public void end() {
        runs.run(() -> {
            locks.terminate(AdvisoryLocks.TOOLS);
            return true;
        });
    }

    @Override
    public StatementFailure failure(String sqlState, String message) {
        return ServerFailures.told(sqlState, message, !options.statementTimeout().isZero());
    }

    /** The project's own limits stay; a server that hears nothing more from its client must end what that one began. */
    private String settings() {
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
