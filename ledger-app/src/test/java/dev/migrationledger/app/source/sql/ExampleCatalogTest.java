package dev.migrationledger.app.source.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.source.seed.SeedSource;
import dev.migrationledger.core.catalog.CatalogAssembly;
import dev.migrationledger.core.catalog.Policy;
import dev.migrationledger.core.revision.Revision;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The catalog of the demo, from its files. */
class ExampleCatalogTest {
    private static final Path EXAMPLE = Path.of("../migrations/src/main/resources/example");

    @Test
    void theDemosCatalogIsSoundAndHasOneHeadAndEveryShapeOfGraph() {
        var assembled = CatalogAssembly.of(
                "tavern",
                List.of(
                        new SqlSource("revisions", EXAMPLE.resolve("revisions")).read(),
                        new SeedSource("seed", EXAMPLE.resolve("seed"), false, Optional.empty()).read()),
                Map.of(),
                Policy.DEFAULT);

        assertThat(assembled.problems()).isEmpty();
        assertThat(assembled.catalog()).hasValueSatisfying(catalog -> {
            assertThat(catalog.graph().heads().heads()).hasSize(1);
            assertThat(catalog.graph().bases()).hasSizeGreaterThan(1);
            assertThat(catalog.graph().branchPoints()).isNotEmpty();
            assertThat(catalog.graph().inOrder()).anyMatch(Revision::isMerge);
            assertThat(catalog.seeds()).isNotEmpty();
        });
    }
}
