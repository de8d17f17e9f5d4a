package dev.migrationledger.app.target.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.testing.PostgresServers;
import dev.migrationledger.core.schema.Fingerprint;
import dev.migrationledger.core.schema.SchemaDiff;
import dev.migrationledger.core.schema.SchemaSnapshot;
import dev.migrationledger.core.schema.Tier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionsTest {
    private static final SchemaSnapshot REFERENCE = shop(PostgresServers.DEFAULT_VERSION);

    @ParameterizedTest
    @ValueSource(ints = {12, 13, 14, 15, 16, 17})
    void theSameScriptGivesTheSameSchemaOnEveryVersion(int version) {
        var snapshot = shop(version);

        assertThat(SchemaDiff.compare(REFERENCE, snapshot)).noneMatch(d -> d.tier() != Tier.COSMETIC);
        assertThat(Fingerprint.of(snapshot)).isEqualTo(Fingerprint.of(REFERENCE));
        assertThat(snapshot.facts()).hasSizeGreaterThan(70);
    }

    private static SchemaSnapshot shop(int version) {
        var server = PostgresServers.version(version);
        var database = server.freshDatabase();
        server.run(database, Scripts.read("shop.sql"));
        return Snapshots.of(database);
    }
}
