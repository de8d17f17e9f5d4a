package dev.migrationledger.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.detection.Detector;
import dev.migrationledger.app.detection.PostgresScratch;
import dev.migrationledger.app.detection.ReferenceCache;
import dev.migrationledger.app.detection.References;
import dev.migrationledger.app.embedded.EmbeddedServer;
import dev.migrationledger.app.target.postgresql.PostgresTarget;
import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.detection.Verdict;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database with many revisions and tables is looked at with as many statements as one with few. */
class LooksDoNotGrowTest {
    private static final int MOST = 40;

    @TempDir
    private Path directory;

    @Test
    void detectionSendsAsManyStatementsForManyRevisionsAndTablesAsForFew() throws SQLException {
        try (var place = new Place(directory, EmbeddedServer.openThrowAway(directory.resolve("server")), _ -> {})) {
            var few = statements(place, GeneratedCatalog.linear(6));
            assertThat(few).isBetween(1, MOST);
            assertThat(statements(place, GeneratedCatalog.linear(90))).isEqualTo(few);
            assertThat(statements(place, GeneratedCatalog.wide(200))).isEqualTo(few);
        }
    }

    private int statements(Place place, Catalog catalog) throws SQLException {
        place.server().createDatabase(catalog.name());
        JdbcUpgrade.run(place, catalog.name(), catalog);
        try (var connection = place.connect(catalog.name());
                var statement = connection.createStatement()) {
            statement.execute("drop table history");
        }
        var references = new References(
                new PostgresScratch(place.address("postgres")),
                new ReferenceCache(directory.resolve("references")),
                References.Progress.NONE);
        var made = references.of(catalog);
        var counted = new CountedStatements();
        var connection = counted.on(place.connect(catalog.name()));
        try (var target = PostgresTarget.of(place.address(catalog.name()), connection)) {
            var found = new Detector(references).detect(catalog, made, target);
            assertThat(found.verdict()).isEqualTo(Verdict.EXACT);
            assertThat(found.state()).isEqualTo(catalog.graph().heads());
        }
        return counted.count();
    }
}
