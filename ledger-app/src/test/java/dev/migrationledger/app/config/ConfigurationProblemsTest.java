package dev.migrationledger.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.Golden;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong files and every problem they give, side by side in {@code problems/}; and good files broken at random. */
class ConfigurationProblemsTest {
    private static final Path CASES = Golden.folder(ConfigurationProblemsTest.class, "problems");
    private static final List<String> NASTY = List.of(
            "\t", "\"", "'", "{", "}", "[", "]", ":", ": ", "- ", "#", "&a ", "*a ", "!x ", "%", "@", "|", ">", "?", "\n",
            "\n\n    ", "\0", "\u00e9", "\uFFFE", "<<: *labels", "---\n", "...\n", "\\", "null", "~", ",", "=", "\r");

    @TempDir
    Path directory;

    static Stream<String> cases() throws IOException {
        try (var files = Files.list(CASES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yml"))
                    .map(name -> name.replace(".yml", ""))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyProblemIsListedWithItsLine(String name) throws IOException {
        var text = Files.readString(CASES.resolve(name + ".yml"));
        var problems = problems(text);
        assertThat(problems).isNotEmpty().allMatch(problem -> problem.exit() == Exit.CONFIGURATION);
        var listed = problems.stream()
                .map(problem -> problem.code() + " " + problem.message()
                        + (problem.hint().isEmpty() ? "" : "\n    next: " + problem.hint()))
                .collect(Collectors.joining("\n", "", "\n"))
                .replace(directory + "/", "")
                .replace(directory.toString(), "DIRECTORY");
        assertThat(listed).doesNotContain("hunter2");
        Golden.check(CASES.resolve(name + ".expected"), listed);
    }

    @Test
    @Timeout(120)
    void noDamageGivesAnythingButProblems() {
        int read = 0;
        for (int seed = 0; seed < 3_000; seed++) {
            var text = damaged(Example.TEXT, new Random(seed));
            try {
                var problems = problems(text);
                read += problems.isEmpty() ? 1 : 0;
                for (var problem : problems) {
                    assertThat(problem.exit()).isEqualTo(Exit.CONFIGURATION);
                    assertThat(problem.code()).matches("LDG(2[0-4]|95)[0-9]");
                    assertThat(problem.toString()).startsWith(problem.code() + ": " + directory);
                    assertThat(problem.toString()).as("seed %s\n%s", seed, text).doesNotContain(Example.SECRET);
                }
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + "\n" + text, e);
            }
        }
        assertThat(read).as("some damage is harmless, most is not").isBetween(1, 2_000);
    }

    private List<Problem> problems(String text) {
        try {
            ConfigurationReader.read(Example.in(directory, text));
            return List.of();
        } catch (LedgerException e) {
            return e.problems();
        }
    }

    private static String damaged(String good, Random random) {
        var text = good;
        for (int wounds = 1 + random.nextInt(3); wounds > 0; wounds--) {
            int at = random.nextInt(text.length());
            int to = Math.min(text.length(), at + 1 + random.nextInt(12));
            var lines = text.lines().toList();
            text = switch (random.nextInt(6)) {
                case 0 -> text.substring(0, at) + text.substring(to);
                case 1 -> text.substring(0, at) + NASTY.get(random.nextInt(NASTY.size())) + text.substring(at);
                case 2 -> without(lines, random.nextInt(lines.size()));
                case 3 -> twice(lines, random.nextInt(lines.size()));
                case 4 -> text.substring(0, at) + "\n";
                default -> text.substring(0, at) + text.substring(at, to).toUpperCase(java.util.Locale.ROOT)
                        + text.substring(to);
            };
            text = text.isEmpty() ? "x" : text;
        }
        return text;
    }

    private static String without(List<String> lines, int index) {
        return Stream.concat(lines.stream().limit(index), lines.stream().skip(index + 1L))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String twice(List<String> lines, int index) {
        return Stream.concat(lines.stream().limit(index + 1L), lines.stream().skip(index))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
