package dev.migrationledger.app.target.postgresql;

import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_CONSTRAINT;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_DESCRIPTION;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_NAMESPACE;

import dev.migrationledger.app.target.postgresql.SchemaReading.ObjectId;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.schema.ObjectKind;
import dev.migrationledger.core.target.Definitions;
import dev.migrationledger.core.target.Definitions.Definition;
import dev.migrationledger.core.target.Definitions.Left;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;

/**
 * Writes objects down as statements that make them where they are missing, by the server's own words for each. Every
 * name stands with its schema; comments go with their object.
 */
final class PostgresDefinitions {
    /** Made first, each after what it needs; constraints, indexes and the like follow. */
    private static final List<ObjectKind> FIRST = List.of(
            ObjectKind.ENUM, ObjectKind.DOMAIN, ObjectKind.TYPE, ObjectKind.SEQUENCE, ObjectKind.TABLE, ObjectKind.PARTITION,
            ObjectKind.COLUMN, ObjectKind.FUNCTION, ObjectKind.VIEW, ObjectKind.MATERIALIZED_VIEW);

    private static final List<ObjectKind> THEN = List.of(
            ObjectKind.PRIMARY_KEY, ObjectKind.UNIQUE, ObjectKind.CHECK, ObjectKind.EXCLUSION, ObjectKind.INDEX);

    private static final List<ObjectKind> LAST = List.of(ObjectKind.FOREIGN_KEY, ObjectKind.TRIGGER, ObjectKind.POLICY);

    private final DSLContext sql;
    private final SchemaReading reading;
    private final Quoting quoting;
    private final TableScripts tables;
    private final TypeScripts types;
    private final PartScripts parts;
    private final Map<ObjectId, String> comments = new HashMap<>();
    private final List<Definition> made = new ArrayList<>();
    private final List<Left> left = new ArrayList<>();
    private final Set<Long> leftTables = new HashSet<>();

    /** @param sql in a transaction of {@link ReadOnly}; @param version the server's major version */
    PostgresDefinitions(DSLContext sql, int version) {
        this.sql = sql;
        this.reading = PostgresSnapshot.reading(sql, version, _ -> false);
        this.quoting = new Quoting(sql);
        this.tables = new TableScripts(sql, quoting);
        this.types = new TypeScripts(sql, quoting);
        this.parts = new PartScripts(sql, quoting, tables);
        sql.select(PG_DESCRIPTION.CLASSOID, PG_DESCRIPTION.OBJOID, PG_DESCRIPTION.OBJSUBID, PG_DESCRIPTION.DESCRIPTION)
                .from(PG_DESCRIPTION)
                .forEach(row -> comments.put(new ObjectId(row.value1(), row.value2(), row.value3()), row.value4()));
    }

    private record Item(FactKey key, ObjectId id) {}

    Definitions of(Collection<FactKey> wanted) {
        wanted.stream().filter(key -> key.kind() == ObjectKind.SCHEMA).sorted().forEach(this::schema);
        wanted.stream().filter(key -> key.kind() == ObjectKind.EXTENSION).sorted().forEach(this::extension);
        var first = items(wanted, FIRST);
        var byId = new HashMap<ObjectId, Item>();
        first.forEach(item -> byId.put(item.id(), item));
        new ObjectOrder(sql).sorted(first.stream().map(Item::id).toList())
                .forEach(id -> write(Objects.requireNonNull(byId.get(id))));
        items(wanted, THEN).forEach(this::write);
        first.stream()
                .filter(item -> item.key().kind() == ObjectKind.TABLE && !leftTables.contains(item.id().oid()))
                .forEach(table -> tables.foreignKeys(table.id().oid()).forEach(id -> constraint(table.key(), id)));
        items(wanted, LAST).forEach(this::write);
        return new Definitions(made, left);
    }

    private List<Item> items(Collection<FactKey> wanted, List<ObjectKind> kinds) {
        return wanted.stream()
                .filter(key -> kinds.contains(key.kind()))
                .sorted(Comparator.<FactKey>comparingInt(key -> kinds.indexOf(key.kind())).thenComparing(FactKey::name))
                .flatMap(key -> reading.objects(key).stream().map(id -> new Item(key, id)))
                .toList();
    }

    private void schema(FactKey key) {
        reading.objects(key).forEach(id -> {
            var name = quoting.name(sql.select(PG_NAMESPACE.NSPNAME)
                    .from(PG_NAMESPACE)
                    .where(PG_NAMESPACE.OID.eq(id.oid()))
                    .fetchSingle(0, String.class));
            block(key, "to_regnamespace(" + quoting.text(name) + ") is null", List.of("create schema " + name),
                    comment("schema " + name, id));
        });
    }

    private void extension(FactKey key) {
        var schema = Objects.requireNonNull(reading.facts().snapshot().facts().get(key)).soft().get("schema");
        made.add(new Definition(key, "create extension if not exists " + quoting.name(key.name())
                + (schema == null ? "" : " with schema " + quoting.name(schema)) + ";\n"));
    }

