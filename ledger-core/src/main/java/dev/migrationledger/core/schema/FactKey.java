package dev.migrationledger.core.schema;

import java.util.Comparator;

/**
 * What a fact is about, the same on every server and after dump and restore.
 *
 * @param name schema-qualified; for constraints and indexes their structure, not their name:
 *             {@code public.orders(customer_id) -> public.customers(id)}
 */
public record FactKey(ObjectKind kind, String name) implements Comparable<FactKey> {
    private static final Comparator<FactKey> ORDER =
            Comparator.comparing(FactKey::kind).thenComparing(FactKey::name);

    @Override
    public int compareTo(FactKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind.label() + " " + name;
    }
}
