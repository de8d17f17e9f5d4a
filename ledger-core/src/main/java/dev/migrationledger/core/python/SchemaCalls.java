package dev.migrationledger.core.python;

import java.util.List;
import java.util.Set;

/**
 * Whether a function provably does nothing but change the schema by Alembic's operations, so that the schema shows all of
 * it. {@code op.execute}, rows, conditions and loops are not proven.
 */
public final class SchemaCalls {
    /** Of Alembic's operations (ops.rst) those that touch no rows. */
    private static final Set<String> OPERATIONS = Set.of(
            "add_column", "alter_column", "create_check_constraint", "create_exclude_constraint", "create_foreign_key",
            "create_index", "create_primary_key", "create_table", "create_unique_constraint", "drop_column",
            "drop_constraint", "drop_index", "drop_table", "rename_table");

    /** Whatever an argument is, these are how rows are reached. */
    private static final Set<String> REACH_ROWS = Set.of("execute", "bulk_insert", "get_bind", "get_context", "invoke", "lambda");

    private SchemaCalls() {}

    /** @param name of a function of the module */
    public static boolean only(String name, PythonText module) {
        return FunctionBody.plain(name, module)
                .filter(_ -> module.statements().stream().anyMatch(SchemaCalls::bringsOperations))
                .map(function -> function.body().stream().allMatch(statement -> isKnown(statement, "op")))
                .orElse(false);
    }

    /** {@code from alembic import op}, whatever else comes with it. */
    private static boolean bringsOperations(PythonStatement statement) {
        var tokens = statement.tokens();
        return tokens.size() > 3
                && tokens.getFirst().isName("from")
                && tokens.get(1).isName("alembic")
                && tokens.get(2).isName("import")
                && tokens.subList(3, tokens.size()).stream().anyMatch(token -> token.isName("op"));
    }

    /** {@code print("words")}. */
    private static boolean isSaid(List<PythonToken> tokens) {
        return tokens.size() == 4
                && tokens.getFirst().isName("print")
                && tokens.get(1).isOperator("(")
                && tokens.get(2).kind() == PythonToken.Kind.STRING
                && tokens.get(3).isOperator(")");
    }

    private static boolean isKnown(PythonStatement statement, String operations) {
        if (statement.tokens().stream().anyMatch(SchemaCalls::reachesRows)) {
            return false;
        }
        return statement.isCompound()
                ? isBatch(statement, operations)
                : FunctionBody.isInert(statement)
                        || isSaid(statement.tokens())
                        || isCall(statement.tokens(), operations, OPERATIONS);
    }

    private static boolean reachesRows(PythonToken token) {
        return token.kind() == PythonToken.Kind.NAME && REACH_ROWS.contains(token.text());
    }

    /** {@code with op.batch_alter_table(..) as batch_op:}. */
    private static boolean isBatch(PythonStatement statement, String operations) {
        var tokens = statement.tokens();
        int as = tokens.size() - 2;
        return tokens.size() > 6
                && tokens.getFirst().isName("with")
                && tokens.get(as).isName("as")
                && isCall(tokens.subList(1, as), operations, Set.of("batch_alter_table"))
                && statement.body().stream().allMatch(inner -> !inner.isCompound() && isKnown(inner, tokens.getLast().text()));
    }

    /** The whole of it is one call. */
    private static boolean isCall(List<PythonToken> tokens, String on, Set<String> methods) {
        if (tokens.size() < 5
                || !tokens.getFirst().isName(on)
                || !tokens.get(1).isOperator(".")
                || !methods.contains(tokens.get(2).text())
                || !tokens.get(3).isOperator("(")) {
            return false;
        }
        int depth = 0;
        for (int i = 3; i < tokens.size(); i++) {
            var token = tokens.get(i);
            depth += List.of("(", "[", "{").stream().anyMatch(token::isOperator) ? 1 : 0;
            depth -= List.of(")", "]", "}").stream().anyMatch(token::isOperator) ? 1 : 0;
            if (depth == 0) {
                return i == tokens.size() - 1;
            }
        }
        return false;
    }
}
