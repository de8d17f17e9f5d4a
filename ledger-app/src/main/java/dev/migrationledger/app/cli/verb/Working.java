package dev.migrationledger.app.cli.verb;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Options of the verbs that change databases. */
final class Working {
    @Option(names = "--dry-run", description = "Look and plan, but change nothing.")
    private boolean dryRun;

    @Option(names = "--parallel", paramLabel = "N", description = "Databases worked on at once (default: 4).")
    private int parallel = 4;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "Wait so long for a database that is starting, or for another executor to finish.")
    private int wait;

    @Option(names = "--yes", description = "Go on where a person must decide; needs --reason.")
    private boolean yes;

    boolean dryRun() {
        return dryRun;
    }

    int parallel() {
        return Math.max(1, parallel);
    }

    Duration patience() {
        return Duration.ofSeconds(Math.max(0, wait));
    }

    /** Whether a person insists; that needs a reason, which the history keeps. */
    boolean yes(Common common) {
        if (yes && common.reason().isBlank()) {
            throw new LedgerException(new Problem(
                    "LDG645", Exit.USAGE, "--yes is a person's decision, and no reason is given", "add --reason TEXT"));
        }
        return yes;
    }
}
