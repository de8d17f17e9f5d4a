package dev.migrationledger.app.source.flyway;

import dev.migrationledger.app.source.MigrationSourceConformance;
import dev.migrationledger.core.source.MigrationSource;
import java.nio.file.Path;
import java.util.Map;

class FlywaySourceConformanceTest extends MigrationSourceConformance {
    @Override
    protected MigrationSource source(Path path) {
        return new FlywaySource("under-test", path, Map.of());
    }

    @Override
    protected Map<String, String> twoFiles() {
        return Map.of(
                "V1__cafe.sql", "create table a (x text default 'é');\n",
                "V2__more.sql", "create table b (x text default 'é');\n");
    }
}
