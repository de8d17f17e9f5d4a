package dev.migrationledger.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.cli.Main;
import dev.migrationledger.app.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The demo ends well, and what README shows of it is what it prints. Rewrite the blocks with {@code -Dreadme=rewrite}.
 */
class ReadmeTest {
    private static final Path README = Path.of("").toAbsolutePath().getParent().resolve("README.md");
    private static final String FENCE = "```";

    @Test
    void readmeShowsWhatTheDemoPrints() throws IOException {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int exit = Main.run(
                new Terminal(stream(out), stream(err), false, Map.of("HOME", System.getProperty("user.home"))), "demo");
        var printed = out.toString(StandardCharsets.UTF_8);
        assertThat(exit).as(printed + err).isZero();

        var lines = Files.readAllLines(README);
        if ("rewrite".equals(System.getProperty("readme"))) {
            lines = rewritten(lines, printed);
            Files.write(README, lines);
        }
        var shown = blocks(lines);
        assertThat(shown).hasSize(4);
        var known = printed.lines().map(ReadmeTest::still).toList();
        for (var block : shown) {
            for (var line : block) {
                assertThat(known).contains(still(line));
            }
        }
    }

    /** Times, durations, positions and addresses differ from run to run. */
    private static String still(String line) {
        return line.replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ", "TIME")
                .replaceAll("#\\d+", "#N")
                .replaceAll("[\\d.]+ m?s\\b", "TOOK")
                .replaceAll("127\\.0\\.0\\.1:\\d+", "ADDRESS")
                .replaceAll("database \\d+ of system \\d+", "IDENTITY")
                .replaceAll("TIME  \\S+  ", "TIME  ACTOR  ")
                .replaceAll(" +", " ")
                .strip();
    }

    /** The fenced blocks that begin with one of the demo's commands. */
    private static List<List<String>> blocks(List<String> lines) {
        var blocks = new ArrayList<List<String>>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).equals(FENCE) && i + 1 < lines.size() && lines.get(i + 1).startsWith("$ ledger ")) {
                int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf(FENCE);
                blocks.add(lines.subList(i + 1, end).stream().filter(line -> !line.isBlank()).toList());
                i = end;
            }
        }
        return blocks;
    }

    private static List<String> rewritten(List<String> lines, String printed) {
        var result = new ArrayList<String>();
        for (int i = 0; i < lines.size(); i++) {
            result.add(lines.get(i));
            if (lines.get(i).equals(FENCE) && i + 1 < lines.size() && lines.get(i + 1).startsWith("$ ledger ")) {
                int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf(FENCE);
                result.addAll(section(printed, lines.get(i + 1)));
                i = end - 1;
            }
        }
        return result;
    }

    /** From a command to the end of its first 22 lines or of its output. */
    private static List<String> section(String printed, String command) {
        var all = printed.lines().toList();
        int start = all.indexOf(command);
        int end = start + 1;
        while (end < all.size() && end - start < 22 && !(all.get(end).isEmpty() && isProse(all, end))) {
            end++;
        }
        return all.subList(start, end);
    }

    private static boolean isProse(List<String> lines, int blank) {
        return blank + 2 < lines.size() && lines.get(blank + 2).startsWith("$ ledger ");
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
