package dev.migrationledger.app.target.postgresql;

import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_CLASS;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_ENUM;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_INDEX;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_NAMESPACE;

import dev.migrationledger.core.target.Judgement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * Decides from the catalog what became of a statement that was begun alone (manual: CREATE INDEX, "Building Indexes
 * Concurrently"; REINDEX, "Rebuilding Indexes Concurrently"; ALTER TABLE, DETACH PARTITION). What is not in here is
 * unknown. Names are looked up as the statement would: through the search path.
 */
final class StatementJudge {
    private static final String PART = "(?:\"(?:[^\"]|\"\")+\"|[\\w$]+)";
    private static final String NAME = PART + "(?:\\s*\\.\\s*" + PART + ")?";
    private static final Pattern CREATE_INDEX = pattern("create\\s+(?<unique>unique\\s+)?index\\s+concurrently\\s+"
            + "(?:if\\s+not\\s+exists\\s+)?(?<name>" + PART + ")\\s+on\\s+(?:only\\s+)?(?<table>" + NAME + ")(?<rest>[\\s(].*)");
    private static final Pattern DROP_INDEX = pattern(
            "drop\\s+index\\s+concurrently\\s+(?:if\\s+exists\\s+)?(?<name>" + NAME + ")(?:\\s+(?:cascade|restrict))?\\s*");
    private static final Pattern REINDEX = pattern("reindex\\s*(?:\\([^)]*\\)\\s*)?(?<kind>index|table|schema|database|system)\\b"
            + "(?:\\s+concurrently\\b)?\\s*(?<name>" + NAME + ")?\\s*");
    private static final Pattern ADD_VALUE = pattern("alter\\s+type\\s+(?<type>" + NAME
            + ")\\s+add\\s+value\\s+(?:if\\s+not\\s+exists\\s+)?'(?<label>(?:[^']|'')*)'.*");
    private static final Pattern DETACH = pattern("alter\\s+table\\s+(?:if\\s+exists\\s+)?(?<table>" + NAME
            + ")\\s+detach\\s+partition\\s+(?<part>" + NAME + ")\\s+concurrently\\s*");
    private static final Pattern AGAIN =
            pattern("(?:vacuum|analyze|refresh\\s+materialized\\s+view|cluster|alter\\s+system)\\b.*");

    private final DSLContext sql;

    StatementJudge(DSLContext sql) {
        this.sql = sql;
    }

    private static Pattern pattern(String words) {
        return Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    Judgement judge(String statement) {
        var text = statement.strip();
        var createIndex = CREATE_INDEX.matcher(text);
        if (createIndex.matches()) {
            return createIndex(text, createIndex);
        }
        var dropIndex = DROP_INDEX.matcher(text);
        if (dropIndex.matches()) {
            return exists(dropIndex.group("name")) ? again(text) : new Judgement.Done();
        }
        var addValue = ADD_VALUE.matcher(text);
        if (addValue.matches()) {
            var label = addValue.group("label").replace("''", "'");
            return hasLabel(addValue.group("type"), label) ? new Judgement.Done() : again(text);
        }
        var detach = DETACH.matcher(text);
        if (detach.matches()) {
            return detach(text, detach);
        }
        var reindex = REINDEX.matcher(text);
        if (reindex.matches()) {
            return new Judgement.Run(leftByReindex(reindex), text);
        }
        return AGAIN.matcher(text).matches()
                ? again(text)
                : new Judgement.Unknown("nothing in the catalog tells whether it had its effect");
    }

    private static Judgement again(String text) {
        return new Judgement.Run(List.of(), text);
    }

    private Judgement createIndex(String text, Matcher create) {
        var name = folded(create.group("name"));
        var found = sql.select(PG_INDEX.INDISVALID, PG_NAMESPACE.NSPNAME, PG_CLASS.OID)
                .from(PG_INDEX)
                .join(PG_CLASS)
                .on(PG_CLASS.OID.eq(PG_INDEX.INDEXRELID))
                .join(PG_NAMESPACE)
                .on(PG_NAMESPACE.OID.eq(PG_CLASS.RELNAMESPACE))
                .where(PG_CLASS.RELNAME.eq(name))
                .and(PG_INDEX.INDRELID.eq(oid(create.group("table"))))
                .fetchOptional();
        if (found.isEmpty()) {
            return again(text);
        }
        var index = DSL.name(found.get().value2(), name);
        if (!found.get().value1()) {
            return new Judgement.Run(
                    List.of("drop index concurrently if exists " + sql.render(index)), text);
        }
        return isDefinedBy(found.get().value3(), create)
                ? new Judgement.Done()
                : new Judgement.Unknown("there is an index " + name + " with another definition");
    }

    /** Makes the same index on an empty copy of the table and lets the server write both definitions. */
    private boolean isDefinedBy(Long index, Matcher create) {
        var copy = "migration_ledger_copy";
        var same = new boolean[1];
        try {
            sql.transaction(configuration -> {
                var transaction = DSL.using(configuration);
                transaction.execute("create temporary table " + copy + " (like " + create.group("table") + ") on commit drop");
                transaction.execute("create " + (create.group("unique") == null ? "" : "unique ") + "index "
                        + create.group("name") + " on pg_temp." + copy + create.group("rest"));
                var made = definition(transaction, oid("pg_temp." + create.group("name")));
                same[0] = made.isPresent() && made.equals(definition(transaction, DSL.inline(index)));
                throw new Undo();
            });
        } catch (Undo undone) {
            return same[0];
        } catch (org.jooq.exception.DataAccessException e) {
            return false;
        }
        return false;
    }

    private static final class Undo extends RuntimeException {
        Undo() {
            super("rolled back on purpose", null, false, false);
        }
    }

    /** Without the names: what follows USING, and whether it is unique. */
    private static Optional<String> definition(DSLContext sql, org.jooq.Field<Long> index) {
        var text = sql.fetchValue(DSL.field("pg_catalog.pg_get_indexdef(cast({0} as oid))", String.class, index));
        return Optional.ofNullable(text)
                .map(t -> t.startsWith("CREATE UNIQUE") + t.substring(t.indexOf(" USING ")));
    }

    private Judgement detach(String text, Matcher detach) {
        var pending = sql.fetchOptional(
                "select inhdetachpending from pg_catalog.pg_inherits where inhrelid = {0} and inhparent = {1}",
                oid(detach.group("part")),
                oid(detach.group("table")));
        return pending.<Judgement>map(row -> row.get(0, Boolean.class)
                        ? new Judgement.Run(
                                List.of(),
                                "alter table " + detach.group("table") + " detach partition " + detach.group("part") + " finalize")
                        : again(text))
                .orElseGet(() -> exists(detach.group("part"))
                        ? new Judgement.Done()
                        : new Judgement.Unknown("the partition " + detach.group("part") + " is not there"));
    }

    /**
     * Invalid indexes with the suffix of a broken REINDEX CONCURRENTLY, of the tables that it is about; the original, or
     * what took its place, stays valid (manual, REINDEX).
     */
    private List<String> leftByReindex(Matcher reindex) {
        return sql
                .select(PG_NAMESPACE.NSPNAME, PG_CLASS.RELNAME)
                .from(PG_INDEX)
                .join(PG_CLASS)
                .on(PG_CLASS.OID.eq(PG_INDEX.INDEXRELID))
                .join(PG_NAMESPACE)
                .on(PG_NAMESPACE.OID.eq(PG_CLASS.RELNAMESPACE))
                .where(DSL.not(PG_INDEX.INDISVALID))
                .and(DSL.condition("{0} ~ '_cc(new|old)[0-9]*$'", PG_CLASS.RELNAME))
                .and(isAbout(reindex))
                .fetch(row -> "drop index concurrently if exists " + sql.render(DSL.name(row.value1(), row.value2())));
    }

    /** Whether an index belongs to one of the tables, or to what a table keeps aside (TOAST). */
    private static org.jooq.Condition isAbout(Matcher reindex) {
        var tables = switch (reindex.group("kind").toLowerCase(Locale.ROOT)) {
            case "index" -> "select indrelid from pg_catalog.pg_index where indexrelid in (select {1} union"
                    + " select relid from pg_catalog.pg_partition_tree({1}))";
            case "table" -> "select {1} union select relid from pg_catalog.pg_partition_tree({1})";
            case "schema" -> "select oid from pg_catalog.pg_class where relnamespace = pg_catalog.to_regnamespace({2})";
            default -> "select oid from pg_catalog.pg_class";
        };
        var name = Optional.ofNullable(reindex.group("name")).orElse("");
        return DSL.condition(
                "({0} in (" + tables + ") or {0} in (select reltoastrelid from pg_catalog.pg_class where oid in (" + tables + ")))",
                PG_INDEX.INDRELID,
                DSL.field("pg_catalog.to_regclass({0})", DSL.inline(name)),
                DSL.inline(name));
    }

    private boolean hasLabel(String type, String label) {
        return sql.fetchExists(DSL.selectOne()
                .from(PG_ENUM)
                .where(PG_ENUM.ENUMLABEL.eq(label))
                .and(PG_ENUM.ENUMTYPID.eq(DSL.field("cast(pg_catalog.to_regtype({0}) as oid)", Long.class, DSL.inline(type)))));
    }

    private boolean exists(String name) {
        return sql.fetchValue(DSL.field("pg_catalog.to_regclass({0}) is not null", Boolean.class, DSL.inline(name)));
    }

    private static org.jooq.Field<Long> oid(String name) {
        return DSL.field("cast(pg_catalog.to_regclass({0}) as oid)", Long.class, DSL.inline(name));
    }

    private static String folded(String name) {
        return name.startsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name.toLowerCase(Locale.ROOT);
    }
}