    private void write(Item item) {
        var key = item.key();
        var id = item.id();
        long oid = id.oid();
        switch (key.kind()) {
            case ENUM -> type(key, id, types.enumeration(oid));
            case DOMAIN -> block(key, types.absent(types.name(oid)), List.of(types.domain(oid)),
                    comment("domain " + types.name(oid), id));
            case TYPE -> {
                if (id.catalog() == CatalogSql.RELATIONS) {
                    block(key, types.absent(tables.name(oid)), List.of(tables.composite(oid)), relationComments("type", id));
                } else {
                    type(key, id, types.range(oid));
                }
            }
            case SEQUENCE -> block(key, tables.absent(oid), List.of(tables.sequence(oid)), comment("sequence " + tables.name(oid), id));
            case TABLE -> table(key, id);
            case PARTITION -> block(key, tables.absent(oid), List.of(tables.partition(oid)), comment("table " + tables.name(oid), id));
            case COLUMN -> block(key, tables.columnAbsent(oid, id.part()), tables.addColumn(oid, id.part()),
                    comment("column " + tables.name(oid) + "." + tables.columnName(oid, id.part()), id));
            case FUNCTION -> function(key, id);
            case VIEW -> block(key, tables.absent(oid), List.of(tables.view(oid)), relationComments("view", id));
            case MATERIALIZED_VIEW -> block(key, tables.absent(oid), List.of(tables.view(oid)),
                    relationComments("materialized view", id));
            case PRIMARY_KEY, UNIQUE, FOREIGN_KEY, CHECK, EXCLUSION -> constraint(key, oid);
            case INDEX -> index(key, id);
            case TRIGGER -> trigger(key, id);
            case POLICY -> policy(key, id);
            case SCHEMA, EXTENSION, COMMENT -> {}
        }
    }

    private void type(FactKey key, ObjectId id, String create) {
        block(key, types.absent(types.name(id.oid())), List.of(create), comment("type " + types.name(id.oid()), id));
    }

    private void table(FactKey key, ObjectId id) {
        long oid = id.oid();
        var reason = tables.unwritable(oid);
        if (reason.isPresent()) {
            left.add(new Left(key, reason.get()));
            leftTables.add(oid);
            return;
        }
        var remarks = relationComments("table", id);
        var foreign = tables.foreignKeys(oid);
        tables.constraintsOf(oid).stream()
                .filter(constraint -> !foreign.contains(constraint))
                .forEach(constraint -> remarks.addAll(constraintComment(constraint)));
        block(key, tables.absent(oid), tables.table(oid), remarks);
    }

    /** On a relation and its columns. */
    private List<String> relationComments(String kind, ObjectId id) {
        var name = tables.name(id.oid());
        var remarks = new ArrayList<>(comment(kind + " " + name, id));
        comments.keySet().stream()
                .filter(c -> c.catalog() == CatalogSql.RELATIONS && c.oid() == id.oid() && c.part() > 0)
                .sorted(Comparator.comparingInt(ObjectId::part))
                .forEach(c -> remarks.addAll(comment("column " + name + "." + tables.columnName(id.oid(), c.part()), c)));
        return remarks;
    }

    private void function(FactKey key, ObjectId id) {
        var kind = types.kind(id.oid());
        if (kind.isEmpty()) {
            left.add(new Left(key, "the server has no words for aggregates and window functions"));
            return;
        }
        block(key, types.functionAbsent(id.oid()), List.of(Quoting.executed(types.function(id.oid()))),
                comment(kind.get() + " " + types.signature(id.oid()), id));
    }

    private void constraint(FactKey key, long oid) {
        made.add(new Definition(key, tables.addConstraint(oid, constraintComment(oid))));
    }

    private List<String> constraintComment(long oid) {
        var id = new ObjectId(CatalogSql.CONSTRAINTS, oid, 0);
        if (!comments.containsKey(id)) {
            return List.of();
        }
        var row = sql.select(PG_CONSTRAINT.CONNAME, PG_CONSTRAINT.CONRELID)
                .from(PG_CONSTRAINT)
                .where(PG_CONSTRAINT.OID.eq(oid))
                .fetchSingle();
        return comment("constraint " + quoting.name(row.value1()) + " on " + tables.name(row.value2()), id);
    }

    private void index(FactKey key, ObjectId id) {
        if (isOnLeftTable(key, parts.tableOfIndex(id.oid()))) {
            return;
        }
        var name = parts.indexName(id.oid());
        parts.index(id.oid()).ifPresentOrElse(
                create -> block(
                        key, "to_regclass(" + quoting.text(name) + ") is null", List.of(create), comment("index " + name, id)),
                () -> left.add(new Left(key, "the index is not valid: drop it or build it anew")));
    }

    private void trigger(FactKey key, ObjectId id) {
        long table = parts.tableOfTrigger(id.oid());
        if (!isOnLeftTable(key, table)) {
            var name = "trigger " + parts.triggerName(id.oid()) + " on " + tables.name(table);
            made.add(new Definition(key, parts.trigger(id.oid(), comment(name, id))));
        }
    }

    private void policy(FactKey key, ObjectId id) {
        if (!isOnLeftTable(key, parts.tableOfPolicy(id.oid()))) {
            var name = "policy " + parts.policyName(id.oid()) + " on " + tables.name(parts.tableOfPolicy(id.oid()));
            parts.policy(id.oid(), comment(name, id)).ifPresentOrElse(
                    create -> made.add(new Definition(key, create)),
                    () -> left.add(new Left(key, "it is for certain roles, which another server may not have")));
        }
    }

    private boolean isOnLeftTable(FactKey key, long table) {
        var isLeft = leftTables.contains(table);
        if (isLeft) {
            left.add(new Left(key, "its table is left out"));
        }
        return isLeft;
    }

    private void block(FactKey key, String condition, List<String> statements, List<String> remarks) {
        var all = new ArrayList<>(statements);
        all.addAll(remarks);
        made.add(new Definition(key, Quoting.guarded(condition, all)));
    }

    /** Of one element, or none. */
    private List<String> comment(String object, ObjectId id) {
        var text = comments.get(id);
        return text == null ? List.of() : List.of("comment on " + object + " is " + quoting.text(text));
    }
}
