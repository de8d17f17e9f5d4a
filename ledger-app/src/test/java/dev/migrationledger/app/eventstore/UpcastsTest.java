package dev.migrationledger.app.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** What was stored under a former name has golden files for the former shape and for what becomes of it. */
class UpcastsTest {
    private static final Upcaster RENAMED = new Upcaster("database.moved.v1", "database.moved.v2", payload -> {
        var object = (ObjectNode) payload;
        object.set("target", object.remove("to"));
        return object;
    });

    @TempDir
    Path golden;

    @Test
    void everyUpcasterMakesWhatItsGoldenFileSays() {
        assertThat(new Upcasts(Path.of("src/test/resources/events"), EventNames.all()).problems(Upcaster.ALL)).isEmpty();
    }

    @Test
    void anUpcasterWithBothFilesIsWell() throws IOException {
        write("database.moved.v1.json", "{\"to\":\"b\"}");
        write("upcast/database.moved.v1.json", "{\"target\":\"b\"}");
        assertThat(problems("database.moved.v2")).isEmpty();
    }

    @Test
    void anUpcasterWithoutFilesIsNot() throws IOException {
        assertThat(problems("database.moved.v2")).containsExactly("database.moved.v1: has no golden file database.moved.v1.json");
        write("database.moved.v1.json", "{\"to\":\"b\"}");
        assertThat(problems("database.moved.v2"))
                .containsExactly("database.moved.v1: has no golden file upcast/database.moved.v1.json");
    }

    @Test
    void whatIsMadeOtherwiseIsFound() throws IOException {
        write("database.moved.v1.json", "{\"to\":\"b\"}");
        write("upcast/database.moved.v1.json", "{\"to\":\"b\"}");
        assertThat(problems("database.moved.v2"))
                .containsExactly("database.moved.v1: becomes {\"target\":\"b\"}, not {\"to\":\"b\"}");
    }

    @Test
    void anUpcasterThatLeadsNowhereOrHidesAClassIsFound() throws IOException {
        write("database.moved.v1.json", "{\"to\":\"b\"}");
        write("upcast/database.moved.v1.json", "{\"target\":\"b\"}");
        assertThat(problems("database.moved.v1")).containsExactly(
                "database.moved.v1: has an upcaster and a class",
                "database.moved.v1: becomes database.moved.v2, which nobody reads");
    }

    private List<String> problems(String known) {
        return new Upcasts(golden, Set.of(known)).problems(List.of(RENAMED));
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(golden.resolve(file).getParent());
        Files.writeString(golden.resolve(file), text);
    }
}
