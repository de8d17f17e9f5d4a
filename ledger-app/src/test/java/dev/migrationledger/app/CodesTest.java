package dev.migrationledger.app;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.problem.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/codes.md explains each code of the sources, and a code means one thing. */
class CodesTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern IN_SOURCE = Pattern.compile("(?<!equals\\()\"(LDG\\d{3})\"");
    private static final Pattern ROW =
            Pattern.compile("^\\| (LDG\\d{3}) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$", Pattern.MULTILINE);
    private static final Pattern HEADING =
            Pattern.compile("^## .*?(?:\\((\\d{3})(?:-(\\d{3}))?\\))?$", Pattern.MULTILINE);

    /** Codes that several classes create with the same meaning, and why that is right. */
    private static final Map<String, String> SHARED = Map.ofEntries(
            Map.entry("LDG171", "two Flyway files for one thing: versions in one class, repeatables in the other"),
            Map.entry("LDG204", "too large or too deep: as bytes, as the parser says, as merged fields, as nodes visited"),
            Map.entry("LDG207", "a value of the wrong shape: of a field, of a section, of a merge"),
            Map.entry("LDG208", "something needed is missing or empty, at each level of the file"),
            Map.entry("LDG214", "a path that will not do: of a source, of a database"),
            Map.entry("LDG217", "a name that will not do: of a catalog, a database, a source, a label, a server's own"),
            Map.entry("LDG219", "a field of another engine, or of another format"),
            Map.entry("LDG400", "no revision of that name: at all, or because it is a branch label"),
            Map.entry("LDG404", "more than one way to go: where it starts, or on the way"),
            Map.entry("LDG531", "the connection was lost: in a revision, in a seed or dump"),
            Map.entry("LDG534", "interrupted: in a revision, in a seed or dump"),
            Map.entry("LDG780", "two files of one version: of golang-migrate, of dbmate"),
            Map.entry("LDG783", "a file that its tool passes over: golang-migrate, dbmate"));

    @Test
    void everyCodeOfTheSourcesIsExplainedOnce() throws IOException {
        assertThat(rows().map(row -> row.group(1)).toList())
                .containsExactlyElementsOf(classesByCode().keySet());
    }

    @Test
    void everyRowNamesAnExitThatThereIs() throws IOException {
        var exits = Stream.of(Exit.values())
                .map(exit -> exit.name().toLowerCase(Locale.ROOT) + " (" + exit.code() + ")")
                .toList();
        assertThat(rows().map(row -> row.group(2)).toList()).isNotEmpty().isSubsetOf(exits);
    }

    @Test
    void everyRowStandsUnderTheHeadingOfItsRange() throws IOException {
        int from = 0;
        int to = 0;
        for (var line : Files.readAllLines(ROOT.resolve("docs/codes.md"))) {
            var heading = HEADING.matcher(line);
            if (heading.matches()) {
                from = Integer.parseInt(heading.group(1));
                to = heading.group(2) == null ? from : Integer.parseInt(heading.group(2));
            } else if (line.startsWith("| LDG")) {
                assertThat(ROW.matcher(line).matches()).as("four cells: " + line).isTrue();
                assertThat(Integer.parseInt(line.substring(5, 8))).as(line).isBetween(from, to);
            }
        }
    }

    @Test
    void aCodeIsCreatedInOneClassUnlessItMeansTheSameInAll() throws IOException {
        var several = new TreeMap<String, Set<String>>();
        classesByCode().forEach((code, classes) -> {
            if (classes.size() > 1) {
                several.put(code, classes);
            }
        });
        assertThat(several.keySet()).as(several.toString()).containsExactlyInAnyOrderElementsOf(SHARED.keySet());
    }

    private static Stream<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(ROOT.resolve("docs/codes.md"))).results();
    }

    /** Codes as string literals, in order; comments name them without quotes, and a comparison creates none. */
    private static Map<String, Set<String>> classesByCode() throws IOException {
        var classes = new TreeMap<String, Set<String>>();
        for (var module : List.of("ledger-core", "ledger-app")) {
            try (var files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    for (var code : IN_SOURCE.matcher(Files.readString(file)).results().map(m -> m.group(1)).collect(toSet())) {
                        classes.computeIfAbsent(code, _ -> new TreeSet<>()).add(file.getFileName().toString());
                    }
                }
            }
        }
        return classes;
    }
}
