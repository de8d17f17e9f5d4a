package dev.migrationledger.app.realinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.revision.Kind;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.script.ScriptReader;
import dev.migrationledger.core.script.StatementTraits;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DspaceScriptsTest {
    @TempDir
    Path directory;

    @Test
    void allFiftyEightAreReadAsOneChain() {
        DspaceScripts.copyTo(directory);
        var graph = DspaceScripts.read(directory);
        assertThat(graph.size()).isEqualTo(58);
        assertThat(graph.bases()).extracting(Revision::id).containsExactly("1.1");
        assertThat(graph.heads()).isEqualTo(State.of("8.0.2024.02.14"));
        assertThat(graph.branchPoints()).isEmpty();
        assertThat(graph.inOrder()).allMatch(r -> r.kind() == Kind.SCHEMA && r.transactional());
    }

    /** One file's version is written with underscores only; by name it sorts after its children. */
    @Test
    void theyAreOrderedByVersionNotByFileName() {
        DspaceScripts.copyTo(directory);
        var graph = DspaceScripts.read(directory);
        assertThat(graph.get("7.0.2019.06.14").file()).isEqualTo("V7.0_2019_06_14__scripts-and-process.sql");
        assertThat(graph.get("7.0.2019.06.14").parents()).containsExactly("7.0.2019.05.02");
        assertThat(graph.get("7.0.2019.07.31").parents()).containsExactly("7.0.2019.06.14");
    }

    @Test
    void everyStatementIsUnderstoodAndOnlyTheEditedScriptControlsItsTransaction() {
        DspaceScripts.copyTo(directory);
        var graph = DspaceScripts.read(directory);
        assertThat(graph.inOrder()).allSatisfy(r ->
                assertThat(ScriptReader.read(r.script(), r.file()).problems()).isEmpty());
        assertThat(graph.inOrder())
                .filteredOn(DspaceScriptsTest::controlsTransaction)
                .extracting(Revision::id)
                .containsExactlyElementsOf(DspaceScripts.EDITED.keySet());
    }

    @Test
    void editedAndWithStandInsNoScriptControlsItsTransaction() {
        var graph = DspaceScripts.runnable(directory, StandIn.ALL);
        assertThat(graph.size()).isEqualTo(58 + StandIn.ALL.size());
        assertThat(graph.inOrder()).noneMatch(DspaceScriptsTest::controlsTransaction);
    }

    private static boolean controlsTransaction(Revision revision) {
        return ScriptReader.read(revision.script()).sent().stream()
                .anyMatch(part -> StatementTraits.of(part.sql()).controlsTransaction());
    }
}
