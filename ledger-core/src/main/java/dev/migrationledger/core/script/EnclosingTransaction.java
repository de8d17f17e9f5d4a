package dev.migrationledger.core.script;

import dev.migrationledger.core.revision.Script;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A script that is one transaction from its first statement to its last, as tools without transactions of their own
 * advise. Where the ledger brings the transaction, the two statements around it are left out; lines stay where they are.
 */
public final class EnclosingTransaction {
    /** Without a mode, which would be lost. */
    private static final Pattern BEGIN = Pattern.compile("(?i)begin(\\s+(work|transaction))?|start\\s+transaction");

    private static final Pattern COMMIT = Pattern.compile("(?i)(commit|end)(\\s+(work|transaction))?");

    private EnclosingTransaction() {}

    /** The script without the transaction around it; the script itself when there is none. */
    public static Script removed(Script script) {
        var sent = ScriptReader.read(script).sent();
        if (sent.size() < 2
                || !BEGIN.matcher(sent.getFirst().sql()).matches()
                || !COMMIT.matcher(sent.getLast().sql()).matches()) {
            return script;
        }
        var text = new StringBuilder(script.text());
        blank(text, sent.getLast(), script.firstLine());
        blank(text, sent.getFirst(), script.firstLine());
        var without = new Script(text.toString(), script.firstLine());
        return sql(ScriptReader.read(without).sent()).equals(sql(sent.subList(1, sent.size() - 1))) ? without : script;
    }

    /** Takes the first mention on its line; that it was the statement and no comment, the caller reads again to see. */
    private static void blank(StringBuilder text, Part.Sent part, int firstLine) {
        int at = 0;
        for (int line = firstLine; line < part.line(); line++) {
            at = text.indexOf("\n", at) + 1;
        }
        int from = text.indexOf(part.sql(), at);
        for (int i = from; from >= 0 && i < from + part.sql().length(); i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                text.setCharAt(i, ' ');
            }
        }
    }

    private static List<String> sql(List<Part.Sent> parts) {
        return parts.stream().map(Part.Sent::sql).toList();
    }
}
