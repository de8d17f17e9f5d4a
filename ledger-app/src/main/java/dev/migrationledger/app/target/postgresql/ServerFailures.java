package dev.migrationledger.app.target.postgresql;

import dev.migrationledger.core.target.LockHolder;
import dev.migrationledger.core.target.StatementFailed;
import dev.migrationledger.core.target.StatementFailure;
import dev.migrationledger.core.target.StatementFailure.Kind;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jooq.exception.DataAccessException;
import org.postgresql.util.PSQLException;

/** SQL states as kinds of failure (manual, appendix A). */
final class ServerFailures {
    /** Shut down, crashed, starting, idle too long (in a transaction): the server ends the session with these. */
    private static final Set<String> ENDS_SESSION = Set.of("57P01", "57P02", "57P03", "57P05", "25P03", "25P04");

    private ServerFailures() {}

    interface Work<T> {
        T run() throws SQLException;
    }

    /**
     * @param wasCancelled whether this program asked the server to stop
     * @param holders      of the lock, when it was one
     */
    static <T> T typed(boolean limited, Supplier<Boolean> wasCancelled, Supplier<List<LockHolder>> holders, Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw failed(e, limited, wasCancelled.get(), holders);
        } catch (DataAccessException e) {
            var cause = e.getCause(SQLException.class);
            if (cause == null) {
                throw e;
            }
            throw failed(cause, limited, wasCancelled.get(), holders);
        }
    }

    private static StatementFailed failed(
            SQLException e, boolean limited, boolean wasCancelled, Supplier<List<LockHolder>> holders) {
        var state = Optional.ofNullable(e.getSQLState()).orElse("");
        var kind = kind(state, limited, wasCancelled);
        return new StatementFailed(
                new StatementFailure(kind, state, words(e), kind == Kind.LOCKED ? holders.get() : List.of()), e);
    }

    /** What the server said to somebody else. */
    static StatementFailure told(String state, String message, boolean limited) {
        return new StatementFailure(kind(state, limited, false), state, message, List.of());
    }

    private static Kind kind(String state, boolean limited, boolean wasCancelled) {
        if (state.startsWith("08") || ENDS_SESSION.contains(state)) {
            return Kind.LOST;
        }
        return switch (state) {
            case "55P03", "40P01" -> Kind.LOCKED;
            case "57014" -> wasCancelled || !limited ? Kind.CANCELLED : Kind.TIMED_OUT;
            default -> Kind.REFUSED;
        };
    }

    /** The primary message alone: the detail quotes values of rows. */
    private static String words(SQLException e) {
        var server = e instanceof PSQLException told ? told.getServerErrorMessage() : null;
        var message = server == null ? e.getMessage() : server.getMessage();
        return Optional.ofNullable(message).flatMap(m -> m.lines().findFirst()).orElse("no reason given");
    }
}
