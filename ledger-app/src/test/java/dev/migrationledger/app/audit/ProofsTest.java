package dev.migrationledger.app.audit;

import static dev.migrationledger.app.jooq.ledger.Tables.EVENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.core.problem.LedgerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofsTest {
    @TempDir
    private Path directory;

    private Ledgers ledger;
    private Proofs proofs;

    @BeforeEach
    void sign() {
        ledger = new Ledgers(directory);
        ledger.events("a", 4).sign();
        ledger.events("b", 5).sign();
        ledger.more("a", 2);
        proofs = new Proofs(ledger.directory, ledger.log);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private ProofFile.Verdict verdict(String proof) throws IOException {
        var file = Files.writeString(directory.resolve("proof.json"), proof);
        return new ProofFile(file).verify(ledger.directory.trusted());
    }

    @Test
    void everySignedEventIsProven() throws IOException {
        for (int position = 1; position <= 11; position++) {
            assertThat(verdict(proofs.inclusion(position))).matches(ProofFile.Verdict::holds);
        }
        for (long position : new long[] {0, 12, 13}) {
            assertThatThrownBy(() -> proofs.inclusion(position))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("the positions 1 to 11");
        }
    }

    @Test
    void growthIsProvenBetweenCheckpointsOnly() throws IOException {
        assertThat(verdict(proofs.consistency(5, 11))).matches(ProofFile.Verdict::holds);
        assertThat(verdict(proofs.consistency(11, 11))).matches(ProofFile.Verdict::holds);
        assertThatThrownBy(() -> proofs.consistency(6, 11)).isInstanceOf(LedgerException.class);
    }

    @Test
    void noChangedProofHolds() throws IOException {
        for (var proof : List.of(proofs.inclusion(7), proofs.consistency(5, 11))) {
            int end = proof.contains("\"keys\"") ? proof.indexOf("\"keys\"") : proof.length();
            for (long seed = 1; seed <= 150; seed++) {
                var random = new SplittableRandom(seed);
                int at = random.nextInt(end);
                var changed = proof.substring(0, at) + (char) ('0' + random.nextInt(10)) + proof.substring(at + 1);
                if (!changed.equals(proof)) {
                    assertThat(holds(changed)).as("seed %d: %s", seed, changed).isFalse();
                }
            }
        }
    }

    private boolean holds(String proof) throws IOException {
        try {
            return verdict(proof).holds();
        } catch (LedgerException e) {
            assertThat(e.problem().code()).isEqualTo("LDG845");
            return false;
        }
    }

    @Test
    void anEventThatIsNotTheSignedOneIsNotProven() {
        ledger.store.sql.update(EVENT).set(EVENT.HASH, new byte[32]).where(EVENT.SEQUENCE.eq(2L)).execute();
        assertThatThrownBy(() -> proofs.inclusion(3)).isInstanceOf(LedgerException.class);
    }

    @Test
    void aDamagedTreeGivesOutNothing() throws IOException {
        Files.write(ledger.directory.tree().resolve("level-01"), new byte[5 * 32]);
        assertThatThrownBy(() -> proofs.inclusion(1)).isInstanceOf(LedgerException.class).hasMessageContaining("damaged");
        Files.delete(ledger.directory.tree().resolve("level-01"));
        assertThatThrownBy(() -> proofs.inclusion(1)).isInstanceOf(LedgerException.class).hasMessageContaining("damaged");
        ledger.sign();
        assertThat(verdict(proofs.inclusion(1))).matches(ProofFile.Verdict::holds);
    }

    @Test
    void aKeyThatDidNotSignProvesNothing() throws IOException {
        var file = Files.writeString(directory.resolve("proof.json"), proofs.inclusion(2));
        var stranger = AuditDirectory.key("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
        assertThat(new ProofFile(file).verify(List.of(stranger)).holds()).isFalse();
        assertThat(new ProofFile(file).keys()).isEqualTo(Set.copyOf(ledger.directory.trusted()));
    }
}
