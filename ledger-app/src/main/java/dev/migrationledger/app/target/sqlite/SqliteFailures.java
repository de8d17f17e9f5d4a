package dev.migrationledger.app.target.sqlite;

import dev.migrationledger.core.target.LockHolder;
import dev.migrationledger.core.target.StatementFailed;
import dev.migrationledger.core.target.StatementFailure;
import dev.migrationledger.core.target.StatementFailure.Kind;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.exception.DataAccessException;

/** Result codes as kinds of failure (sqlite.org, rescode.html). SQLite has no SQL states. */
final class SqliteFailures {
    private SqliteFailures() {}

    interface Work<T> {
        T run() throws SQLException;
    }

    /** @param interrupted how an interrupted statement is to be counted */
    static <T> T typed(Supplier<Kind> interrupted, Supplier<List<LockHolder>> holders, Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw failed(e, interrupted, holders);
        } catch (DataAccessException e) {
            var cause = Optional.ofNullable(e.getCause(SQLException.class)).orElseThrow(() -> e);
            throw failed(cause, interrupted, holders);
        }
    }

    static StatementFailed refused(String message) {
        return new StatementFailed(new StatementFailure(Kind.REFUSED, "", message, List.of()));
    }

    private static StatementFailed failed(SQLException e, Supplier<Kind> interrupted, Supplier<List<LockHolder>> holders) {
        var kind =
                switch (SqliteProblems.primary(SqliteProblems.code(e))) {
                    case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL -> Kind.LOCKED;
                    case SQLITE_INTERRUPT -> interrupted.get();
                    case SQLITE_IOERR -> Kind.LOST;
                    default -> Kind.REFUSED;
                };
        return new StatementFailed(
                new StatementFailure(
                        kind, "", SqliteProblems.words(e), kind == Kind.LOCKED ? holders.get() : List.of()),
                e);
    }
}
