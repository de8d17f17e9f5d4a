package dev.migrationledger.core.target;

import java.time.Duration;

/**
 * A session that others wait for; what it runs is left out, for that may quote values.
 *
 * @param session     the server's number for it (PostgreSQL: the pid)
 * @param application as it names itself; may be empty
 * @param state       such as {@code active} or {@code idle in transaction}
 * @param age         since its transaction began, or the statement where there is none
 */
public record LockHolder(String session, String application, String user, String state, Duration age) {
    @Override
    public String toString() {
        return "session " + session
                + (application.isEmpty() ? "" : " (" + application + ")")
                + " of user " + user + ", " + state + " for " + age.toSeconds() + " s";
    }
}
