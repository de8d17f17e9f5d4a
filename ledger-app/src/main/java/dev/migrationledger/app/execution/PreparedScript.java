package dev.migrationledger.app.execution;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.script.Blank;
import dev.migrationledger.core.script.ChunkStatement;
import dev.migrationledger.core.script.Dialect;
import dev.migrationledger.core.script.Part;
import dev.migrationledger.core.script.ScriptReader;
import dev.migrationledger.core.script.StatementTraits;
import java.util.ArrayList;
import java.util.List;

/**
 * A revision's script, read and found fit to run.
 *
 * @param script     the section that runs: the upgrade or the revert
 * @param statements in order; none when a tool runs it
 */
public record PreparedScript(Revision revision, Script script, List<Part.Sent> statements) {
    public PreparedScript {
        statements = List.copyOf(statements);
    }

    /** @param problems takes every reason why the script must not run; then the result must not be used */
    public static PreparedScript upgrade(Revision revision, Dialect dialect, List<Problem> problems) {
        var script = read(revision, revision.script(), revision.transactional(), dialect, problems);
        if (revision.chunks().isPresent()) {
            ChunkStatement.problems(script.statements(), dialect, revision.file(), script.script().firstLine()).stream()
                    .map(problem -> new Problem(problem.code(), Exit.REFUSED, problem.message(), problem.hint()))
                    .forEach(problems::add);
        }
        return script;
    }

    /** A revert runs in one transaction; what ran nothing needs no section. @param problems as for an upgrade */
    public static PreparedScript revert(Revision revision, Dialect dialect, List<Problem> problems) {
        if (revision.revert().isEmpty() && !Blank.is(revision.script())) {
            problems.add(new Problem(
                    "LDG528",
                    Exit.REFUSED,
                    "revision " + revision.id() + " (" + revision.file() + ") has no revert section",
                    "write one, or bring the database back with a new revision or from a backup"));
        }
        return read(revision, revision.revert().orElse(Script.EMPTY), true, dialect, problems);
    }

    /** How many statements run, as a plan counts them: nobody knows those of another language. */
    int size() {
        return script.isSql() || Blank.is(script) ? statements.size() : 1;
    }

    private static PreparedScript read(
            Revision revision, Script script, boolean transactional, Dialect dialect, List<Problem> problems) {
        if (!script.isSql()) {
            return new PreparedScript(revision, script, List.of());
        }
        var reading = ScriptReader.read(script, revision.file(), dialect);
        var statements = new ArrayList<Part.Sent>();
        problems.addAll(reading.problems());
        for (var part : reading.parts()) {
            switch (part) {
                case Part.Meta meta -> {
                    if (!meta.canBeLeftOut()) {
                        problems.add(problem("LDG525", revision, meta.line(), "the psql command \\" + meta.name()
                                + " cannot be carried out in a revision", "remove it from the script"));
                    }
                }
                case Part.Sent sent -> {
                    statements.add(sent);
                    judge(revision, sent, transactional, dialect, problems);
                }
            }
        }
        return new PreparedScript(revision, script, statements);
    }

    private static void judge(
            Revision revision, Part.Sent sent, boolean transactional, Dialect dialect, List<Problem> problems) {
        var traits = StatementTraits.of(sent.sql(), dialect);
        if (traits.controlsTransaction()) {
            problems.add(problem("LDG523", revision, sent.line(), "statement " + sent.number()
                    + " begins or ends a transaction", "remove it: the revision and its record are committed together"));
        } else if (transactional && traits.needsNoTransaction()) {
            problems.add(problem("LDG524", revision, sent.line(), "statement " + sent.number()
                    + " cannot run inside a transaction",
                    "move it to a revision of its own that says \"transactional: false\""));
        }
    }

    private static Problem problem(String code, Revision revision, int line, String what, String hint) {
        return new Problem(
                code, Exit.REFUSED, "revision " + revision.id() + ", " + revision.file() + " line " + line + ": " + what, hint);
    }
}
