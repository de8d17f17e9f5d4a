package dev.migrationledger.core.script;

/**
 * Where SQLite's CREATE TRIGGER ends: at {@code ; END ;}, as in {@code sqlite3_complete}. The END of a CASE has no semicolon
 * before it.
 */
final class TriggerBody {
    private boolean afterSemicolon;
    private boolean ended;

    /** @param inTrigger whether the words so far begin a trigger */
    void take(Token token, String text, boolean inTrigger) {
        if (token.kind().isBlank()) {
            return;
        }
        if (inTrigger && token.is(';', text)) {
            afterSemicolon = true;
        } else {
            ended = afterSemicolon && token.kind() == Token.Kind.WORD && token.in(text).equalsIgnoreCase("end");
            afterSemicolon = false;
        }
    }

    /** Whether the body's own END has just been read. */
    boolean isComplete() {
        return ended;
    }

    void clear() {
        afterSemicolon = false;
        ended = false;
    }
}
