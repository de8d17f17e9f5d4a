package dev.migrationledger.core.schema;

/**
 * What a fact is about, the same on every server and after dump and restore.
 *
 * @param name schema-qualified; for constraints and indexes their structure, not their name:
 *             {@code public.orders(customer_id) -> public.customers(id)}
 */
public record FactKey(ObjectKind kind, String name) implements Comparable<FactKey> {
    /** By kind, then by name. Written out: a third of a detection's time went into a chain of comparators here. */
    @Override
    public int compareTo(FactKey other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return kind.label() + " " + name;
    }
}
