package dev.migrationledger.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.testing.StoreFixture;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class ExternalStoreTest {
    /** One may be idle for the hours of a rollout while it holds the lock: a firewall must not forget it. */
    @Test
    void itsConnectionsAreKeptAlive() throws SQLException {
        try (var fixture = new StoreFixture(1)) {
            var address = fixture.server.address(fixture.database);
            var url = "jdbc:postgresql://" + address.host() + ":" + address.port() + "/" + address.database();
            var external = new StoreSettings.External(url, address.user(), address.password().orElseThrow());

            try (var store = LedgerStore.open(new StoreSettings(Path.of("nowhere"), Optional.of(external)))) {
                var driver = store.dataSource().unwrap(PGSimpleDataSource.class);
                assertThat(driver.getTcpKeepAlive()).isTrue();
            }
        }
    }
}
