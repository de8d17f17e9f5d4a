package dev.migrationledger.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.Golden;
import dev.migrationledger.app.cli.json.JsonReport;
import dev.migrationledger.app.cli.render.Look;
import dev.migrationledger.app.cli.render.ReportText;
import dev.migrationledger.core.problem.Exit;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every verb's table and JSON document, from the same values. */
class ReportGoldenTest {
    private static final Path FOLDER = Golden.folder(ReportGoldenTest.class, "reports");

    static Stream<String> names() {
        return Samples.all().keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("names")
    void programsReadJson(String name) {
        Golden.check(FOLDER.resolve(name + ".json"), JsonReport.text(Samples.all().get(name)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void peopleReadTables(String name) {
        Golden.check(FOLDER.resolve(name + ".txt"), text(name, Look.PLAIN));
    }

    @ParameterizedTest
    @MethodSource("names")
    void colourChangesNoText(String name) {
        var colours = text(name, new Look(true, true, 0));
        assertThat(colours.replaceAll("\u001b\\[[0-9]*m", "").replaceAll("(?m) +$", ""))
                .isEqualTo(text(name, Look.PLAIN));
        assertThat(colours).isNotEqualTo(text(name, Look.PLAIN));
    }

    @ParameterizedTest
    @MethodSource("names")
    void withoutUtf8EveryMarkIsAscii(String name) {
        assertThat(text(name, new Look(false, false, 60)).chars()).allMatch(c -> c < 128);
    }

    @Test
    void narrowTerminalsCutColumnsNotLines() {
        Golden.check(FOLDER.resolve("status-narrow.txt"), text("status", new Look(false, true, 80)));
        Golden.check(FOLDER.resolve("up-colour.txt"), text("up", new Look(true, true, 100)));
    }

    @ParameterizedTest
    @CsvSource({
        "detect,  FAILED, FAILED", "up, FAILED, FAILED", "status, FAILED, FAILED", "plan, FAILED, FAILED",
        "repair, REFUSED, REFUSED", "history, OK, OK", "owners, OK, FINDINGS", "verify, FINDINGS, FINDINGS",
        "revert, OK, OK", "stamp, OK, OK", "refused, USAGE, USAGE"
    })
    void theWorstEntryDecidesTheExit(String name, Exit without, Exit withCheck) {
        assertThat(Samples.all().get(name).exit(false)).isEqualTo(without);
        assertThat(Samples.all().get(name).exit(true)).isEqualTo(withCheck);
    }

    @ParameterizedTest
    @CsvSource({"detect, 0, FINDINGS", "detect, 1, FINDINGS", "up, 0, FINDINGS", "up, 2, FINDINGS", "up, 3, OK",
        "up, 4, REFUSED", "up, 5, LOCKED", "status, 0, FINDINGS", "status, 1, OK", "plan, 0, FINDINGS", "plan, 1, OK"})
    void checkFindsWhatIsNotWell(String name, int entry, Exit expected) {
        assertThat(Samples.all().get(name).databases().get(entry).exit(true)).isEqualTo(expected);
    }

    @Test
    void colourIsForTerminalsThatWantIt() {
        var utf8 = java.nio.charset.StandardCharsets.UTF_8;
        assertThat(Look.of(true, Map.of("COLUMNS", "90"), utf8)).isEqualTo(new Look(true, true, 90));
        assertThat(Look.of(true, Map.of("NO_COLOR", "1"), utf8)).isEqualTo(new Look(false, true, 120));
        assertThat(Look.of(true, Map.of("TERM", "dumb"), utf8)).isEqualTo(new Look(false, true, 120));
        assertThat(Look.of(false, Map.of("COLUMNS", "90"), utf8)).isEqualTo(Look.PLAIN);
        assertThat(Look.of(false, Map.of(), java.nio.charset.StandardCharsets.US_ASCII).unicode()).isFalse();
    }

    private static String text(String name, Look look) {
        var report = Samples.all().get(name);
        return ReportText.of(report, look, Samples.NOW) + ReportText.problems(report.problems(), look);
    }
}
