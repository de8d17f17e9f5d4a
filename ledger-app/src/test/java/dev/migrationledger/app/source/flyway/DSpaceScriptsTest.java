package dev.migrationledger.app.source.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.revision.GraphProblems;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.source.MigrationSource.Content;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The PostgreSQL scripts inside dspace-api 8.1, in the order in which Flyway 11.14.1 sorts their versions. */
class DSpaceScriptsTest {
    private static final String SCRIPTS = "org/dspace/storage/rdbms/sqlmigration/postgres";
    private static final List<String> FLYWAYS_ORDER = List.of("""
            1.1 1.2 1.3 1.4 1.5 1.6 1.7 1.8 3.0 4.0 4.9.2015.10.26 5.0.2014.08.08 5.0.2014.09.26 5.6.2016.08.23
            5.7.2017.04.11 6.0.2015.03.07 6.0.2016.01.03 6.0.2016.02.25 6.0.2016.04.01 6.0.2016.04.04 6.0.2016.04.14
            6.0.2016.05.10 6.0.2016.07.21 6.0.2016.07.26 6.0.2016.08.23 7.0.2017.10.12 7.0.2018.04.16 7.0.2018.06.07
            7.0.2019.05.02 7.0.2019.06.14 7.0.2019.07.31 7.0.2019.11.13 7.0.2020.01.08 7.0.2021.01.22 7.0.2021.02.08
            7.0.2021.03.18 7.0.2021.09.24 7.0.2021.10.04 7.1.2021.10.18 7.3.2022.04.29 7.3.2022.05.16 7.3.2022.06.16
            7.3.2022.06.20 7.5.2022.12.01 7.5.2022.12.06 7.5.2022.12.09 7.5.2022.12.15 7.6.2023.03.17 7.6.2023.03.24
            7.6.2023.03.29 7.6.2023.04.19 7.6.2023.09.28 7.6.2023.10.12 7.6.2024.03.07 7.6.2024.05.07 7.6.2024.12.17
            8.0.2023.08.07 8.0.2024.02.14
            """.split("\\s+"));

    @Test
    void theyAreOneChainInFlywaysOrder() throws IOException, URISyntaxException {
        var content = read();

        assertThat(content.problems()).isEmpty();
        assertThat(content.seeds()).isEmpty();
        assertThat(GraphProblems.find(content.revisions())).isEmpty();
        assertThat(new RevisionGraph(content.revisions()).inOrder())
                .hasSize(58)
                .allMatch(Revision::transactional)
                .extracting(Revision::id)
                .containsExactlyElementsOf(FLYWAYS_ORDER);
    }

    private static Content read() throws IOException, URISyntaxException {
        var readme = DSpaceScriptsTest.class.getClassLoader().getResource(SCRIPTS + "/README.md");
        var jar = URI.create(readme.toURI().toString().replaceFirst("!.*", ""));
        try (var files = FileSystems.newFileSystem(jar, Map.of())) {
            Path directory = files.getPath(SCRIPTS);
            return new FlywaySource("dspace", directory, Map.of()).read();
        }
    }
}
