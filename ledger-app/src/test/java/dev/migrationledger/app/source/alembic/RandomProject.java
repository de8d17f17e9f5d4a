package dev.migrationledger.app.source.alembic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An Alembic directory made from a seed: a graph with branches, merges, labels and dependencies, each file written in
 * another of the ways that Python allows, and now and then a fault.
 */
final class RandomProject {
    private static final List<String> DECOYS = List.of(
            "# revision = 'comment'",
            "\"\"\"\nrevision = 'text'\ndown_revision = 'text'\n\"\"\"",
            "def helper():\n    revision = 'local'\n    down_revision: str = 'local'\n    return revision",
            "class Holder:\n    revision = 'member'\n    branch_labels = ('member',)",
            "REVISION = 'other'; my_revision = 'other'",
            "options = {'revision': 'key'}\noptions['revision'] = 'item'",
            "configure = dict(revision='argument', down_revision='argument')",
            "assert configure_ == 1 if (configure_ := 1) else revision",
            "note = f\"{'revision'} = {1 + 1!r:>{5}}\"",
            "if True:\n    other = 1\nelse:\n    other = 2",
            "long = 'a' \\\n    'b'",
            "match = {'x': [1, 2,\n3]}\nmatch['x']",
            "raw = r'\\'revision = 2'\nquote = '\\'revision = 1'");

    private final Random random;
    private final Path directory;
    private final List<String> ids = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();

    private RandomProject(long seed, Path directory) {
        this.random = new Random(seed);
        this.directory = directory;
    }

    static void write(long seed, Path directory) throws IOException {
        new RandomProject(seed, directory).write();
    }

    private void write() throws IOException {
        var locations = locations();
        for (var location : locations) {
            Files.createDirectories(directory.resolve(location));
        }
        Files.createDirectories(directory.resolve("migrations"));
        Files.writeString(directory.resolve("migrations/env.py"), "raise RuntimeError('imported')\n");
        int count = 1 + random.nextInt(12);
        for (int i = 0; i < count; i++) {
            var location = locations.get(random.nextInt(locations.size()));
            Files.writeString(directory.resolve(location).resolve(fileName(i)), revision());
        }
        if (random.nextInt(4) == 0) {
            noise(directory.resolve(locations.getFirst()));
        }
    }

    private List<String> locations() throws IOException {
        var ini = new StringBuilder("# of a test\n[alembic]\nscript_location = "
                + pick("migrations", "%(here)s/migrations", "%(here)s/other/../migrations") + "\n");
        var locations = List.of("migrations/versions");
        if (random.nextInt(3) == 0) {
            locations = List.of("one/versions", "two/versions");
            Files.createDirectories(directory.resolve("other"));
            var separator = pick("", "space", "os", ":", ";");
            var between = switch (separator) {
                case "" -> pick(" ", ", ", ",");
                case "space" -> " ";
                case "os" -> ":";
                default -> separator;
            };
            ini.append(separator.isEmpty() ? "" : "version_path_separator = " + separator + "\n")
                    .append("version_locations = ")
                    .append(String.join(between, "%(here)s/one/versions", "two/versions", "gone/versions"))
                    .append('\n');
        }
        ini.append(pick("", "\n[loggers]\nkeys = root\n", "sqlalchemy.url = x://%%40\n"));
        Files.createDirectories(directory.resolve("other"));
        Files.writeString(directory.resolve("alembic.ini"), ini);
        return locations;
    }

    private void noise(Path versions) throws IOException {
        Files.writeString(versions.resolve("__init__.py"), "revision = 'package'\n");
        Files.writeString(versions.resolve("__init__old.py"), "import nothing_of_that_name\n");
        Files.writeString(versions.resolve(".#lock.py"), "x");
        Files.writeString(versions.resolve("notes.py.txt"), "x");
        Files.createDirectories(versions.resolve("__pycache__"));
        Files.writeString(versions.resolve("__pycache__/a.cpython-311.pyc"), "x");
        Files.createDirectories(versions.resolve("sub"));
        Files.writeString(versions.resolve("sub/deep.py"), "revision = 'deep'\ndown_revision = None\n");
    }

    private String fileName(int number) {
        return pick("z", "a", ".m", "2020_01_01-") + random.nextInt(1000) + "_" + number + ".py";
    }

    private String revision() {
        var id = hex();
        var parents = parents();
        var dependsOn = dependsOn(parents);
        var own = ownLabels();
        var lines = new ArrayList<String>(List.of(
                assignment("revision", text(id)),
                assignment("down_revision", parents.isEmpty() ? pick("None", "(None)", "(None,)", "()") : names(parents)),
                dependsOn.isEmpty() && random.nextBoolean() ? "" : assignment("depends_on", names(dependsOn)),
                own.isEmpty() && random.nextBoolean() ? "" : assignment("branch_labels", names(own))));
        if (random.nextInt(6) == 0) {
            lines.set(0, "");
            lines.set(1, pick("revision, down_revision = ", "(revision, down_revision) = ")
                    + pick("", "zz = yy = ") + text(id) + ", " + (parents.isEmpty() ? "None" : names(parents)));
        }
        fault(lines, id, parents);
        Collections.shuffle(lines, random);
        for (int i = 0; i < 3; i++) {
            lines.add(random.nextInt(lines.size()), DECOYS.get(random.nextInt(DECOYS.size())));
        }
        ids.add(id);
        labels.addAll(own);
        var end = pick("\n", "\r\n");
        var body = "def upgrade():\n    " + pick("pass", "op.execute('x')", "revision = 'in here'") + "\n\n\ndef downgrade():\n    pass";
        return (docstring(id) + "from alembic import op\n" + String.join("\n", lines) + "\n\n" + body + pick("", "\n"))
                .replace("\n", end);
    }

