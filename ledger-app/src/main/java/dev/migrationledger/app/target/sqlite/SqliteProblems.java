package dev.migrationledger.app.target.sqlite;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.target.TargetAddress;
import java.sql.SQLException;
import java.util.Optional;
import org.jooq.exception.DataAccessException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What went wrong with a file, as values: LDG741 to LDG752. */
final class SqliteProblems {
    static final String MISSING = "LDG741";

    private SqliteProblems() {}

    /** @param holders who has the file, in words; for a file that is locked */
    static LedgerException of(TargetAddress address, SQLException e, Holders holders) {
        return new LedgerException(problem(address, e, holders), e);
    }

    /** Asked only when it matters. */
    interface Holders {
        String inWords();
    }

    /** Runs a reading whose failures become problems. */
    static <T> T looking(TargetAddress address, Holders holders, SqliteFailures.Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw of(address, e, holders);
        } catch (DataAccessException e) {
            throw of(address, Optional.ofNullable(e.getCause(SQLException.class)).orElseGet(() -> new SQLException(e.getMessage())), holders);
        }
    }

    private static Problem problem(TargetAddress address, SQLException e, Holders holders) {
        var code = code(e);
        return switch (primary(code)) {
            case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL -> new Problem(
                    "LDG748",
                    Exit.LOCKED,
                    address + ": the file is locked by another program" + holders.inWords(),
                    "let it end its transaction, then run again");
            case SQLITE_NOTADB -> failed(
                    "LDG745",
                    address + ": the file is not a SQLite database, or it is encrypted",
                    "correct `file` in the configuration; encrypted files cannot be read");
            case SQLITE_CORRUPT -> failed(
                    "LDG746", address + ": the file is damaged: " + words(e), "`sqlite3 FILE \"pragma integrity_check\"` says where; restore a copy");
            case SQLITE_READONLY -> code == SQLiteErrorCode.SQLITE_READONLY
                    ? notWritable(address)
                    : failed(
                            "LDG747",
                            address + ": a program died while it wrote, and looking alone cannot undo its half",
                            "`ledger up` or `sqlite3 FILE .tables` undoes it, with the right to write the file and its directory");
            case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH -> notOpened(
                    address, "give the user that runs this the right to read it; a file in WAL mode needs its directory writable too");
            case SQLITE_IOERR, SQLITE_FULL -> failed(
                    "LDG749", address + ": the disk failed or is full: " + words(e), "look at the disk, then run again");
            case SQLITE_INTERRUPT -> failed("LDG750", address + ": a query took longer than its time limit", "run again when the machine is less busy");
            default -> notAnswered(address, words(e), "look at the words of SQLite");
        };
    }

    static Problem notOpened(TargetAddress address, String hint) {
        return failed("LDG743", address + ": the file cannot be opened", hint);
    }

    /** @param file the database, or what has to be written beside it */
    static Problem notWritable(Object file) {
        return failed(
                "LDG744",
                file + ": the file cannot be written",
                "give the user that runs this the right to write the file and its directory");
    }

    static Problem notAnswered(TargetAddress address, String why, String hint) {
        return failed("LDG751", address + ": " + why, hint);
    }

    static Problem failed(String code, String message, String hint) {
        return new Problem(code, Exit.FAILED, message, hint);
    }

    /** The extended code; {@code SQLITE_ERROR} for what the driver says itself. */
    static SQLiteErrorCode code(SQLException e) {
        return e instanceof SQLiteException told ? told.getResultCode() : SQLiteErrorCode.SQLITE_ERROR;
    }

    /** Extended codes have the primary one in their lowest byte (rescode.html). */
    static SQLiteErrorCode primary(SQLiteErrorCode code) {
        return SQLiteErrorCode.getErrorCode(code.code & 0xff);
    }

    /** SQLite's own words, without the driver's {@code [SQLITE_ERROR] SQL error or missing database (..)} around them. */
    static String words(SQLException e) {
        var message = Optional.ofNullable(e.getMessage()).flatMap(m -> m.lines().findFirst()).orElse("no reason given");
        var inner = message.indexOf(" (");
        return message.startsWith("[SQLITE_") && inner >= 0 && message.endsWith(")")
                ? message.substring(inner + 2, message.length() - 1)
                : message;
    }
}
