package dev.migrationledger.app.result;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * A command's whole answer.
 *
 * @param command   the verb, such as {@code up}
 * @param databases in selection order
 * @param problems  those that belong to no single database, such as a configuration that cannot be read
 */
public record Report(String command, List<? extends Result> databases, List<Problem> problems) {
    public Report {
        databases = List.copyOf(databases);
        problems = List.copyOf(problems);
    }

    public Report(String command, List<? extends Result> databases) {
        this(command, databases, List.of());
    }

    /** The worst of all entries (CLI contract, section "Exit codes"). */
    public Exit exit(boolean check) {
        var exits = new ArrayList<Exit>();
        databases.forEach(result -> exits.add(result.exit(check)));
        problems.forEach(problem -> exits.add(problem.exit()));
        return Exit.worst(exits);
    }
}
