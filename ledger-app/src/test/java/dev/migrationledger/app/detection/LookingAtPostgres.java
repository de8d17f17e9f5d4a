package dev.migrationledger.app.detection;

import dev.migrationledger.app.target.postgresql.PostgresSnapshot;
import dev.migrationledger.app.target.postgresql.ReadOnly;
import dev.migrationledger.core.schema.Row;
import dev.migrationledger.core.schema.SchemaSnapshot;
import dev.migrationledger.core.target.Target;
import dev.migrationledger.core.target.TargetIdentity;
import dev.migrationledger.core.target.TrackerReading;
import java.sql.Connection;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** As much of a target as detection looks at, without trackers. */
record LookingAtPostgres(Connection connection) implements Target {
    @Override
    public TargetIdentity identity() {
        return new TargetIdentity("test", "test");
    }

    @Override
    public SchemaSnapshot snapshot() {
        return ReadOnly.read(
                DSL.using(connection, SQLDialect.POSTGRES), reading -> PostgresSnapshot.read(reading, 18));
    }

    @Override
    public List<TrackerReading> trackers() {
        return List.of();
    }

    @Override
    public Set<String> begun() {
        return Set.of();
    }

    @Override
    public Optional<Boolean> holds(String query) {
        return Optional.ofNullable(
                DSL.using(connection, SQLDialect.POSTGRES).fetchSingle(query).get(0, Boolean.class));
    }

    @Override
    public Map<String, Row> rows(Collection<Row> wanted) {
        var found = new HashMap<String, Row>();
        for (var row : wanted) {
            var columns = new TreeMap<>(row.key());
            columns.putAll(row.content());
            DSL.using(connection, SQLDialect.POSTGRES)
                    .select(columns.keySet().stream()
                            .map(c -> DSL.field("{0}::text", String.class, DSL.name(c)).as(c))
                            .toList())
                    .from(DSL.table(DSL.name(row.schema(), row.table())))
                    .where(DSL.and(row.key().entrySet().stream()
                            .map(e -> DSL.field("{0}::text", String.class, DSL.name(e.getKey()))
                                    .eq(e.getValue()))
                            .toList()))
                    .forEach(values -> {
                        var content = new TreeMap<String, String>();
                        row.content().keySet().forEach(c -> {
                            if (values.get(c) != null) {
                                content.put(c, values.get(c, String.class));
                            }
                        });
                        found.put(row.name(), new Row(row.schema(), row.table(), row.key(), content));
                    });
        }
        return found;
    }

    @Override
    public void close() {}
}