    private List<String> parents() {
        if (ids.isEmpty() || random.nextInt(9) == 0) {
            return List.of();
        }
        int count = random.nextInt(5) == 0 ? 2 : 1;
        return Stream.generate(() -> ids.get(Math.max(0, ids.size() - 1 - random.nextInt(4))))
                .limit(count)
                .distinct()
                .toList();
    }

    private List<String> dependsOn(List<String> parents) {
        if (ids.isEmpty() || random.nextInt(4) > 0) {
            return List.of();
        }
        var choices = Stream.concat(ids.stream(), labels.stream()).filter(name -> !parents.contains(name)).toList();
        return choices.isEmpty() ? List.of() : List.of(choices.get(random.nextInt(choices.size())));
    }

    private List<String> ownLabels() {
        return random.nextInt(5) > 0
                ? List.of()
                : Stream.of("north", "öst").map(label -> label + ids.size()).limit(1 + random.nextInt(2)).toList();
    }

    /** One file in forty is wrong. */
    private void fault(List<String> lines, String id, List<String> parents) {
        if (random.nextInt(40) > 0) {
            return;
        }
        switch (random.nextInt(10)) {
            case 0 -> lines.set(1, "down_revision = '" + hex() + "'");
            case 1 -> lines.set(1, "down_revision = '" + id + "'");
            case 2 -> lines.set(0, "");
            case 3 -> lines.set(1, "");
            case 4 -> lines.set(0, "revision = '" + id + pick("-1", "+", "@x") + "'");
            case 9 -> lines.set(1, "down_revision = '" + labels.stream().findFirst().orElse("nobody") + "'");
            case 5 -> lines.set(1, "down_revision = '" + parents.stream().findFirst().orElse("abcdef").substring(0, 5) + "'");
            case 6 -> lines.set(2, "depends_on = '" + pick("nowhere", "north", id.substring(0, 6)) + "'");
            case 7 -> lines.set(3, "branch_labels = ('" + ids.stream().findFirst().orElse(id) + "',)");
            default -> lines.set(1, "down_revision = ('" + parents.stream().findFirst().orElse("abc") + "'");
        }
    }

    private String docstring(String id) {
        return pick(
                "",
                "\"\"\"Add a table\n\nRevision ID: " + id + "\nRevises: x\n\"\"\"\n",
                "# -*- coding: utf-8 -*-\n'''\n  Two lines\n  of words \\u00e9\n\nmore\n'''\n",
                "#!/usr/bin/env python\nr\"\"\"Raw \\d words\"\"\"\n",
                "'Short' ' and joined'\n",
                "x = 1\n\"\"\"No docstring\"\"\"\n");
    }

    private String assignment(String name, String value) {
        var type = pick("", "", ": str", ": 'Union[str, None]'", ": dict[str, int]", " : (str)");
        return switch (random.nextInt(5)) {
            case 0 -> name + type + "=" + value;
            case 1 -> name + type + " = " + value + "  # " + name + " = 'no'";
            case 2 -> name + type + " = \\\n        " + value;
            case 3 -> "zz = 1; " + name + " = " + value + ";";
            default -> name + " = 'first'; other = " + name + "\n" + name + type + " = " + value;
        };
    }

    private String names(List<String> names) {
        if (names.isEmpty()) {
            return pick("None", "None", "()", "[]", "(None)");
        }
        var texts = names.stream().map(this::text).toList();
        if (texts.size() == 1 && random.nextBoolean()) {
            return texts.getFirst();
        }
        var comma = pick(", ", ",", ",\n  ", " ,  # then\n   ");
        var joined = String.join(comma, texts);
        var open = pick("(", "[", "(\n  ");
        var last = texts.size() == 1 ? pick(",", ", ") : pick("", ",", ",  # last\n");
        return open + joined + last + (open.equals("[") ? "]" : ")");
    }

    private String text(String value) {
        int half = value.length() / 2;
        var escaped = value.chars().mapToObj(c -> c < 128 ? String.format("\\x%02x", c) : "\\u%04x".formatted(c)).collect(Collectors.joining());
        return pick(
                "'" + value + "'",
                "\"" + value + "\"",
                "'''" + value + "'''",
                "\"\"\"" + value + "\"\"\"",
                "u'" + value + "'",
                "r\"" + value + "\"",
                "('" + value + "')",
                "((\n'" + value + "'\n))",
                "('" + value.substring(0, half) + "' \"" + value.substring(half) + "\")",
                "'" + escaped + "'");
    }

    private String hex() {
        return random.ints(12, 0, 16).mapToObj(Integer::toHexString).collect(Collectors.joining());
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
