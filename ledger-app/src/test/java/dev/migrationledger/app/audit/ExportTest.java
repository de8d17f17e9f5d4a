package dev.migrationledger.app.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.app.projection.ScriptStore;
import dev.migrationledger.core.audit.Finding;
import dev.migrationledger.core.audit.Finding.Fault;
import dev.migrationledger.core.audit.LogAudit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.revision.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class ExportTest {
    @TempDir
    private Path directory;

    private Ledgers ledger;
    private Path file;

    @BeforeEach
    void export() {
        ledger = new Ledgers(directory.resolve("one"));
        new ScriptStore(ledger.store.sql).save(List.of(new Script("select 'a';\r\n-- é\n", 1)));
        ledger.events("a", 6).events("b", 3).sign();
        ledger.more("b", 2).sign();
        file = directory.resolve("log.jsonl");
        assertThat(ledger.export(file)).isEqualTo(13);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private LogAudit.Outcome audit() {
        var export = new ExportFile(file);
        return export.audit(List.copyOf(export.head().keys()), ExportFile.NOTHING_KEPT);
    }

    @Test
    void anExportIsVerifiedWithoutTheStore() {
        var outcome = audit();
        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome).matches(o -> o.events() == 13 && o.signed() == 13 && o.checkpoints() == 2);
    }

    @Test
    void everyLineIsCanonical() throws IOException {
        for (var line : Files.readAllLines(file)) {
            var node = JsonMapper.shared().readTree(line);
            assertThat(new ArrayList<>(node.propertyNames())).isSorted();
            assertThat(line).isEqualTo(CanonicalJson.text(JsonMapper.shared().convertValue(node, Map.class)));
        }
    }

    @Test
    void anImportedLedgerGoesOnAndIsStillVerified() throws IOException {
        try (var other = new Ledgers(directory.resolve("two"))) {
            assertThat(other.importFrom(file)).isEqualTo(13);
            assertThat(other.sign().checkpoint().root()).isEqualTo(ledger.audit().root());
            assertThat(new ScriptStore(other.store.sql).load(new Script("select 'a';\r\n-- é\n", 1).digest()))
                    .contains("select 'a';\r\n-- é\n");
            assertThat(other.audit().findings()).isEmpty();
            assertThat(other.store.databases.all()).isEqualTo(ledger.store.databases.all());
            other.more("a", 3).events("c", 1).sign();
            var outcome = other.audit();
            assertThat(outcome.findings()).isEmpty();
            assertThat(outcome).matches(o -> o.events() == 18 && o.signed() == 18 && o.checkpoints() == 4);

            var again = directory.resolve("again.jsonl");
            other.export(again);
            assertThat(Files.readAllLines(again)).containsAll(Files.readAllLines(file).subList(1, 15));
            assertThatThrownBy(() -> other.importFrom(file)).isInstanceOf(LedgerException.class);
        }
    }

    @Test
    void nothingIsImportedIntoALedgerThatHoldsEvents() {
        try (var other = new Ledgers(directory.resolve("two"))) {
            other.events("z", 0);
            assertThatThrownBy(() -> other.importFrom(file))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("holds 1 events already");
            assertThat(other.audit().events()).isEqualTo(1);
        }
    }

    @Test
    void eachChangeOfALineIsFound() throws IOException {
        var lines = Files.readAllLines(file);
        for (int i = 1; i < lines.size(); i++) {
            var changed = new ArrayList<>(lines);
            changed.remove(i);
            Files.write(file, changed);
            boolean isKey = lines.get(i).contains("\"kind\":\"key\"");
            boolean isProof = lines.get(i).contains("\"kind\":\"checkpoint\"") || lines.get(i).contains("\"kind\":\"script\"");
            assertThat(audit().clean()).as("without line %d: %s", i + 1, lines.get(i)).isEqualTo(isProof);
            assertThat(isKey && audit().clean()).isFalse();
        }
        Files.write(file, lines.stream().map(line -> line.replace("select 'a'", "select 'b'")).toList());
        assertThat(audit().findings()).extracting(Finding::fault).containsExactly(Fault.SCRIPT_CHANGED);
    }

    @Test
    void whatIsNoExportIsNamedByItsLine() throws IOException {
        var lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(6, lines.get(6).substring(0, 40));
        Files.write(file, lines);
        assertThatThrownBy(this::audit).isInstanceOf(LedgerException.class).hasMessageContaining("line 7");
        Files.writeString(file, "");
        assertThatThrownBy(this::audit).isInstanceOf(LedgerException.class).hasMessageContaining("line 1");
        Files.writeString(file, "{}\n");
        assertThatThrownBy(this::audit).isInstanceOf(LedgerException.class).hasMessageContaining("line 1");
        assertThatThrownBy(() -> new ExportFile(directory.resolve("none")).head()).isInstanceOf(LedgerException.class);
    }

    @Test
    void spreadsheetsGetNoFormulas() throws IOException {
        ledger.events("=1+1", 0);
        var csv = directory.resolve("log.csv");
        new Export(ledger.log, ledger.directory, _ -> {}).csv(csv);
        var text = Files.readString(csv);
        assertThat(text).contains("\"a \"\"test\"\", with quotes\nand lines\"").doesNotContain(",=");
    }
}
