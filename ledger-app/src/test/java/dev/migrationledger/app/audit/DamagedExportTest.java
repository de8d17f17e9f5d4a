package dev.migrationledger.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.badinput.Damage;
import dev.migrationledger.app.badinput.Promises;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An export that was spoiled anywhere: {@code -Ddamaged=N}. */
class DamagedExportTest {
    private static final int CASES = Integer.getInteger("damaged", 200);

    @TempDir
    private Path directory;

    @Test
    @Timeout(value = 1_800, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void isRefusedOrFoundOrHarmless() throws IOException {
        var file = directory.resolve("log.jsonl");
        String good;
        try (var ledger = new Ledgers(directory.resolve("one"))) {
            ledger.events("a", 4).events("b", 2).sign();
            ledger.export(file);
            good = Files.readString(file);
        }
        int noticed = 0;
        for (int seed = 0; seed < CASES; seed++) {
            var damaged = Damage.to(good, seed, List.of(good));
            Files.write(file, damaged.getBytes(StandardCharsets.UTF_8));
            var clean = new boolean[1];
            var problems = Promises.problems("seed " + seed, () -> {
                var export = new ExportFile(file);
                var outcome = export.audit(List.copyOf(export.head().keys()), ExportFile.NOTHING_KEPT);
                clean[0] = outcome.clean();
                outcome.findings().forEach(finding -> assertThat(finding.toString()).doesNotContain("Exception"));
            });
            noticed += problems.isEmpty() && clean[0] ? 0 : 1;
        }
        assertThat(noticed).isGreaterThan(CASES / 2);
    }
}
