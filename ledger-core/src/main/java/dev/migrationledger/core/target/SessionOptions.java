package dev.migrationledger.core.target;

import java.time.Duration;

/**
 * How a session behaves while it works; zero switches a limit off.
 *
 * @param application       how the session names itself to people who look at the server
 * @param connectTimeout    for the way in
 * @param lockTimeout       for one lock of one statement: short, for whoever comes after a waiting statement waits as well
 * @param statementTimeout  for one statement
 * @param idleTimeout       how long the server lets a transaction sit idle before it ends the session, so that a
 *                          stopped executor cannot hold locks for ever
 * @param aliveCheck        how often the server looks, within a statement, whether the executor is still there
 * @param access            what the session is for
 */
public record SessionOptions(
        String application,
        Duration connectTimeout,
        Duration lockTimeout,
        Duration statementTimeout,
        Duration idleTimeout,
        Duration aliveCheck,
        Access access) {
    /** An engine that lives in a file opens it accordingly; a server keeps its own rules. */
    public enum Access {
        /** Nothing is written, not even by opening. */
        LOOK,
        CHANGE,
        /** A database that is not there is made, where that takes no more than a name. */
        CREATE
    }

    public static final SessionOptions DEFAULT = new SessionOptions(
            "migration-ledger",
            Duration.ofSeconds(10),
            Duration.ofSeconds(2),
            Duration.ZERO,
            Duration.ofMinutes(5),
            Duration.ofSeconds(5),
            Access.CHANGE);

    public SessionOptions withLockTimeout(Duration limit) {
        return new SessionOptions(application, connectTimeout, limit, statementTimeout, idleTimeout, aliveCheck, access);
    }

    public SessionOptions withStatementTimeout(Duration limit) {
        return new SessionOptions(application, connectTimeout, lockTimeout, limit, idleTimeout, aliveCheck, access);
    }

    public SessionOptions withAccess(Access wanted) {
        return new SessionOptions(
                application, connectTimeout, lockTimeout, statementTimeout, idleTimeout, aliveCheck, wanted);
    }
}
