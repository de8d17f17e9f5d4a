package dev.migrationledger.core.python;

import java.util.List;
import java.util.Optional;

/**
 * A file as a tree of statements.
 *
 * @param statements of the module, in order; none when there is a fault
 * @param fault      why the text is not Python; what an interpreter would also refuse is not all found
 */
public record PythonText(List<PythonStatement> statements, Optional<PythonFault> fault) {
    public PythonText {
        statements = List.copyOf(statements);
    }

    public static PythonText read(String text) {
        try {
            return new PythonText(PythonBlocks.of(PythonLines.of(text)), Optional.empty());
        } catch (PythonFault.Found e) {
            return new PythonText(List.of(), Optional.of(e.fault()));
        }
    }

    /** The module's docstring: its first statement, when that is a string. */
    public Optional<String> docstring() {
        return statements.stream().findFirst().flatMap(PythonText::lone);
    }

    /** The value of a statement that is only a string. */
    static Optional<String> lone(PythonStatement statement) {
        return statement.isCompound() ? Optional.empty() : PythonLiteral.text(statement.tokens());
    }
}
