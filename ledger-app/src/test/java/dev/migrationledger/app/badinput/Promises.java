package dev.migrationledger.app.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What every error promises, whatever was read. */
public final class Promises {
    /** Stands wherever a password may stand in an input. */
    public static final String SECRET = "hunter2-and-never-shown";

    private static final Pattern ROW = Pattern.compile("^\\| (LDG\\d{3}) ", Pattern.MULTILINE);
    private static final Pattern TRACE = Pattern.compile("\\bat dev\\.|\\bat java\\.|Exception|Caused by|nobody foresaw|LDG900");
    private static final int LONG = 2_000;
    private static final Set<String> EXPLAINED = explained();

    private Promises() {}

    /** The problems of what was read; none when it was right. Any other exception than ours breaks the promise. */
    public static List<Problem> problems(String input, Runnable reading) {
        return problems(input, () -> {
            reading.run();
            return List.of();
        });
    }

    /** As above, for a reader that returns its problems. */
    public static List<Problem> problems(String input, Supplier<List<Problem>> reading) {
        List<Problem> problems;
        try {
            problems = reading.get();
        } catch (LedgerException e) {
            problems = e.problems();
            assertThat(problems).as("a failure has a problem: %s", shown(input)).isNotEmpty();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError("nobody foresaw " + e + " for " + shown(input), e);
        }
        problems.forEach(problem -> kept(input, problem));
        return problems;
    }

    private static void kept(String input, Problem problem) {
        var where = shown(input);
        assertThat(EXPLAINED).as("%s of %s stands in docs/codes.md", problem, where).contains(problem.code());
        assertThat(problem.message()).as("message of %s", where).isNotBlank();
        assertThat(problem.hint()).as("next step of %s for %s", problem, where).isNotBlank();
        var said = problem.message() + "\n" + problem.hint();
        assertThat(said).as("for %s", where).doesNotContain(SECRET);
        assertThat(TRACE.matcher(said).find()).as("no trace in <%s> for %s", said, where).isFalse();
        assertThat(said.length()).as("length of <%s…> for %s", said.substring(0, Math.min(200, said.length())), where)
                .isLessThan(LONG);
    }

    /** At most a few hundred characters, none that steers a terminal. */
    static String shown(String input) {
        var short_ = input.length() <= 400 ? input : input.substring(0, 400) + "… (" + input.length() + " characters)";
        return "<" + short_.chars().mapToObj(c -> c < ' ' && c != '\n' || c > 126 ? "<U+%04X>".formatted(c) : String.valueOf((char) c))
                .collect(Collectors.joining()) + ">";
    }

    private static Set<String> explained() {
        try {
            return ROW.matcher(Files.readString(Path.of("..", "docs", "codes.md"))).results()
                    .map(row -> row.group(1))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
