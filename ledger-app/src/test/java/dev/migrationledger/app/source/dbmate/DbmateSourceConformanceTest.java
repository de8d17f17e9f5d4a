package dev.migrationledger.app.source.dbmate;

import dev.migrationledger.app.source.MigrationSourceConformance;
import dev.migrationledger.core.source.MigrationSource;
import java.nio.file.Path;
import java.util.Map;

class DbmateSourceConformanceTest extends MigrationSourceConformance {
    @Override
    protected MigrationSource source(Path path) {
        return new DbmateSource("under-test", path);
    }

    @Override
    protected Map<String, String> twoFiles() {
        return Map.of(
                "20260101000001_cafe.sql", "-- migrate:up\ncreate table a (x text default 'é');\n-- migrate:down\ndrop table a;\n",
                "20260101000002_more.sql", "-- migrate:up\ncreate table b (x text default 'é');\n-- migrate:down\ndrop table b;\n");
    }
}
