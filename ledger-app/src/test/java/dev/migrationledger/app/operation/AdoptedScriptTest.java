package dev.migrationledger.app.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.schema.ObjectKind;
import dev.migrationledger.core.source.HeaderReader;
import dev.migrationledger.core.target.Definitions.Definition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdoptedScriptTest {
    private static final List<Definition> TABLES = List.of(
            new Definition(new FactKey(ObjectKind.TABLE, "public.a"), "create table if not exists public.a ();\n"),
            new Definition(new FactKey(ObjectKind.TABLE, "public.\"b\n-- revert:\""), "create table if not exists public.b ();\n"));

    @Test
    void isARevisionOnEveryHeadWhateverItsObjectsAreCalled() {
        var script = AdoptedScript.of("shop", State.of("x", "y"), List.of(TABLES.get(1)));
        var header = HeaderReader.read(script.text(), "sql", "a.sql");

        assertThat(header.problems()).isEmpty();
        assertThat(header.revision().orElseThrow().id()).isEqualTo(script.id());
        assertThat(header.revision().orElseThrow().parents()).containsExactly("x", "y");
        assertThat(header.revision().orElseThrow().revert()).isEmpty();
        assertThat(header.revision().orElseThrow().idempotent()).isTrue();
    }

    @Test
    void hasTheSameIdForTheSameStatementsOnTheSameRevisions() {
        var script = AdoptedScript.of("shop", State.of("x"), TABLES);
        assertThat(AdoptedScript.of("other", State.of("x"), TABLES).id()).isEqualTo(script.id());
        assertThat(AdoptedScript.of("shop", State.of("y"), TABLES).id()).isNotEqualTo(script.id());
        assertThat(AdoptedScript.of("shop", State.of("x"), TABLES.subList(0, 1)).id()).isNotEqualTo(script.id());
    }

    @Test
    void isNeverWrittenOverAnything(@TempDir Path directory) throws IOException {
        var file = directory.resolve("a.sql");
        Files.writeString(file, "mine");
        var script = AdoptedScript.of("shop", State.of("x"), TABLES);

        assertThatThrownBy(() -> script.write(file)).isInstanceOfSatisfying(
                LedgerException.class, e -> assertThat(e.problem().code()).isEqualTo("LDG767"));
        assertThatThrownBy(() -> script.write(directory.resolve("none/a.sql"))).isInstanceOfSatisfying(
                LedgerException.class, e -> assertThat(e.problem().code()).isEqualTo("LDG768"));
        assertThat(Files.readString(file)).isEqualTo("mine");
    }
}
