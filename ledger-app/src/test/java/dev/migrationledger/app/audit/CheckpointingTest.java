package dev.migrationledger.app.audit;

import static dev.migrationledger.app.jooq.ledger.Tables.EVENT;
import static dev.migrationledger.app.jooq.ledger.Tables.EVENT_POSITION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.core.audit.Finding;
import dev.migrationledger.core.audit.Finding.Fault;
import dev.migrationledger.core.audit.MerkleHash;
import dev.migrationledger.core.problem.LedgerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointingTest {
    @TempDir
    private Path data;

    private Ledgers ledger;

    @BeforeEach
    void open() {
        ledger = new Ledgers(data);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private Path checkpoints() {
        return ledger.place.directory().resolve("checkpoints");
    }

    @Test
    void eachSignsWhatIsNewAndNothingTwice() {
        assertThat(ledger.sign().checkpoint().root()).isEqualTo(MerkleHash.EMPTY);
        ledger.events("a", 4);
        assertThat(ledger.sign()).matches(s -> s.isNew() && s.checkpoint().size() == 5);
        assertThat(ledger.sign()).matches(s -> !s.isNew() && s.checkpoint().size() == 5);
        for (int i = 0; i < 12; i++) {
            ledger.more("a", i % 4);
            ledger.sign();
        }
        var outcome = ledger.audit();
        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.signed()).isEqualTo(outcome.events()).isEqualTo(23);
        assertThat(outcome.checkpoints()).isEqualTo(11);
    }

    @Test
    void onlyItsOwnerCanReadTheKeyAndAnOpenKeyIsRefused() throws IOException {
        ledger.sign();
        var key = ledger.place.keyFile();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key))).isEqualTo("rw-------");
        var secret = Files.readAllLines(key).getFirst();
        for (var file : List.of(checkpoints(), ledger.place.directory().resolve("keys"))) {
            assertThat(Files.readString(file)).doesNotContain(secret.substring(secret.length() - 40));
        }
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        refuses("LDG831");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(key, secret.replace("+A", "+B") + "\n" + Files.readAllLines(key).get(1) + "\n");
        assertThat(refuses("LDG830").getMessage()).doesNotContain(secret.substring(secret.length() - 30));
    }

    @Test
    void aShorterOrOtherStoreIsNotSigned() {
        ledger.events("a", 9).sign();
        try (var other = new Ledgers(data)) {
            other.events("a", 5);
            assertThatThrownBy(other::sign).isInstanceOf(LedgerException.class).hasMessageContaining("10 were signed");
            other.more("a", 4);
            assertThatThrownBy(other::sign).isInstanceOf(LedgerException.class).hasMessageContaining("event 10 of the store");
        }
        assertThat(ledger.audit().findings()).isEmpty();
    }

    @Test
    void theTreeIsMadeAnewFromAStoreThatIsAsSignedAndFromNoOther() throws IOException {
        ledger.events("a", 9).sign();
        Files.write(ledger.place.directory().resolve("tree/level-01"), new byte[64]);
        ledger.more("a", 3).sign();
        assertThat(ledger.audit().findings()).isEmpty();

        Files.write(ledger.place.directory().resolve("tree/level-01"), new byte[0]);
        ledger.store.sql.update(EVENT).set(EVENT.HASH, new byte[32]).where(EVENT.SEQUENCE.eq(4L)).execute();
        refuses("LDG832");
    }

    @Test
    void whoeverSignsAtTheSameTimeTakesTurns() throws Exception {
        ledger.events("a", 0);
        try (var threads = Executors.newFixedThreadPool(4)) {
            var signing = new ArrayList<Future<?>>();
            for (int t = 0; t < 4; t++) {
                var database = "db" + t;
                signing.add(threads.submit(() -> {
                    for (int i = 0; i < 5; i++) {
                        ledger.events(database, 2).sign();
                    }
                }));
            }
            for (var one : signing) {
                one.get();
            }
        }
        var outcome = ledger.audit();
        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.signed()).isEqualTo(outcome.events()).isEqualTo(45);
    }

    @Test
    void aStoreThatWasPutBackOnPurposeBeginsAnew() throws IOException {
        ledger.events("a", 9).sign();
        try (var restored = new Ledgers(data)) {
            restored.events("a", 5);
            assertThatThrownBy(restored::sign).isInstanceOf(LedgerException.class);
            Files.move(ledger.place.directory(), data.resolve("audit-before-the-restore"));
            restored.sign();
            assertThat(restored.audit().findings()).isEmpty();
        }
    }

    @Test
    void aSignatureThatDoesNotFitIsFoundAndNothingMoreIsSigned() throws IOException {
        ledger.events("a", 9).sign();
        Files.writeString(checkpoints(), Files.readString(checkpoints()).replace("\n10\n", "\n11\n"));
        assertThat(ledger.audit().findings()).extracting(Finding::fault).containsExactly(Fault.CHECKPOINT_UNTRUSTED);
        refuses("LDG832");
    }

    @Test
    void aCheckpointOfAnotherKeyIsNotBelieved(@TempDir Path elsewhere) throws IOException {
        ledger.events("a", 9).sign();
        try (var stranger = new Ledgers(elsewhere)) {
            stranger.events("a", 9).sign();
            Files.writeString(
                    checkpoints(),
                    Files.readString(stranger.place.directory().resolve("checkpoints")),
                    StandardOpenOption.APPEND);
        }
        assertThat(ledger.audit().findings()).extracting(Finding::fault).containsExactly(Fault.CHECKPOINT_UNTRUSTED);
    }

    @Test
    void whatACrashLeftOfANoteIsDropped() throws IOException {
        ledger.events("a", 9).sign();
        var whole = Files.readString(checkpoints());
        for (int length : new int[] {5, 60, 100, 140, whole.length() - 1}) {
            Files.writeString(checkpoints(), whole + whole.substring(0, length));
            assertThat(ledger.audit().findings()).as("torn after %d", length).isEmpty();
            ledger.more("a", 1).sign();
            var outcome = ledger.audit();
            assertThat(outcome.findings()).as("torn after %d", length).isEmpty();
            assertThat(outcome.checkpoints()).as("torn after %d", length).isEqualTo(2);
            Files.writeString(checkpoints(), whole);
        }
    }

    @Test
    void withoutTheTreeRootsStillTellThatALogWasRewritten() throws IOException {
        ledger.events("a", 9).sign();
        ledger.store.sql.deleteFrom(EVENT_POSITION).execute();
        ledger.store.sql.deleteFrom(EVENT).execute();
        try (var files = Files.list(ledger.directory.tree())) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        assertThat(ledger.audit().firstBadEvent()).map(Finding::position).contains(1L);
    }

    private LedgerException refuses(String code) {
        try {
            ledger.sign();
        } catch (LedgerException e) {
            assertThat(e.problem().code()).isEqualTo(code);
            return e;
        }
        throw new AssertionError("it was signed");
    }
}
