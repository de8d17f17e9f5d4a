package dev.migrationledger.app.catalog;

import dev.migrationledger.app.config.CatalogConfig;
import dev.migrationledger.app.config.SourceConfig;
import dev.migrationledger.app.config.SourceFormat;
import dev.migrationledger.app.source.alembic.AlembicProject;
import dev.migrationledger.app.source.alembic.AlembicSource;
import dev.migrationledger.app.source.alembic.AlembicTool;
import dev.migrationledger.app.source.dbmate.DbmateSource;
import dev.migrationledger.app.source.flyway.FlywaySource;
import dev.migrationledger.app.source.golangmigrate.MigrateSource;
import dev.migrationledger.app.source.seed.SeedSource;
import dev.migrationledger.app.source.snapshot.SnapshotSource;
import dev.migrationledger.app.source.sql.SqlSource;
import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.catalog.CatalogAssembly;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.source.MigrationSource;
import dev.migrationledger.core.source.MigrationTool;
import dev.migrationledger.core.source.Tools;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Reads catalogs from their configured sources. */
public final class Catalogs {
    private Catalogs() {}

    /**
     * @param warnings hears what a person should know although the catalog can be used
     * @throws LedgerException with every problem of the catalog's sources, graph, snapshots, seeds and probes
     */
    public static Catalog read(CatalogConfig config, Consumer<Problem> warnings) {
        var contents = config.sources().stream().map(s -> source(s).read()).toList();
        var assembled = CatalogAssembly.of(config.name(), contents, config.probes(), config.policy());
        var catalog = assembled.catalog().orElseThrow(() -> new LedgerException(assembled.problems()));
        assembled.problems().forEach(warnings);
        return catalog;
    }

    /** What runs the revisions that are not SQL. @param environment of this process: a tool is started with it */
    public static Tools tools(CatalogConfig config, Map<String, String> environment) {
        var tools = new HashMap<String, MigrationTool>();
        for (var source : config.sources()) {
            if (source.format() == SourceFormat.ALEMBIC) {
                AlembicProject.find(source.id(), source.path(), source.command())
                        .project()
                        .ifPresent(project -> tools.put(
                                source.id(),
                                new AlembicTool(source.id(), project, source.command(), source.environment(), environment)));
            }
        }
        return new Tools(tools);
    }

    private static MigrationSource source(SourceConfig config) {
        return switch (config.format()) {
            case SQL -> new SqlSource(config.id(), config.path());
            case FLYWAY -> new FlywaySource(config.id(), config.path(), Map.of());
            case GOLANG_MIGRATE -> new MigrateSource(config.id(), config.path());
            case DBMATE -> new DbmateSource(config.id(), config.path());
            case SNAPSHOT -> new SnapshotSource(config.id(), config.path(), config.at().orElseThrow());
            case SEED -> new SeedSource(config.id(), config.path(), config.critical(), config.after());
            case ALEMBIC -> new AlembicSource(config.id(), config.path(), config.command());
        };
    }
}
