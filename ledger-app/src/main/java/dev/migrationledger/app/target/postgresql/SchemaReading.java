package dev.migrationledger.app.target.postgresql;

import dev.migrationledger.core.schema.FactCollector;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.schema.ObjectKind;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;

/** What one reading of a schema knows so far: relations by id, what is not looked at, and the facts. */
final class SchemaReading {
    /** An object as the catalogs name it. @param part column number, 0 for the object itself */
    record ObjectId(long catalog, long oid, int part) {}

    private final DSLContext sql;
    private final int version;
    private final Map<Long, Relation> relations = new HashMap<>();
    private final Set<ObjectId> ignored = new HashSet<>();
    private final Map<ObjectId, FactKey> keys = new HashMap<>();
    private final FactCollector facts = new FactCollector();

    /** @param version the server's major version */
    SchemaReading(DSLContext sql, int version) {
        this.sql = sql;
        this.version = version;
    }

    DSLContext sql() {
        return sql;
    }

    int version() {
        return version;
    }

    FactCollector facts() {
        return facts;
    }

    void add(Relation relation) {
        relations.put(relation.oid(), relation);
    }

    /** Empty for relations that are not looked at. */
    Optional<Relation> relation(long oid) {
        return isIgnored(CatalogSql.RELATIONS, oid) ? Optional.empty() : Optional.ofNullable(relations.get(oid));
    }

    /** Leaves out an object that belongs to an extension, a type or a tracker. */
    void ignore(long catalog, long oid) {
        ignored.add(new ObjectId(catalog, oid, 0));
    }

    boolean isIgnored(long catalog, long oid) {
        return ignored.contains(new ObjectId(catalog, oid, 0));
    }

    /** Adds a fact, and remembers what comments on the object are about. */
    void fact(
            long catalog,
            long oid,
            ObjectKind kind,
            String name,
            Map<String, String> hard,
            Map<String, String> soft,
            Map<String, String> cosmetic) {
        named(catalog, oid, 0, kind, name);
        facts.add(kind, name, hard, soft, cosmetic);
    }

    void named(long catalog, long oid, int part, ObjectKind kind, String name) {
        keys.put(new ObjectId(catalog, oid, part), new FactKey(kind, name));
    }

    /** Every object that a fact is about; several where facts of the same structure became one. */
    List<ObjectId> objects(FactKey key) {
        return keys.entrySet().stream()
                .filter(entry -> entry.getValue().equals(key))
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparingLong(ObjectId::oid).thenComparingInt(ObjectId::part))
                .toList();
    }

    Optional<FactKey> key(long catalog, long oid, int part) {
        return Optional.ofNullable(keys.get(new ObjectId(catalog, oid, part)));
    }
}
