package dev.migrationledger.app.target.postgresql;

import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_CLASS;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_INDEX;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_NAMESPACE;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_POLICY;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_TRIGGER;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** CREATE statements of indexes, triggers and policies. */
final class PartScripts {
    private final DSLContext sql;
    private final Quoting quoting;
    private final TableScripts tables;

    PartScripts(DSLContext sql, Quoting quoting, TableScripts tables) {
        this.sql = sql;
        this.quoting = quoting;
        this.tables = tables;
    }

    long tableOfIndex(long index) {
        return sql.select(PG_INDEX.INDRELID).from(PG_INDEX).where(PG_INDEX.INDEXRELID.eq(index)).fetchSingle(0, Long.class);
    }

    /** Quoted, with its schema. */
    String indexName(long index) {
        var row = sql.select(PG_NAMESPACE.NSPNAME, PG_CLASS.RELNAME)
                .from(PG_CLASS)
                .join(PG_NAMESPACE)
                .on(PG_NAMESPACE.OID.eq(PG_CLASS.RELNAMESPACE))
                .where(PG_CLASS.OID.eq(index))
                .fetchSingle();
        return quoting.name(row.value1(), row.value2());
    }

    String policyName(long policy) {
        return quoting.name(sql.select(PG_POLICY.POLNAME).from(PG_POLICY).where(PG_POLICY.OID.eq(policy)).fetchSingle(0, String.class));
    }

    long tableOfTrigger(long trigger) {
        return sql.select(PG_TRIGGER.TGRELID).from(PG_TRIGGER).where(PG_TRIGGER.OID.eq(trigger)).fetchSingle(0, Long.class);
    }

    long tableOfPolicy(long policy) {
        return sql.select(PG_POLICY.POLRELID).from(PG_POLICY).where(PG_POLICY.OID.eq(policy)).fetchSingle(0, Long.class);
    }


    /**
     * Empty for one that is not valid. The server says ONLY of an index of a partitioned table, whose partitions have
     * theirs already; without it those are made along.
     */
    Optional<String> index(long index) {
        var definition = CatalogSql.definition("pg_get_indexdef", PG_INDEX.INDEXRELID);
        var row = sql.select(definition, PG_INDEX.INDISVALID).from(PG_INDEX).where(PG_INDEX.INDEXRELID.eq(index)).fetchSingle();
        return row.value2()
                ? Optional.of(row.value1().replaceFirst(" ON ONLY ", " ON "))
                : Optional.empty();
    }

    /** A block that makes the trigger as it is, switched off ones included. */
    String trigger(long trigger, List<String> comments) {
        var definition = CatalogSql.definition("pg_get_triggerdef", PG_TRIGGER.OID);
        var row = sql.select(definition, PG_TRIGGER.TGRELID, PG_TRIGGER.TGNAME, PG_TRIGGER.TGENABLED)
                .from(PG_TRIGGER)
                .where(PG_TRIGGER.OID.eq(trigger))
                .fetchSingle();
        var table = tables.name(row.value2());
        var statements = new ArrayList<>(List.of(row.value1()));
        var change = "alter table " + table + " %s trigger " + quoting.name(row.value3());
        switch (row.value4()) {
            case "D" -> statements.add(change.formatted("disable"));
            case "R" -> statements.add(change.formatted("enable replica"));
            case "A" -> statements.add(change.formatted("enable always"));
            default -> {}
        }
        statements.addAll(comments);
        return Quoting.guarded(
                "not exists (select from pg_trigger where tgrelid = to_regclass(" + quoting.text(table) + ") and tgname = "
                        + quoting.text(row.value3()) + ")",
                statements);
    }

    String triggerName(long trigger) {
        return quoting.name(sql.select(PG_TRIGGER.TGNAME).from(PG_TRIGGER).where(PG_TRIGGER.OID.eq(trigger)).fetchSingle(0, String.class));
    }

    /** Empty for one that names roles: they are the server's, and another may not have them. */
    Optional<String> policy(long policy, List<String> comments) {
        Field<String> using = CatalogSql.expression(PG_POLICY.POLQUAL, PG_POLICY.POLRELID);
        Field<String> check = CatalogSql.expression(PG_POLICY.POLWITHCHECK, PG_POLICY.POLRELID);
        var forAll = DSL.field("0 = any({0})", Boolean.class, PG_POLICY.POLROLES);
        var row = sql.select(
                        PG_POLICY.POLRELID,
                        PG_POLICY.POLNAME,
                        PG_POLICY.POLCMD,
                        PG_POLICY.POLPERMISSIVE,
                        using,
                        check,
                        forAll)
                .from(PG_POLICY)
                .where(PG_POLICY.OID.eq(policy))
                .fetchSingle();
        if (!row.value7()) {
            return Optional.empty();
        }
        var table = tables.name(row.value1());
        var create = "create policy " + quoting.name(row.value2()) + " on " + table
                + (row.value4() ? "" : " as restrictive") + " for " + command(row.value3())
                + Optional.ofNullable(row.value5()).map(e -> " using (" + e + ")").orElse("")
                + Optional.ofNullable(row.value6()).map(e -> " with check (" + e + ")").orElse("");
        var statements = new ArrayList<>(List.of(create));
        statements.addAll(comments);
        return Optional.of(Quoting.guarded(
                "not exists (select from pg_policy where polrelid = to_regclass(" + quoting.text(table) + ") and polname = "
                        + quoting.text(row.value2()) + ")",
                statements));
    }

    private static String command(String code) {
        return switch (code) {
            case "r" -> "select";
            case "a" -> "insert";
            case "w" -> "update";
            case "d" -> "delete";
            default -> "all";
        };
    }
}
