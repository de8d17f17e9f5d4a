package dev.migrationledger.app.eventstore;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.problem.Shown;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/** What can go wrong with the log: codes LDG600 to LDG619. No message holds SQL or a payload. */
public final class StoreProblems {
    /** Class of the states that tell of a broken connection (manual, appendix A). */
    private static final String CONNECTION = "08";

    private StoreProblems() {}

    static Problem unknownName(String name) {
        return new Problem(
                "LDG600",
                Exit.FAILED,
                "the store holds an event named " + Shown.of(name) + ", which this version of the ledger does not know",
                "use the version that wrote it, or a later one");
    }

    static Problem unnamed(String type) {
        return new Problem("LDG601", Exit.FAILED, "the event " + type + " has no logical name and is not stored", "this is a fault of the program: report it");
    }

    static Problem unreadable(String name, String why) {
        return new Problem(
                "LDG602",
                Exit.FAILED,
                "an event named " + name + " cannot be read: " + why,
                "use the version that wrote it; when it is this one, the store was damaged: restore it from a backup");
    }

    static Problem refusedByServer(String during, Optional<String> sqlState, Optional<String> serverMessage) {
        return new Problem(
                "LDG603",
                Exit.FAILED,
                "the ledger's store failed while " + during + sqlState.map(s -> " [" + s + "]").orElse("")
                        + serverMessage.map(m -> ": " + m).orElse(""),
                "run it again when the store answers: what was begun is gone on with; the log of its server may say more");
    }

    static Problem brokenStream(String aggregate, long sequence) {
        return new Problem(
                "LDG604",
                Exit.FAILED,
                "event " + sequence + " of " + aggregate + " has no predecessor in the store",
                "the store lost events or was changed from outside: restore it from a backup");
    }

    static Problem foreignEvent(String type) {
        return new Problem("LDG605", Exit.FAILED, type + " belongs to no aggregate and is not stored", "this is a fault of the program: report it");
    }

    /** The server's own first line, without the statement, its values and the detail. */
    public static LedgerException failed(String during, Throwable cause) {
        var server = serverException(cause);
        return new LedgerException(refusedByServer(
                during,
                server.map(SQLException::getSQLState),
                server.map(StoreProblems::message)));
    }

    static Optional<SQLException> serverException(@Nullable Throwable thrown) {
        Optional<SQLException> found = Optional.empty();
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                found = Optional.of(sql);
            }
        }
        return found;
    }

    private static String message(SQLException exception) {
        if (exception instanceof PSQLException server
                && server.getServerErrorMessage() != null
                && server.getServerErrorMessage().getMessage() != null) {
            return server.getServerErrorMessage().getMessage();
        }
        var state = Optional.ofNullable(exception.getSQLState()).orElse("");
        return state.startsWith(CONNECTION) ? "the connection was lost, or refused" : "the driver gives no reason";
    }
}
