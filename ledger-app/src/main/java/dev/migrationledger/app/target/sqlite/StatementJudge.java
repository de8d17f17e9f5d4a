package dev.migrationledger.app.target.sqlite;

import dev.migrationledger.core.script.Dialect;
import dev.migrationledger.core.script.StatementTraits;
import dev.migrationledger.core.target.Judgement;
import java.util.List;
import java.util.regex.Pattern;

/** What became of a statement that was begun alone. Those that SQLite refuses in a transaction may all run again. */
final class StatementJudge {
    private static final Pattern DETACH = Pattern.compile("(?is)detach\\b.*");

    private StatementJudge() {}

    static Judgement judge(String statement) {
        var text = statement.strip();
        if (DETACH.matcher(text).matches()) {
            // What is attached ends with its connection, and that one is gone.
            return new Judgement.Done();
        }
        return StatementTraits.of(text, Dialect.SQLITE).needsNoTransaction()
                ? new Judgement.Run(List.of(), text)
                : new Judgement.Unknown("nothing in the schema tells whether it had its effect");
    }
}
