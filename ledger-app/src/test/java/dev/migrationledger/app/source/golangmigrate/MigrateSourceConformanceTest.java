package dev.migrationledger.app.source.golangmigrate;

import dev.migrationledger.app.source.MigrationSourceConformance;
import dev.migrationledger.core.source.MigrationSource;
import java.nio.file.Path;
import java.util.Map;

class MigrateSourceConformanceTest extends MigrationSourceConformance {
    @Override
    protected MigrationSource source(Path path) {
        return new MigrateSource("under-test", path);
    }

    @Override
    protected Map<String, String> twoFiles() {
        return Map.of(
                "1_cafe.up.sql", "create table a (x text default 'é');\n",
                "2_more.up.sql", "create table b (x text default 'é');\n");
    }
}
