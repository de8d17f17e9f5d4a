package dev.migrationledger.app.source.sql;

import dev.migrationledger.app.source.MigrationSourceConformance;
import dev.migrationledger.core.source.MigrationSource;
import java.nio.file.Path;
import java.util.Map;

class SqlSourceConformanceTest extends MigrationSourceConformance {
    @Override
    protected MigrationSource source(Path path) {
        return new SqlSource("under-test", path);
    }

    @Override
    protected Map<String, String> twoFiles() {
        return Map.of(
                "a.sql", "-- revision: aa\n-- parents:\ncreate table a (x text default 'é');\n",
                "b/b.sql", "-- revision: bb\n-- parents: aa\ncreate table b (x text default 'é');\n");
    }
}
