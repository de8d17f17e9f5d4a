package dev.migrationledger.app.realinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.script.ScriptReader;
import dev.migrationledger.core.script.StatementTraits;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DspaceScriptsTest {
    @TempDir
    Path directory;

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
