package dev.migrationledger.app.source.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.source.MigrationSourceConformance;
import dev.migrationledger.core.source.MigrationSource;
import dev.migrationledger.core.source.SeedScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedSourceConformanceTest extends MigrationSourceConformance {
    @Override
    protected MigrationSource source(Path path) {
        return new SeedSource("under-test", path, true, Optional.of("9c23"));
    }

    @Override
    protected Map<String, String> twoFiles() {
        return Map.of("01_seed.sql", "insert into a values ('é');\n", "02_seed.sql", "insert into b values ('é');\n");
    }

    @Test
    void aDirectoryGivesOneSeedForEachFileSortedByName(@TempDir Path directory) throws IOException {
        for (var name : new String[] {"10.sql", "02.sql", "notes.txt"}) {
            Files.writeString(directory.resolve(name), "select 1;");
        }

        assertThat(source(directory).read().seeds())
                .allMatch(SeedScript::critical)
                .allMatch(seed -> seed.after().equals(Optional.of("9c23")))
                .extracting(SeedScript::id)
                .containsExactly("under-test/02.sql", "under-test/10.sql");
    }

    @Test
    void aLoneFileHasTheIdOfItsSource(@TempDir Path directory) throws IOException {
        var file = Files.writeString(directory.resolve("seed.sql"), "select 1;");

        assertThat(source(file).read().seeds()).extracting(SeedScript::id).containsExactly("under-test");
    }
}
