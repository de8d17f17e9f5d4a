package dev.migrationledger.app.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.config.ChannelConfig;
import dev.migrationledger.app.config.ConfigurationReader;
import dev.migrationledger.core.alert.Rule;
import dev.migrationledger.core.alert.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/alerts.md is true. */
class AlertsPageTest {
    private static final Path PAGE = Path.of("../docs/alerts.md");
    private static final Path VERIFIER =
            Path.of("src/test/java/dev/migrationledger/app/delivery/Verifier.java");

    @TempDir
    Path directory;

    private static String block(String language) throws IOException {
        var block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    @Test
    void itsConfigurationIsOne() throws IOException {
        var file = directory.resolve("ledger.yml");
        Files.createDirectories(directory.resolve("sql"));
        Files.writeString(file, "catalogs: { shop: { sources: [ { id: sql, format: sql, path: sql } ] } }\ndatabases: []\n" + block("yaml"));
        var read = ConfigurationReader.read(file);
        assertThat(read.alerts().channels().stream().map(ChannelConfig::id)).containsExactly("log", "chat", "pager", "am", "bot");
        assertThat(read.alerts().rules().severities())
                .containsEntry(Rule.DRIFT, Severity.CRITICAL)
                .containsEntry(Rule.SILENT, Severity.WARNING)
                .doesNotContainKey(Rule.CLAIM_WRONG);
        assertThat(read.alerts().rules().silence()).contains(Duration.ofDays(30));
        assertThat(read.webhooks()).hasSize(1);
    }

    @Test
    void itHasEveryRuleWithItsSeverity() throws IOException {
        var rows = Pattern.compile("^\\| `([a-z-]+)` \\((\\w+)\\) ", Pattern.MULTILINE)
                .matcher(Files.readString(PAGE))
                .results()
                .map(row -> row.group(1) + " " + row.group(2));
        assertThat(rows).containsExactlyElementsOf(
                Stream.of(Rule.values()).map(rule -> rule.label() + " " + rule.severity().label()).toList());
    }

    /** StandardWebhookTest tries that code. */
    @Test
    void itsVerifierIsTheOneThatIsTested() throws IOException {
        var tested = Pattern.compile("// docs/alerts.md: begin\n(.*?) *// docs/alerts.md: end", Pattern.DOTALL).matcher(Files.readString(VERIFIER));
        assertThat(tested.find()).isTrue();
        assertThat(block("java")).isEqualTo(tested.group(1).indent(-4));
    }
}
