package dev.migrationledger.core.script;

/** Whether data follows a statement: {@code COPY .. FROM STDIN}, for which the grammar also takes STDOUT. */
final class CopyStatement {
    private CopyStatement() {}

    /** @param joined whether the text may be several statements with semicolons between */
    static boolean readsStdin(String sql, boolean joined) {
        var parentheses = 0;
        var first = true;
        var copies = false;
        var previous = "";
        for (var at = 0; at < sql.length(); ) {
            var token = Token.at(sql, at, Dialect.POSTGRESQL);
            at = token.end();
            if (token.kind().isBlank()) {
                continue;
            }
            var word = token.kind() == Token.Kind.WORD ? token.in(sql) : "";
            if (first) {
                copies = word.equalsIgnoreCase("copy");
            }
            first = parentheses == 0 && token.is(';', sql);
            if (!copies && !joined) {
                return false;
            }
            parentheses += token.is('(', sql) ? 1 : token.is(')', sql) ? -1 : 0;
            if (copies
                    && parentheses == 0
                    && previous.equalsIgnoreCase("from")
                    && (word.equalsIgnoreCase("stdin") || word.equalsIgnoreCase("stdout"))) {
                return true;
            }
            previous = word;
        }
        return false;
    }

    static boolean isBlank(String text) {
        for (var at = 0; at < text.length(); ) {
            var token = Token.at(text, at, Dialect.POSTGRESQL);
            if (!token.kind().isBlank() || !token.closed()) {
                return false;
            }
            at = token.end();
        }
        return true;
    }
}
