package dev.migrationledger.app.source.alembic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.testing.SystemPython;
import dev.migrationledger.core.catalog.CatalogAssembly;
import dev.migrationledger.core.catalog.Policy;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The same directories go to the source and to Alembic itself, which imports them; both must see the same graph.
 * {@code -Dprojects=3000} compares more.
 */
class AlembicOracleTest {
    private static final int PROJECTS = Integer.getInteger("projects", 300);

    @TempDir
    private Path place;

    @Test
    void generatedDirectories() throws IOException {
        var directories = new ArrayList<Path>();
        for (int seed = 0; seed < PROJECTS; seed++) {
            var directory = Files.createDirectory(place.resolve("seed" + seed));
            RandomProject.write(seed, directory);
            directories.add(directory);
        }
        var theirs = SystemPython.ask("graphs.py", directories.stream().map(Path::toString).toList());
        int refused = 0;
        for (int seed = 0; seed < PROJECTS; seed++) {
            agree("seed " + seed, directories.get(seed), theirs.get(seed));
            refused += theirs.get(seed).has("refused") ? 1 : 0;
        }
        assertThat(refused).as("directories with a fault").isBetween(PROJECTS / 30, PROJECTS / 3);
    }

    static void agree(String what, Path directory, JsonNode theirs) {
        var content = new AlembicSource("alembic", directory, List.of()).read();
        var assembled = CatalogAssembly.of("c", List.of(content), Map.of(), Policy.DEFAULT);
        var problems = assembled.problems().stream().filter(problem -> problem.exit() != Exit.FINDINGS).toList();
        if (theirs.has("refused")) {
            assertThat(problems).as("%s: Alembic says %s", what, theirs.get("refused")).isNotEmpty();
            return;
        }
        assertThat(problems).as(what).extracting(Problem::toString).isEmpty();
        var graph = assembled.catalog().orElseThrow().graph();
        assertThat(graph.inOrder().stream().map(Revision::id)).as(what)
                .containsExactlyInAnyOrderElementsOf(theirs.get("revisions").propertyNames());
        for (var revision : graph.inOrder()) {
            var their = theirs.get("revisions").get(revision.id());
            var where = what + " " + revision.file();
            assertThat(revision.parents()).as("parents in " + where).isEqualTo(texts(their.get("parents")));
            assertThat(revision.dependsOn()).as("dependencies in " + where).isEqualTo(texts(their.get("dependsOn")));
            assertThat(new TreeSet<>(revision.labels())).as("labels in " + where).containsExactlyElementsOf(texts(their.get("labels")));
            assertThat(revision.message()).as("message in " + where).isEqualTo(their.get("doc").stringValue());
            assertThat(revision.file()).as("file in " + where).isEqualTo(their.get("file").stringValue());
        }
        assertThat(graph.heads().heads()).as("heads of " + what).containsExactlyElementsOf(texts(theirs.get("heads")));
        assertThat(graph.bases().stream().map(Revision::id).sorted()).as("bases of " + what)
                .containsExactlyElementsOf(texts(theirs.get("bases")));
    }

    private static List<String> texts(JsonNode node) {
        var texts = new ArrayList<String>();
        node.forEach(text -> texts.add(text.stringValue()));
        return texts;
    }
}
