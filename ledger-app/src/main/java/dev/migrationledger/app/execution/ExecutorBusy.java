package dev.migrationledger.app.execution;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.target.LockHolder;
import java.util.List;
import java.util.stream.Collectors;

/** Only one executor works on a database at a time; this is what the others are told. */
public final class ExecutorBusy {
    private ExecutorBusy() {}

    /** LDG350. @param holders sessions that hold the lock, as far as the server shows them; may be empty */
    public static Problem on(String databaseId, List<LockHolder> holders) {
        return new Problem(
                "LDG350",
                Exit.LOCKED,
                "database " + databaseId + " is being worked on by somebody else" + heldBy(holders),
                "wait until that ends, or let this run wait with --wait SECONDS");
    }

    static String heldBy(List<LockHolder> holders) {
        return holders.isEmpty()
                ? ""
                : ": held by " + holders.stream().map(LockHolder::toString).collect(Collectors.joining("; "));
    }
}
