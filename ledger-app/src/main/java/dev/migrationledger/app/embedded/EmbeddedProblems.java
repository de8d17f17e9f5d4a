package dev.migrationledger.app.embedded;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import java.nio.file.Path;

/** What can go wrong with the server behind the store: codes LDG630 to LDG649. */
final class EmbeddedProblems {
    private EmbeddedProblems() {}

    static LedgerException unusable(Path directory, Exception cause) {
        return new LedgerException(
                new Problem(
                        "LDG630",
                        Exit.CONFIGURATION,
                        "the data directory " + directory + " cannot be used: " + cause.getMessage(),
                        "check its owner and permissions, or name another with --data-dir"),
                cause);
    }

    static LedgerException notStarted(Path directory, Exception cause) {
        return new LedgerException(
                new Problem(
                        "LDG631",
                        Exit.FAILED,
                        "the embedded PostgreSQL in " + directory + " did not start",
                        "see " + directory.resolve("server.log")),
                cause);
    }

    static LedgerException notReached(String what, Exception cause) {
        return new LedgerException(
                new Problem(
                        "LDG632",
                        Exit.FAILED,
                        "the ledger's store cannot be reached (" + what + ")",
                        "check LEDGER_STORE_URL, LEDGER_STORE_USER and LEDGER_STORE_PASSWORD, and that the server runs"),
                cause);
    }

    static LedgerException changedScript(String revision) {
        return new LedgerException(new Problem(
                "LDG633",
                Exit.FAILED,
                "the store's own revision " + revision + " was applied from another text than this version has",
                "use the version that made the store"));
    }

    static LedgerException newerStore(String revision) {
        return new LedgerException(new Problem(
                "LDG634",
                Exit.FAILED,
                "the store is at revision " + revision + ", which this version of the ledger does not know",
                "use the version that made the store, or a later one"));
    }

    static LedgerException notUpgraded(String revision, Exception cause) {
        return new LedgerException(
                new Problem("LDG635", Exit.FAILED, "the store could not be brought to its revision " + revision + ": " + cause.getMessage(),
                        "see the log of the store's server"),
                cause);
    }
}
