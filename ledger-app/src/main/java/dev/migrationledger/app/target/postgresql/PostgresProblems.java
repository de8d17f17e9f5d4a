package dev.migrationledger.app.target.postgresql;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.target.TargetAddress;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** What went wrong with a server, as values; the server's own words, never a password and never values of rows. */
public final class PostgresProblems {
    /** Time alone may cure it: nothing listens yet, not found yet, no answer in time, still starting, not created yet, no connection free. */
    private static final Set<String> PASSING = Set.of("LDG300", "LDG301", "LDG302", "LDG303", "LDG305", "LDG306");

    private PostgresProblems() {}

    /** Whether waiting may cure it, as a database that is still starting does. */
    static boolean mayPass(Problem problem) {
        return PASSING.contains(problem.code());
    }

    /** Why no connection came about: LDG300 to LDG309. */
    public static Problem connecting(TargetAddress address, SQLException e) {
        var server = address.host() + ":" + address.port();
        return switch (state(e)) {
            case "28P01", "28000" -> failed(
                    "LDG304",
                    address + ": the server refuses user \"" + address.user() + "\" or its password",
                    "check user and password of this database, and the server's pg_hba.conf");
            case "3D000" -> failed(
                    "LDG305",
                    address + ": there is no database \"" + address.database() + "\" on " + server,
                    "create it, correct the name in the configuration, or use --wait SECONDS while something creates it");
            case "57P03" -> failed(
                    "LDG303",
                    address + ": the server is starting up or shutting down",
                    "try again in a moment, or use --wait SECONDS");
            case "53300" -> failed(
                    "LDG306", address + ": the server has no connection free", "raise max_connections, or use --wait SECONDS");
            case "42501" -> failed(
                    "LDG307",
                    address + ": user \"" + address.user() + "\" may not connect to this database",
                    "grant connect on the database to that user");
            default -> withoutAnswer(address, server, e);
        };
    }

    private static Problem withoutAnswer(TargetAddress address, String server, SQLException e) {
        if (hasCause(e, UnknownHostException.class)) {
            return failed("LDG301", address + ": no such host " + address.host(), "check the host's name, or use --wait SECONDS when it is only starting");
        }
        if (hasCause(e, SocketTimeoutException.class)) {
            return failed("LDG302", address + ": no answer from " + server, "check the network, or use --wait SECONDS");
        }
        if (hasCause(e, ConnectException.class)) {
            return failed(
                    "LDG300",
                    address + ": nothing accepts connections on " + server,
                    "start the server, check host and port, or use --wait SECONDS");
        }
        return unexplained(address, words(e));
    }

    /** Why looking failed after the connection stood: LDG310 to LDG319, LDG815 and LDG816. */
    public static Problem looking(TargetAddress address, SQLException e) {
        var state = state(e);
        if (state.startsWith("08") || state.startsWith("57P")) {
            return failed("LDG310", address + ": the connection was lost", "run again when the server is back");
        }
        return switch (state) {
            case "42501" -> failed(
                    "LDG311", address + ": not permitted: " + words(e), "grant select to user \"" + address.user() + "\"");
            case "57014" -> failed(
                    "LDG312", address + ": a query took longer than its time limit", "run again when the server is less busy");
            case "55P03", "40P01" -> new Problem(
                    "LDG815",
                    Exit.LOCKED,
                    address + ": somebody holds a lock that looking has to wait for: " + words(e),
                    "run again when the other session has ended; pg_blocking_pids() names it while one waits");
            case ReadOnly.GONE_MEANWHILE -> new Problem(
                    "LDG816",
                    Exit.LOCKED,
                    address + ": its schema changes while it is looked at: " + words(e),
                    "run again when the other session has ended");
            default -> failed(
                    "LDG313", address + ": " + words(e), "correct the probe or the check, when it is one of yours; when somebody changes the"
                    + " database just now, run again after that");
        };
    }

    /** @param words the server's own */
    static Problem unexplained(TargetAddress address, String words) {
        return failed("LDG308", address + ": cannot connect: " + words, "the server's log may say more");
    }

    static Problem failed(String code, String message, String hint) {
        return new Problem(code, Exit.FAILED, message, hint);
    }

    private static String state(SQLException e) {
        return Optional.ofNullable(e.getSQLState()).orElse("");
    }

    private static String words(SQLException e) {
        return Optional.ofNullable(e.getMessage()).orElse("no reason given").lines().findFirst().orElse("");
    }

    private static boolean hasCause(Throwable e, Class<? extends Throwable> type) {
        for (var cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
