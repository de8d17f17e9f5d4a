package dev.migrationledger.app.source.alembic;

import dev.migrationledger.app.source.MigrationSourceConformance;
import dev.migrationledger.core.source.MigrationSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

class AlembicSourceConformanceTest extends MigrationSourceConformance {
    @BeforeEach
    void configure() throws IOException {
        write("alembic.ini", "[alembic]\nscript_location = db\n");
        write("db/env.py", "");
    }

    @Override
    protected MigrationSource source(Path path) {
        return new AlembicSource("under-test", path, List.of());
    }

    @Override
    protected Map<String, String> twoFiles() {
        return Map.of(
                "db/versions/a.py", "revision = 'aa'\ndown_revision = None\n\n\ndef upgrade():\n    op.execute(\"select 'é'\")\n",
                "db/versions/b.py", "revision = 'bb'\ndown_revision = 'aa'\n\n\ndef upgrade():\n    op.execute(\"select 'é'\")\n");
    }
}
