package dev.migrationledger.core.script;

/** Where a psql command ends: at its line's end, or at a backslash that is in no quotes (psql's manual, "Meta-Commands"). */
final class MetaCommand {
    private MetaCommand() {}

    /**
     * Of the command that begins with a backslash at {@code from}: its end, at most {@code lineEnd}. Two backslashes
     * there go back to SQL, one begins the next command.
     */
    static int end(String text, int from, int lineEnd) {
        var at = from + 1;
        while (at < lineEnd && !Character.isWhitespace(text.charAt(at)) && text.charAt(at) != '\\') {
            at++;
        }
        if (takesWholeLine(text.substring(from + 1, at))) {
            return lineEnd;
        }
        char quote = 0;
        for (; at < lineEnd; at++) {
            var c = text.charAt(at);
            if (quote == '\'' && c == '\\') {
                at++;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\\') {
                return at == from + 1 ? lineEnd : at;
            } else if (c == '\'' || c == '"' || c == '`') {
                quote = c;
            }
        }
        return lineEnd;
    }

    private static boolean takesWholeLine(String name) {
        return switch (name) {
            case "!", "copy", "h", "help", "ef", "ev", "sf", "sf+", "sv", "sv+" -> true;
            default -> false;
        };
    }
}
