package dev.migrationledger.app.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.config.ConfigurationReader;
import dev.migrationledger.app.config.ConnectionConfig;
import dev.migrationledger.app.config.DatabaseConfig;
import dev.migrationledger.app.config.Engine;
import dev.migrationledger.app.config.Selection;
import dev.migrationledger.app.embedded.LedgerStore;
import dev.migrationledger.app.embedded.StoreSettings;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Graphs;
import dev.migrationledger.core.revision.Resolution;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.revision.Selector;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.script.Dialect;
import dev.migrationledger.core.script.Part;
import dev.migrationledger.core.script.ScriptReader;
import dev.migrationledger.core.source.HeaderReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each table of {@code badinput/*.cases}, answer by answer. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HandMadeCasesTest {
    private static final Pattern LINE = Pattern.compile("line (\\d+)");
    private static final RevisionGraph GRAPH =
            Graphs.draw("a->b->cart1:cart->cart2; b->pay1:pay->pay2; pay1->x1-; 9c23e4e81011; 9c23e4e81012");

    @TempDir
    private Path directory;

    @Test
    void thereAreMoreThanFiveHundred() {
        assertThat(Stream.of("lexer", "sqlite", "headers", "revisions", "fleet", "connections", "stores", "instants", "trackers",
                                "sqlite-trackers")
                        .mapToInt(table -> Cases.inputs(table).size())
                        .sum())
                .isGreaterThan(700);
    }

    @Test
    void scripts() {
        assertThat(Cases.check("lexer", text -> split(text, Dialect.POSTGRESQL))).isGreaterThan(120);
        assertThat(Cases.check("sqlite", text -> split(text, Dialect.SQLITE))).isGreaterThan(20);
    }

    private static String split(String text, Dialect dialect) {
        var reading = ScriptReader.read(new Script(text, 1), "f.sql", dialect);
        var problems = Promises.problems(text, () -> reading.problems());
        var parts = reading.parts().stream().map(HandMadeCasesTest::part).toList();
        var shown = parts.size() <= 6 ? parts : List.of(parts.getFirst(), "…" + parts.size());
        return Stream.concat(shown.stream(), codes(problems)).collect(Collectors.joining(" "));
    }

    private static String part(Part part) {
        return switch (part) {
            case Part.Statement statement -> "[" + Cases.encoded(statement.sql()) + "]";
            case Part.CopyData copy -> "[" + Cases.encoded(copy.sql()) + "]{" + Cases.encoded(copy.data()) + "}";
            case Part.Meta meta -> "<" + Cases.encoded(meta.command()) + ">";
        };
    }

    private static Stream<String> codes(List<Problem> problems) {
        return problems.stream().limit(5).map(problem -> {
            var line = LINE.matcher(problem.message());
            return "!" + problem.code() + (line.find() ? "@" + line.group(1) : "");
        });
    }

    @Test
    void headers() {
        assertThat(Cases.check("headers", text -> {
            var result = HeaderReader.read(text, "sql", "f.sql");
            var problems = Promises.problems(text, () -> result.problems());
            return Stream.concat(result.revision().map(HandMadeCasesTest::revision).stream(), codes(problems))
                    .collect(Collectors.joining(" "));
        })).isGreaterThan(80);
    }

    private static String revision(Revision revision) {
        return Cases.encoded(revision.id()) + " <- " + Cases.encoded(String.join(",", revision.parents()))
                + (revision.dependsOn().isEmpty() ? "" : " needs " + revision.dependsOn())
                + (revision.labels().isEmpty() ? "" : " labels " + new java.util.TreeSet<>(revision.labels()))
                + (revision.message().isEmpty() ? "" : " '" + Cases.encoded(revision.message()) + "'")
                + " " + revision.kind() + (revision.transactional() ? "" : " alone") + (revision.idempotent() ? " again" : "")
                + (revision.verify().isEmpty() ? "" : " verify " + revision.verify())
                + " | " + Cases.encoded(revision.script().text())
                + revision.revert().map(revert -> " / " + Cases.encoded(revert.text())).orElse("");
    }

    @Test
    void revisions() {
        var here = State.of("cart1");
        assertThat(Cases.check("revisions", text -> Stream.of(
                        Selector.resolve(text, GRAPH, here), Selector.upTo(text, GRAPH, here), Selector.downTo(text, GRAPH, here))
                .map(resolution -> told(text, resolution))
                .collect(Collectors.joining(" | ")))).isGreaterThan(100);
    }

    private static String told(String text, Resolution resolution) {
        return switch (resolution) {
            case Resolution.Found found -> found.state().toString();
            case Resolution.Refused refused -> {
                Promises.problems(text, () -> List.of(refused.problem()));
                yield refused.problem().code();
            }
        };
    }

    @Test
    void selections() {
        var fleet = List.of(database("one", "prod", "eu"), database("two", "prod", "us"), database("three", "test", "eu"));
        assertThat(Cases.check("fleet", text -> {
            var selected = new java.util.ArrayList<String>();
            var problems = Promises.problems(text, () -> new Selection(List.of(), Optional.of(text), false).from(fleet)
                    .forEach(database -> selected.add(database.id())));
            return Stream.concat(selected.stream(), codes(problems)).collect(Collectors.joining(" "));
        })).isGreaterThan(55);
    }

    private static DatabaseConfig database(String id, String environment, String region) {
        var server = new ConnectionConfig(
                Engine.POSTGRESQL, "db1", 5432, id, "me", Optional.empty(), Optional.empty(), new TreeMap<>());
        var file = new ConnectionConfig(
                Engine.SQLITE, "", 0, "", "", Optional.empty(), Optional.of(Path.of("a.db")), new TreeMap<>());
        return new DatabaseConfig(id, "shop", environment, new TreeMap<>(Map.of("region", region)), id.equals("three") ? file : server, 1);
    }

    @Test
    void connections() throws IOException {
        Files.createDirectories(directory.resolve("revisions"));
        assertThat(Cases.check("connections", line -> {
            var problems = Promises.problems(line, () -> ConfigurationReader.read(configuration(line)));
            return problems.isEmpty() ? "fine" : problems.stream()
                    .map(problem -> problem.code() + " " + problem.message().replaceFirst(".*?ledger\\.yml:(\\d+: )?", "").strip())
                    .map(text -> text.replace(directory.toString(), "DIRECTORY"))
                    .map(Cases::encoded)
                    .collect(Collectors.joining("; "));
        })).isGreaterThan(150);
    }

    private Path configuration(String line) {
        var fields = new java.util.LinkedHashMap<>(Map.of("engine", "engine: postgresql", "host", "host: db1", "database",
                "database: shop", "user", "user: ledger"));
        fields.put(line.substring(0, line.indexOf(':')), line);
        var text = "catalogs:\n  shop:\n    sources:\n      - { id: sql, format: sql, path: revisions }\ndatabases:\n  - id: one\n    catalog: shop\n"
                + fields.values().stream().sorted().map(field -> "    " + field + "\n").collect(Collectors.joining());
        try {
            return Files.writeString(directory.resolve("ledger.yml"), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void stores() {
        assertThat(Cases.check("stores", url -> {
            var settings = StoreSettings.of(directory, Map.of("LEDGER_STORE_URL", url, "LEDGER_STORE_USER", "me", "LEDGER_STORE_PASSWORD",
                    Promises.SECRET));
            var problems = Promises.problems(url, () -> LedgerStore.open(settings).close());
            return problems.stream().map(problem -> problem.code() + " " + Cases.encoded(problem.message())).collect(Collectors.joining("; "));
        })).isGreaterThan(30);
    }
}
