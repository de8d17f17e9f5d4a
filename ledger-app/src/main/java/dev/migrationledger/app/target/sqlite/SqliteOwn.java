package dev.migrationledger.app.target.sqlite;

import dev.migrationledger.app.target.tracker.OwnTables;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.conf.MappedSchema;
import org.jooq.conf.MappedTable;
import org.jooq.conf.RenderMapping;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The ledger's own tables where there are no schemas and no arrays: a prefix to their names, one head a line. */
final class SqliteOwn {
    static final Field<String[]> HEADS = DSL.field(
            DSL.name("heads"),
            SQLDataType.CLOB.asConvertedDataType(
                    String[].class,
                    text -> text.isEmpty() ? new String[0] : text.split("\n"),
                    heads -> String.join("\n", heads)));

    private SqliteOwn() {}

    static OwnTables in(DSLContext sql) {
        var mapping = new RenderMapping()
                .withSchemata(new MappedSchema()
                        .withInput("migration_ledger")
                        .withOutput(SqliteTables.SCHEMA)
                        .withTables(
                                new MappedTable().withInput("identity").withOutput("migration_ledger_identity"),
                                new MappedTable().withInput("marker").withOutput("migration_ledger_marker"),
                                new MappedTable().withInput("progress").withOutput("migration_ledger_progress")));
        var settings = (Settings) sql.settings().clone();
        return new OwnTables(DSL.using(sql.configuration().derive(settings.withRenderMapping(mapping))), HEADS);
    }
}
