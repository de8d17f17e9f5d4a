package dev.migrationledger.app.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A table of inputs and what each gives, one a line: {@code input ==> answer}. Lines that begin with {@code #} and empty
 * ones are for people. {@code <U+0000>} is that character, {@code <NL>}, {@code <CR>} and {@code <TAB>} are what they
 * say, {@code <1000*(>} is a parenthesis a thousand times, {@code <SECRET>} the planted password.
 */
public final class Cases {
    private static final String GIVES = " ==> ";
    private static final Pattern ESCAPE =
            Pattern.compile("<(?:U\\+(?<code>[0-9A-F]+)|(?<count>\\d+)\\*(?<text>[^>]+)|(?<name>NL|CR|TAB|SECRET|EMPTY))>");

    private Cases() {}

    /** Holds a table to what is answered now. @return cases */
    public static int check(String name, UnaryOperator<String> answer) {
        var file = file(name);
        var count = new AtomicInteger();
        var broken = new ArrayList<String>();
        try {
            var table = Files.readString(file).lines()
                    .map(line -> {
                        if (line.isEmpty() || line.startsWith("#")) {
                            return line;
                        }
                        count.incrementAndGet();
                        var input = input(line);
                        try {
                            return (input + GIVES + answer.apply(decoded(input))).stripTrailing();
                        } catch (AssertionError e) {
                            broken.add(line + "\n    " + e.getMessage());
                            return line;
                        }
                    })
                    .collect(Collectors.joining("\n", "", "\n"));
            Golden.check(file, table);
            assertThat(broken).as("broken promises of %s", file).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return count.get();
    }

    /** Every input of a table, in order. */
    public static List<String> inputs(String name) {
        try {
            return Files.readString(file(name)).lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> decoded(input(line)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(String name) {
        return Golden.folder(Cases.class, "").resolve(name + ".cases");
    }

    private static String input(String line) {
        return line.contains(GIVES.stripTrailing()) ? line.substring(0, line.lastIndexOf(GIVES.stripTrailing())) : line;
    }

    private static String decoded(String input) {
        return ESCAPE.matcher(input).replaceAll(found -> java.util.regex.Matcher.quoteReplacement(one(found)));
    }

    private static String one(MatchResult found) {
        var code = found.group("code");
        if (code != null) {
            return Character.toString(Integer.parseInt(code, 16));
        }
        if (found.group("count") != null) {
            return found.group("text").repeat(Integer.parseInt(found.group("count")));
        }
        return switch (found.group("name")) {
            case "NL" -> "\n";
            case "CR" -> "\r";
            case "TAB" -> "\t";
            case "SECRET" -> Promises.SECRET;
            default -> "";
        };
    }

    /** As a table writes it; long repetitions are cut. */
    public static String encoded(String text) {
        var cut = text.length() <= 160 ? text : text.substring(0, 120) + "…(" + text.length() + ")";
        return cut.chars()
                .mapToObj(c -> switch (c) {
                    case '\n' -> "<NL>";
                    case '\r' -> "<CR>";
                    case '\t' -> "<TAB>";
                    default -> c < ' ' || c == 0x7F || c == 0xFEFF || Character.isSurrogate((char) c) || (c >= 0x200B && c <= 0x202E)
                            ? "<U+%04X>".formatted(c)
                            : String.valueOf((char) c);
                })
                .collect(Collectors.joining());
    }
}
