package dev.migrationledger.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.delivery.Receiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a changed log to the receiver of its alert; each {@code alerts run} is a process that knows nothing of the one before. */
class AuditAlertTest {
    private final Workplace workplace = new Workplace();
    private final Receiver receiver = new Receiver();
    private final Path key = workplace.directory.resolve("ledger-data").resolve("audit.key");
    private SqliteProject shop;

    @BeforeEach
    void aLogThatWasLookedAt() throws IOException {
        Files.writeString(workplace.directory.resolve("secret"), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n");
        shop = new SqliteProject(workplace)
                .revision("a.sql", "a1", "", "create table t (id integer primary key);")
                .database("shop", "");
        Files.writeString(shop.config, """
                alerts:
                  channels:
                    - { id: hook, type: webhook, url: "%s", secret: "file:../secret" }
                """.formatted(receiver.url("/alerts")), StandardOpenOption.APPEND);
        shop.run("up", "--all").exits(0);
        shop.run("alerts", "run").exits(0);
        assertThat(told()).isEmpty();
    }

    @AfterEach
    void close() throws IOException {
        receiver.close();
        workplace.close();
    }

    private List<String> told() {
        return receiver.requests().stream()
                .map(request -> request.json().path("type").asString() + " " + request.json().at("/data/key").asString())
                .toList();
    }

    private void allowTheKeyTo(String permissions) throws IOException {
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void whatAVerificationFoundIsToldByTheNextRunAndIsNotOverWhileNobodyCanLook() throws SQLException, IOException {
        workplace.store("update ledger.event set payload = payload || ' ' where seq = 1");
        shop.run("alerts", "run").exits(0);
        assertThat(told()).as("as documented: it is not read again so soon").isEmpty();
        shop.run("audit", "verify").exits(2).says("LDG834");
        shop.run("alerts", "run").exits(0);
        assertThat(told()).containsExactly("alert.fired audit-broken");

        allowTheKeyTo("rw-r--r--");
        shop.run("alerts", "run").exits(78).says("LDG831");
        assertThat(told()).as("nobody looked").hasSize(1);

        allowTheKeyTo("rw-------");
        shop.run("alerts", "run").exits(0);
        assertThat(told()).as("still so").hasSize(1);

        workplace.store("update ledger.event set payload = rtrim(payload) where seq = 1");
        shop.run("alerts", "run").exits(0);
        assertThat(told()).containsExactly("alert.fired audit-broken", "alert.resolved audit-broken");
    }
}
