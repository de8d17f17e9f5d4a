package dev.migrationledger.core.python;

import java.util.List;
import java.util.stream.Stream;

/**
 * One statement.
 *
 * @param tokens of a compound statement its header without the colon; never empty
 * @param body   what a compound statement holds, in order; empty for a simple one
 */
public record PythonStatement(List<PythonToken> tokens, List<PythonStatement> body) {
    public PythonStatement {
        tokens = List.copyOf(tokens);
        body = List.copyOf(body);
    }

    public int line() {
        return tokens.getFirst().line();
    }

    public boolean isCompound() {
        return !body.isEmpty();
    }

    /** Whether names that it binds are its own: a function or a class. */
    public boolean isScope() {
        return isCompound() && Stream.of("def", "class", "async").anyMatch(this::begins) && !isAsyncBlock();
    }

    /** Whether it begins with this name or keyword. */
    public boolean begins(String name) {
        return tokens.getFirst().isName(name);
    }

    private boolean isAsyncBlock() {
        return begins("async") && tokens.size() > 1 && !tokens.get(1).isName("def");
    }
}
