package dev.migrationledger.core.script;

import dev.migrationledger.core.python.FunctionBody;
import dev.migrationledger.core.python.PythonText;
import dev.migrationledger.core.revision.Kind;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.Script;

/** Whether running something provably does nothing. */
public final class Blank {
    private Blank() {}

    /** A revision that documents what is there, or whose script is blank. */
    public static boolean is(Revision revision) {
        return revision.kind() == Kind.DOCUMENTATION || is(revision.script());
    }

    /** SQL of comments and white space; a Python file whose {@code upgrade()} only passes. */
    public static boolean is(Script script) {
        return switch (script.language()) {
            case SQL -> ScriptReader.read(script).isBlank();
            case PYTHON -> FunctionBody.of("upgrade", PythonText.read(script.text())) == FunctionBody.NOTHING;
        };
    }
}
