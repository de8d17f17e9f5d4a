package dev.migrationledger.app.source.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.source.MigrationSourceConformance;
import dev.migrationledger.core.source.MigrationSource;
import dev.migrationledger.core.source.SnapshotScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotSourceConformanceTest extends MigrationSourceConformance {
    @Override
    protected MigrationSource source(Path path) {
        return new SnapshotSource("under-test", path, "9c23");
    }

    @Override
    protected Map<String, String> twoFiles() {
        return Map.of("00_init.sql", "-- é\ncreate table a ();\n", "01_init.sql", "-- é\ncreate table b ();\n");
    }

    @Test
    void aLoneFileHasTheIdOfItsSourceWhateverItsSuffix(@TempDir Path directory) throws IOException {
        var dump = Files.writeString(directory.resolve("init.dump"), "create table a ();");

        assertThat(source(dump).read().snapshots()).singleElement().satisfies(snapshot -> {
            assertThat(snapshot).extracting(SnapshotScript::id, SnapshotScript::at, SnapshotScript::file)
                    .containsExactly("under-test", "9c23", "init.dump");
            assertThat(snapshot.script().text()).isEqualTo("create table a ();");
        });
    }
}
