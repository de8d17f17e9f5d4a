package dev.migrationledger.core.planning;

import dev.migrationledger.core.revision.Chunks;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.script.Blank;
import dev.migrationledger.core.script.Dialect;
import dev.migrationledger.core.script.Finding;
import dev.migrationledger.core.script.ScriptReader;
import dev.migrationledger.core.script.StatementTraits;
import java.util.List;
import java.util.stream.Stream;

/**
 * What reading a script tells a plan.
 *
 * @param statements how many statements will run; a Python script that is not blank counts as one, nobody knows its own
 * @param transactional false when the script, as declared or by one of its statements, cannot run in one transaction
 * @param findings   what a person should know before it runs, in the order of the statements
 */
public record ScriptFacts(int statements, boolean transactional, List<String> findings) {
    public ScriptFacts {
        findings = List.copyOf(findings);
    }

    /** For PostgreSQL. */
    public static ScriptFacts of(Revision revision, Script script) {
        return of(revision, script, Dialect.POSTGRESQL);
    }

    /** See {@link StatementTraits}. @param script the revision's own or its revert section */
    public static ScriptFacts of(Revision revision, Script script, Dialect dialect) {
        return switch (script.language()) {
            case SQL -> ofStatements(revision, script, dialect);
            case PYTHON -> new ScriptFacts(Blank.is(script) ? 0 : 1, revision.transactional(), List.of());
        };
    }

    private static ScriptFacts ofStatements(Revision revision, Script script, Dialect dialect) {
        var reading = ScriptReader.read(script, "", dialect);
        var alone =
                reading.sent().stream().anyMatch(part -> StatementTraits.of(part.sql(), dialect).needsNoTransaction());
        var chunks = revision.chunks().filter(_ -> script.equals(revision.script()));
        return new ScriptFacts(
                reading.sent().size(),
                revision.transactional() && chunks.isEmpty() && !alone,
                Stream.concat(chunks.map(ScriptFacts::inChunks).stream(), StatementTraits.findings(reading, dialect).stream())
                        .map(Finding::toString)
                        .toList());
    }

    private static Finding inChunks(Chunks chunks) {
        return new Finding("LDG822", "runs in chunks of " + chunks.size() + " rows of " + chunks.way()
                + ", each in a transaction of its own, and goes on where it stopped");
    }
}
