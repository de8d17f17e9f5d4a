package dev.migrationledger.app.source.alembic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.testing.SystemPython;
import dev.migrationledger.core.python.Binding;
import dev.migrationledger.core.python.PythonLiteral;
import dev.migrationledger.core.python.PythonStatement;
import dev.migrationledger.core.python.PythonText;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Everything that the system's Python packages hold is read by us as by Python's own parser. */
class PythonParserOracleTest {
    private static final Path LIBRARY = Path.of("/usr/lib/python3");
    private static final int FILES = 1500;

    @Test
    void statementsAndLiteralsOfInstalledPackages() throws IOException {
        var texts = new HashMap<String, String>();
        var names = new ArrayList<String>();
        for (var file : sources()) {
            try {
                texts.put(file.toString(), Files.readString(file));
                names.add(file.toString());
            } catch (MalformedInputException e) {
                continue;
            }
        }
        assertThat(names).hasSizeGreaterThan(200);
        var answers = SystemPython.ask("modules.py", names);
        int compared = 0;
        for (int i = 0; i < names.size(); i++) {
            if (!answers.get(i).has("refused")) {
                agree(names.get(i), PythonText.read(texts.get(names.get(i))), answers.get(i));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(200);
    }

    private static List<Path> sources() throws IOException {
        try (var files = Files.walk(LIBRARY)) {
            return files.filter(file -> file.toString().endsWith(".py") && Files.isRegularFile(file))
                    .sorted()
                    .limit(FILES)
                    .toList();
        }
    }

    private static void agree(String file, PythonText ours, JsonNode theirs) {
        assertThat(ours.fault()).as(file).isEmpty();
        assertThat(ours.docstring().map(PythonParserOracleTest::escaped).orElse("none"))
                .as("docstring of " + file)
                .isEqualTo(theirs.path("doc").isNull() ? "none" : theirs.path("doc").stringValue());
        var functions = ours.statements().stream()
                .filter(statement -> statement.isCompound() && statement.begins("def"))
                .collect(Collectors.toMap(
                        statement -> statement.tokens().get(1).text(),
                        statement -> statement.body().stream().map(PythonStatement::line).toList(),
                        (_, last) -> last));
        theirs.path("functions").properties().forEach(function -> assertThat(withoutContinuations(functions.get(function.getKey()), lines(function.getValue())))
                .as("body of " + function.getKey() + " in " + file)
                .isEqualTo(lines(function.getValue())));
        theirs.path("values").properties().forEach(value -> {
            var binding = Binding.of(value.getKey(), ours.statements());
            if (binding instanceof Binding.Assigned assigned) {
                assertThat(PythonLiteral.of(assigned.value()).map(PythonParserOracleTest::shown))
                        .as(value.getKey() + " in " + file)
                        .contains(value.getValue().stringValue());
            } else {
                assertThat(binding).as(value.getKey() + " in " + file).isNotInstanceOf(Binding.Absent.class);
            }
        });
    }

    /** To Python an {@code else} belongs to the statement before it. */
    private static List<Integer> withoutContinuations(List<Integer> ours, List<Integer> theirs) {
        return ours.stream().filter(theirs::contains).toList();
    }

    private static List<Integer> lines(JsonNode node) {
        var lines = new ArrayList<Integer>();
        node.forEach(line -> lines.add(line.intValue()));
        return lines;
    }

    private static String shown(PythonLiteral literal) {
        return switch (literal) {
            case PythonLiteral.None _ -> "none";
            case PythonLiteral.Text(var value) -> escaped(value);
            case PythonLiteral.Items(var values) ->
                values.stream().map(PythonParserOracleTest::shown).collect(Collectors.joining(", ", "[", "]"));
            case PythonLiteral.Other(var written) -> written;
        };
    }

    /** As Python's {@code unicode_escape}. */
    private static String escaped(String text) {
        return "text " + text.codePoints()
                .mapToObj(c -> switch (c) {
                    case '\\' -> "\\\\";
                    case '\n' -> "\\n";
                    case '\r' -> "\\r";
                    case '\t' -> "\\t";
                    default -> c >= 0x20 && c < 0x7f
                            ? Character.toString(c)
                            : c < 0x100
                                    ? String.format("\\x%02x", c)
                                    : c < 0x10000 ? String.format("\\u%04x", c) : String.format("\\U%08x", c);
                })
                .collect(Collectors.joining());
    }
}
