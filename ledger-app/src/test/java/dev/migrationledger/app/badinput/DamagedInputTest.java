package dev.migrationledger.app.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.catalog.Catalogs;
import dev.migrationledger.app.config.CatalogConfig;
import dev.migrationledger.app.config.ConfigurationReader;
import dev.migrationledger.app.config.Selection;
import dev.migrationledger.app.eventstore.EventCodec;
import dev.migrationledger.core.revision.Graphs;
import dev.migrationledger.core.revision.Resolution;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.revision.Selector;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.script.Dialect;
import dev.migrationledger.core.script.Part;
import dev.migrationledger.core.script.RandomScript;
import dev.migrationledger.core.script.ScriptReader;
import dev.migrationledger.core.source.AlembicFile;
import dev.migrationledger.core.source.HeaderReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Good inputs, spoiled at random: {@code -Ddamaged=N} of each kind, the first few by default. */
@Timeout(value = 1_800, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DamagedInputTest {
    private static final int CASES = Integer.getInteger("damaged", 400);
    private static final Path EXAMPLE = Path.of("..", "migrations", "src", "main", "resources", "example", "revisions");
    private static final Path EVENTS = Path.of("src", "test", "resources", "events");
    private static final RevisionGraph GRAPH =
            Graphs.draw("a->b->cart1:cart->cart2; b->pay1:pay->pay2; 9c23e4e81011; 9c23e4e81012; pay2+cart2->m");

    @TempDir
    private Path directory;

    private static void each(List<String> good, BiConsumer<Long, String> check) {
        LongStream.range(0, CASES).forEach(seed -> {
            var text = Damage.to(good.get((int) (seed % good.size())), seed, good);
            try {
                check.accept(seed, text);
            } catch (AssertionError | RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + seed + ": " + Promises.shown(text) + "\n" + e.getMessage(), e);
            }
        });
    }

    private static List<String> texts(Path directory, String suffix) {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(suffix)).sorted().map(DamagedInputTest::text).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing of a text is lost: what is in no part is white space, comments and separators. */
    @Test
    void scripts() {
        var good = Stream.concat(
                        LongStream.range(0, 40).mapToObj(seed -> RandomScript.wellFormed(seed).text()),
                        texts(EXAMPLE, ".sql").stream())
                .toList();
        each(good, (_, text) -> {
            for (var dialect : Dialect.values()) {
                var reading = ScriptReader.read(new Script(text, 1), "f.sql", dialect);
                Promises.problems(text, () -> reading.problems());
                int at = 0;
                for (var part : reading.parts()) {
                    assertThat(part.line()).isPositive();
                    if (part instanceof Part.Statement statement && !text.contains("\\")) {
                        at = text.indexOf(statement.sql(), at);
                        assertThat(at).as("place of %s", statement).isNotNegative();
                        at += statement.sql().length();
                    }
                }
            }
        });
    }

    @Test
    void headers() {
        each(texts(EXAMPLE, ".sql"), (_, text) -> Promises.problems(text, () -> {
            var result = HeaderReader.read(text, "sql", "f.sql");
            assertThat(result.revision().isPresent() || !result.problems().isEmpty()).isTrue();
            return result.problems();
        }));
    }

    @Test
    void alembicFiles() {
        var good = List.of(
                "\"\"\"add carts\n\nRevision ID: 9c23e4e81011\n\"\"\"\nfrom alembic import op\nimport sqlalchemy as sa\n\n"
                        + "revision = '9c23e4e81011'\ndown_revision = ('ab68d77b5088', \"336ce8830dfe\")\nbranch_labels = None\n"
                        + "depends_on: Union[str, None] = None\n\n\ndef upgrade() -> None:\n    op.create_table('t', sa.Column('id', sa.Integer()))\n",
                "revision: str = \"a\"\ndown_revision: Union[str, Sequence[str], None] = None\nbranch_labels = ('x', 'y')\n"
                        + "depends_on = [\n  'b',  # why\n  'c'\n]\ndef upgrade():\n    pass\n\ndef downgrade():\n    pass\n");
        each(good, (_, text) -> Promises.problems(text, () -> AlembicFile.read(text, "alembic", "f.py").problems()));
    }

    @Test
    void revisions() {
        var good = List.of("head", "heads", "base", "a", "cart1", "9c23e4e81011", "9c23", "+2", "-1", "cart@head", "pay@heads",
                "cart@+1", "cart@base", "pay2@head-1", "b+2", "head-1", "m-1");
        var here = State.of("cart1");
        each(good, (_, text) -> Stream.of(
                        Selector.resolve(text, GRAPH, here), Selector.upTo(text, GRAPH, here), Selector.downTo(text, GRAPH, here))
                .forEach(resolution -> {
                    switch (resolution) {
                        case Resolution.Found found -> assertThat(GRAPH.isDownClosed(GRAPH.members(found.state()))).isTrue();
                        case Resolution.Refused refused -> Promises.problems(text, () -> List.of(refused.problem()));
                    }
                }));
    }

    @Test
    void selections() {
        var fleet = configuration().databases();
        var good = List.of("environment=prod", "environment=prod,region=eu", "region!=eu", "id=one", "catalog=shop,engine=sqlite");
        each(good, (_, text) -> Promises.problems(text, () -> assertThat(new Selection(List.of(), Optional.of(text), false).from(fleet))
                .isNotEmpty()
                .isSubsetOf(fleet)));
        each(List.of("one", "two", "three"), (_, id) -> Promises.problems(id, () -> assertThat(
                        new Selection(List.of(id), Optional.empty(), false).from(fleet))
                .extracting(database -> database.id())
                .containsExactly(id)));
    }

    private dev.migrationledger.app.config.Configuration configuration() {
        try {
            Files.createDirectories(directory.resolve("revisions"));
            return ConfigurationReader.read(Files.writeString(directory.resolve("ledger.yml"), """
                    catalogs:
                      shop: { sources: [ { id: sql, format: sql, path: revisions } ] }
                    databases:
                      - { id: one, catalog: shop, environment: prod, labels: { region: eu }, engine: sqlite, file: a.db }
                      - { id: two, catalog: shop, environment: prod, labels: { region: us }, engine: sqlite, file: b.db }
                      - { id: three, catalog: shop, environment: test, labels: { region: eu }, engine: sqlite, file: c.db }
                    """));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whole directories: one file is damaged, or its name, or both. */
    @Test
    void sources() throws IOException {
        var formats = List.of("sql", "flyway", "golang-migrate", "dbmate", "alembic");
        for (int seed = 0; seed < CASES / 4; seed++) {
            var random = new Random(seed);
            var format = formats.get(seed % formats.size());
            var place = Files.createDirectories(directory.resolve("p" + seed));
            var files = Files.createDirectories(place.resolve("files"));
            var names = new ArrayList<String>();
            for (int i = 1; i <= 3; i++) {
                var name = name(format, i);
                var text = text(format, i);
                var spoiled = i == 2;
                put(files, spoiled && random.nextBoolean() ? Damage.to(name, seed, List.of(name)) : name,
                        spoiled && random.nextInt(3) > 0 ? Damage.to(text, seed, List.of(text)) : text);
                names.add(name);
            }
            if (format.equals("alembic")) {
                Files.writeString(place.resolve("alembic.ini"), "[alembic]\nscript_location = files\n");
                Files.createDirectories(files.resolve("versions"));
            }
            var config = catalog(place, format);
            var what = "seed " + seed + " of " + format;
            Promises.problems(what, () -> {
                var catalog = Catalogs.read(config, problem -> Promises.problems(what, () -> List.of(problem)));
                assertThat(catalog.graph().size()).isLessThanOrEqualTo(3);
            });
        }
    }

    private static CatalogConfig catalog(Path place, String format) throws IOException {
        var more = format.equals("alembic") ? ", command: [alembic]" : "";
        var file = Files.writeString(place.resolve("ledger.yml"),
                "catalogs: { shop: { sources: [ { id: x, format: " + format + ", path: " + (format.equals("alembic") ? "." : "files") + more + " } ] } }\n"
                        + "databases: [ { id: one, catalog: shop, engine: sqlite, file: a.db } ]\n");
        return ConfigurationReader.read(file).catalogs().get("shop");
    }

    private static String name(String format, int i) {
        return switch (format) {
            case "sql" -> "r" + i + ".sql";
            case "flyway" -> "V" + i + "__step.sql";
            case "golang-migrate" -> "00" + i + "_step.up.sql";
            case "dbmate" -> "2024010" + i + "_step.sql";
            default -> "versions/r" + i + ".py";
        };
    }

    private static String text(String format, int i) {
        var sql = "create table t" + i + " (id int);\n";
        return switch (format) {
            case "sql" -> "-- revision: r" + i + "\n-- parents: " + (i == 1 ? "" : "r" + (i - 1)) + "\n-- labels: " + (i == 2 ? "x" : "") + "\n" + sql;
            case "dbmate" -> "-- migrate:up\n" + sql + "\n-- migrate:down\ndrop table t" + i + ";\n";
            case "alembic" -> "revision = 'r" + i + "'\ndown_revision = " + (i == 1 ? "None" : "'r" + (i - 1) + "'") + "\ndef upgrade():\n    pass\n";
            default -> sql;
        };
    }

    /** A name that no file system takes is not tried. */
    private static void put(Path directory, String name, String text) throws IOException {
        try {
            var file = directory.resolve(name).normalize();
            if (file.startsWith(directory) && !file.equals(directory)) {
                Files.createDirectories(file.getParent());
                Files.write(file, text.getBytes(StandardCharsets.UTF_8));
            }
        } catch (java.nio.file.InvalidPathException | java.nio.file.FileSystemException e) {
            assertThat(name).isNotEmpty();
        }
    }

    /** What is in the store may have been changed from outside. */
    @Test
    void eventsAndTheirMetadata() {
        var names = new ArrayList<String>();
        var codec = new EventCodec();
        try (var files = Files.list(EVENTS)) {
            files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".json"))
                    .sorted()
                    .forEach(file -> names.add(file.replace(".json", "")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var good = names.stream().map(name -> text(EVENTS.resolve(name + ".json"))).toList();
        each(good, (seed, text) -> {
            var name = names.get((int) (seed % names.size()));
            Promises.problems(text, () -> assertThat(codec.read(name, text)).isNotNull());
            Promises.problems(text, () -> codec.readMetadata(text));
            var damaged = Damage.to(name, seed, names);
            if (!new TreeSet<>(names).contains(damaged)) {
                assertThat(Promises.problems(damaged, () -> codec.read(damaged, text))).isNotEmpty();
            }
        });
    }
}
