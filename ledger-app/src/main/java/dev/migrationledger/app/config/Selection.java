package dev.migrationledger.app.config;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.problem.Shown;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which databases a command is for, as asked on the command line. A mistyped id, key or value is a problem, never
 * fewer or more databases.
 *
 * @param ids      in the order given
 * @param selector such as {@code environment=prod,region!=eu}
 */
public record Selection(List<String> ids, Optional<String> selector, boolean all) {
    private static final String HOW =
            "name databases, or use --select \"environment=prod\" (keys: id, catalog, environment, engine, labels), or --all";

    public Selection {
        ids = List.copyOf(ids);
    }

    /** Whether each database is given by its id. */
    public boolean isNamed() {
        return !ids.isEmpty();
    }

    /**
     * The selected databases: in the order of the ids given, else in the configuration's.
     *
     * @throws LedgerException LDG230 to LDG235, exit 64
     */
    public List<DatabaseConfig> from(List<DatabaseConfig> databases) {
        int ways = (ids.isEmpty() ? 0 : 1) + (selector.isPresent() ? 1 : 0) + (all ? 1 : 0);
        if (ways == 0) {
            throw usage("LDG231", "no database is selected", HOW);
        }
        if (ways > 1) {
            throw usage("LDG234", "database ids, --select and --all exclude each other", HOW);
        }
        if (databases.isEmpty()) {
            throw usage("LDG231", "the configuration has no databases", "add one under `databases:`");
        }
        if (all) {
            return databases;
        }
        return selector.isPresent() ? bySelector(databases, selector.get()) : byId(databases);
    }

    /**
     * As {@link #from}, where the ledger's own knowledge is enough: an id that it knows need not be in the configuration.
     *
     * @throws LedgerException LDG230 to LDG235, exit 64
     */
    public List<String> ids(List<DatabaseConfig> databases, Predicate<String> known) {
        if (ids.isEmpty() || selector.isPresent() || all) {
            return from(databases).stream().map(DatabaseConfig::id).toList();
        }
        var strange = ids.stream().filter(id -> !known.test(id)).toList();
        if (!strange.isEmpty()) {
            new Selection(strange, selector, all).from(databases);
        }
        return ids.stream().distinct().toList();
    }

    private List<DatabaseConfig> byId(List<DatabaseConfig> databases) {
        var problems = new ArrayList<Problem>();
        var selected = new ArrayList<DatabaseConfig>();
        var known = databases.stream().map(DatabaseConfig::id).toList();
        for (var id : new LinkedHashSet<>(ids)) {
            databases.stream()
                    .filter(database -> database.id().equals(id))
                    .findFirst()
                    .ifPresentOrElse(selected::add, () -> problems.add(problem("LDG230",
                            "there is no database `" + Shown.of(id) + "`",
                            Hints.near(id, known))));
        }
        if (!problems.isEmpty()) {
            throw new LedgerException(problems);
        }
        return selected;
    }

    private static List<DatabaseConfig> bySelector(List<DatabaseConfig> databases, String text) {
        var parsed = Selector.parse(text)
                .orElseThrow(() -> usage("LDG232",
                        "the selector `" + Shown.of(text) + "` cannot be read",
                        "write key=value or key!=value, several with commas between: environment=prod,region!=eu"));
        var problems = parsed.terms().stream()
                .flatMap(term -> doubt(term, databases).stream())
                .toList();
        if (!problems.isEmpty()) {
            throw new LedgerException(problems);
        }
        var selected = databases.stream().filter(parsed::holds).toList();
        if (selected.isEmpty()) {
            throw usage("LDG233", "no database has all of `" + Shown.of(text) + "`",
                    "each term alone matches some; leave one out");
        }
        return selected;
    }

    /** A key that no database has, or a value that no database has for it. */
    private static Optional<Problem> doubt(Selector.Term term, List<DatabaseConfig> databases) {
        var keys = Stream.concat(
                        Selector.FIXED.stream(),
                        databases.stream().flatMap(database -> database.labels().keySet().stream()))
                .distinct()
                .toList();
        if (!keys.contains(term.key())) {
            return Optional.of(problem("LDG235", "no database has a label `" + Shown.of(term.key()) + "`",
                    Hints.near(term.key(), keys)));
        }
        var values = databases.stream()
                .map(database -> Selector.valueOf(database, term.key()).orElse(null))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (values.contains(term.value())) {
            return Optional.empty();
        }
        return Optional.of(problem("LDG233",
                "no database has " + term.key() + " `" + Shown.of(term.value()) + "`",
                values.isEmpty() ? HOW : Hints.near(term.value(), values)));
    }

    private static LedgerException usage(String code, String message, String hint) {
        return new LedgerException(problem(code, message, hint));
    }

    private static Problem problem(String code, String message, String hint) {
        return new Problem(code, Exit.USAGE, message, hint);
    }
}
