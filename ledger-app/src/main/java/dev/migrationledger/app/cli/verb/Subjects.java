package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.catalog.Catalogs;
import dev.migrationledger.app.config.Configuration;
import dev.migrationledger.app.config.DatabaseConfig;
import dev.migrationledger.app.operation.Subject;
import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Consumer;

/** Databases with their catalogs, each of which is read once. */
final class Subjects {
    private Subjects() {}

    /** None of them was named; see {@link #of(Configuration, List, boolean, Consumer)}. */
    static List<Subject> of(Configuration configuration, List<DatabaseConfig> databases, Consumer<Problem> warn) {
        return of(configuration, databases, false, warn);
    }

    /**
     * In the order of the databases.
     *
     * @param named whether a person named each by its id
     * @param warn hears what is doubtful in catalogs
     * @throws LedgerException with all problems of all catalogs
     */
    static List<Subject> of(
            Configuration configuration, List<DatabaseConfig> databases, boolean named, Consumer<Problem> warn) {
        var catalogs = new HashMap<String, Catalog>();
        var problems = new ArrayList<Problem>();
        for (var database : databases) {
            if (!catalogs.containsKey(database.catalog())) {
                try {
                    catalogs.put(database.catalog(), Catalogs.read(configuration.catalogOf(database), warn::accept));
                } catch (LedgerException e) {
                    problems.addAll(e.problems());
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new LedgerException(problems.stream().distinct().toList());
        }
        return databases.stream()
                .map(database -> new Subject(
                        database, configuration.catalogOf(database), catalogs.get(database.catalog()), named))
                .toList();
    }
}
