package dev.migrationledger.core.script;

import dev.migrationledger.core.revision.Script;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What can be told about a statement from its words alone, for PostgreSQL 12 to 18 and SQLite 3. Quotes, comments and function
 * bodies, DO blocks included, are not looked into.
 *
 * @param controlsTransaction it begins, ends or divides a transaction (manual, SQL commands BEGIN, START TRANSACTION,
 *                            COMMIT, END, ROLLBACK, ABORT, SAVEPOINT, RELEASE, PREPARE TRANSACTION)
 * @param needsNoTransaction  the server refuses it in a transaction block; DROP and ALTER SUBSCRIPTION, which it
 *                            refuses only when a replication slot is touched, are counted in
 * @param createsTable        the lasting table it creates
 * @param findings            in the order of the statement's clauses
 */
public record StatementTraits(
        boolean controlsTransaction, boolean needsNoTransaction, Optional<TableName> createsTable, List<Finding> findings) {
    private static final Pattern TRANSACTION_CONTROL = Pattern.compile(
            " (?:begin|start transaction|commit|end|rollback|abort|savepoint|release|prepare transaction) .*",
            Pattern.DOTALL);

    /**
     * Manual, section "Notes" or "Description" of: CREATE INDEX ("Building Indexes Concurrently"), DROP INDEX,
     * REINDEX ("Rebuilding Indexes Concurrently"; DATABASE, SYSTEM and SCHEMA), VACUUM, CLUSTER without a table, ALTER
     * SYSTEM, CREATE and DROP DATABASE, ALTER DATABASE SET TABLESPACE, CREATE and DROP TABLESPACE, ALTER TABLE DETACH
     * PARTITION CONCURRENTLY, CREATE, ALTER and DROP SUBSCRIPTION, DISCARD ALL. REFRESH MATERIALIZED VIEW CONCURRENTLY and,
     * since 12, ALTER TYPE ADD VALUE are allowed.
     */
    private static final Pattern NO_TRANSACTION = Pattern.compile(" (?:"
            + String.join(
                    "|",
                    "(?:create (?:unique )?|drop )index concurrently .*",
                    "reindex (?:\\( [^)]*\\) )?(?:database|system|schema) .*",
                    "reindex (?:\\( [^)]*\\) )?(?:index|table) concurrently .*",
                    "reindex \\( (?:[^)]* )?concurrently (?!false |off |0 ).*",
                    "vacuum .*",
                    "cluster (?:verbose |\\( [^)]*\\) )?",
                    "alter system .*",
                    "(?:create|drop) (?:database|tablespace) .*",
                    "alter database \\S+ set tablespace .*",
                    "alter table .* detach partition \\S+ concurrently .*",
                    "create subscription (?!.* (?:create_slot|connect) = (?:false|off|0) ).*",
                    "alter subscription \\S+ (?:refresh|set publication|add publication|drop publication) .*",
                    "drop subscription .*",
                    "discard all ")
            + ")", Pattern.DOTALL);

    /**
     * VACUUM and DETACH fail in a transaction, ATTACH would make it one of several files, and a pragma that changes how
     * the file is written is refused or passed over there (sqlite.org, pragma.html).
     */
    private static final Pattern NO_TRANSACTION_SQLITE = Pattern.compile(
            " (?:vacuum|attach|detach|pragma (?:\\S+\\.)?(?:(?:journal_mode|synchronous|temp_store) [=(]|wal_checkpoint)) .*",
            Pattern.DOTALL);

    private static final Pattern CREATE_TABLE = Pattern.compile(
            " create (?<passing>(?:global |local )?temp(?:orary)? )?(?:unlogged )?table (?:if not exists )?(?<table>\\S+) .*",
            Pattern.DOTALL);

    public StatementTraits {
        findings = List.copyOf(findings);
    }

    /** For PostgreSQL. */
    public static StatementTraits of(String sql) {
        return of(sql, Dialect.POSTGRESQL);
    }

    /** @param sql as in {@link Part.Sent#sql}; several statements joined by {@code \;} are judged together */
    public static StatementTraits of(String sql, Dialect dialect) {
        var statements = flat(sql, dialect);
        return new StatementTraits(
                statements.stream().anyMatch(s -> TRANSACTION_CONTROL.matcher(s.top()).matches()),
                statements.stream().anyMatch(s -> isRefusedInTransaction(s, dialect)),
                statements.stream()
                        .flatMap(s -> created(s, false).stream())
                        .findFirst()
                        .flatMap(FlatSql::tableName),
                statements.stream().flatMap(s -> hits(s, dialect)).map(FindingRule.Hit::finding).toList());
    }

    /** For PostgreSQL. */
    public static List<Finding> findings(Reading script) {
        return findings(script, Dialect.POSTGRESQL);
    }

    /** Findings of a script that the ledger can read; of any other nothing is known. @param file for messages */
    public static List<Finding> findings(Script script, String file, Dialect dialect) {
        return switch (script.language()) {
            case SQL -> findings(ScriptReader.read(script, file, dialect), dialect);
            case PYTHON -> List.of();
        };
    }

    /** Findings of a whole script, each with its line; nothing is found on a table that the script itself creates. */
    public static List<Finding> findings(Reading script, Dialect dialect) {
        var findings = new ArrayList<Finding>();
        var created = new HashSet<String>();
        for (var part : script.sent()) {
            for (var statement : flat(part.sql(), dialect)) {
                hits(statement, dialect)
                        .filter(hit -> !created.contains(hit.table()))
                        .map(FindingRule.Hit::finding)
                        .map(found -> new Finding(found.code(), "line " + part.line() + ": " + found.message()))
                        .forEach(findings::add);
                created(statement, true).ifPresent(created::add);
            }
        }
        return findings;
    }

    private static List<FlatSql> flat(String sql, Dialect dialect) {
        return ScriptReader.read(new Script(sql, 1), "", dialect).sent().stream()
                .map(part -> FlatSql.of(part.sql(), dialect))
                .toList();
    }

    private static boolean isRefusedInTransaction(FlatSql sql, Dialect dialect) {
        return switch (dialect) {
            case POSTGRESQL -> NO_TRANSACTION.matcher(sql.full()).matches();
            case SQLITE -> NO_TRANSACTION_SQLITE.matcher(sql.full()).matches();
        };
    }

    private static Optional<String> created(FlatSql sql, boolean alsoTemporary) {
        var create = CREATE_TABLE.matcher(sql.top());
        return create.matches() && (alsoTemporary || create.group("passing") == null)
                ? Optional.of(create.group("table"))
                : Optional.empty();
    }

    private static Stream<FindingRule.Hit> hits(FlatSql sql, Dialect dialect) {
        var alone = new FindingRule.Hit(
                new Finding("LDG144", "the server refuses this in a transaction: it runs alone, outside of one"), "");
        return Stream.concat(
                isRefusedInTransaction(sql, dialect) ? Stream.of(alone) : Stream.empty(),
                sql.clauses().flatMap(clause -> Arrays.stream(FindingRule.values())
                        .filter(rule -> rule.isAbout(dialect))
                        .flatMap(rule -> rule.on(clause).stream())));
    }
}
