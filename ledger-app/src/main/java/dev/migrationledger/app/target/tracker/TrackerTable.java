package dev.migrationledger.app.target.tracker;

import dev.migrationledger.core.schema.SqlName;
import dev.migrationledger.core.target.TrackerShape;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.jooq.conf.MappedSchema;
import org.jooq.conf.MappedTable;
import org.jooq.conf.RenderMapping;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;

/**
 * A tracker table in a target, with what is needed to read it and to write to it.
 *
 * @param columns keyed by name: the type as the server writes it
 */
public record TrackerTable(TrackerShape shape, String schema, String table, Map<String, String> columns) {
    public TrackerTable {
        columns = Map.copyOf(columns);
    }

    /** Empty for a table that is no tracker. */
    public static Optional<TrackerTable> of(String schema, String table, Map<String, String> columns) {
        return TrackerShape.of(table, columns).map(shape -> new TrackerTable(shape, schema, table, columns));
    }

    public String qualifiedName() {
        return SqlName.of(schema, table);
    }

    Table<?> asTable() {
        return DSL.table(DSL.name(schema, table));
    }

    /** The generated table of that name stands for this one. */
    DSLContext in(DSLContext sql, String generated) {
        var mapping = new RenderMapping()
                .withSchemata(new MappedSchema()
                        .withInput("tracker")
                        .withOutput(schema)
                        .withTables(new MappedTable().withInput(generated).withOutput(table)));
        var settings = (Settings) sql.settings().clone();
        return DSL.using(sql.configuration().derive(settings.withRenderMapping(mapping)));
    }
}
