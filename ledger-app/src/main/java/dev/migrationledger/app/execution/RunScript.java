package dev.migrationledger.app.execution;

import dev.migrationledger.core.history.Failure;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.script.Part;
import dev.migrationledger.core.script.ScriptReader;
import dev.migrationledger.core.target.StatementFailed;
import dev.migrationledger.core.target.StatementFailure;
import dev.migrationledger.core.target.TargetEngine;
import dev.migrationledger.core.target.TargetSession;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Runs a seed or a dump the way psql does: statement by statement, each its own transaction unless the script opens one,
 * going on after errors, which are collected. So a dump that ends with an unqualified statement after
 * {@code search_path = ''} loses that statement and not the file, and nobody is told that it went well.
 */
public final class RunScript {
    /** A dump's settings that would switch off our own limits, or that only concern how the file is read. */
    private static final Pattern OURS = Pattern.compile(
            "(?is)set\\s+(?:session\\s+)?(?:lock_timeout|idle_in_transaction_session_timeout|client_encoding)\\b.*");

    private static final Pattern SETTING = Pattern.compile("(?is)set\\s.*");

    /** A dump of a database that the ledger keeps brings that database's own record: it is not this one's. */
    private static final Pattern OWN = Pattern.compile("(?is)(?:create\\s+schema|create\\s+table|alter\\s+\\w+|copy|insert\\s+into"
            + "|comment\\s+on\\s+\\w+|grant\\s.*?\\son|revoke\\s.*?\\son)\\b[^;('$]*?\\bmigration_ledger\\b.*");

    /** Code of the problem of a script that got to its end, past statements that failed. */
    public static final String STATEMENTS_FAILED = "LDG535";

    private static final String UNKNOWN_SETTING = "42704";

    private final TargetEngine engine;
    private final Interruption interruption;

    public RunScript(TargetEngine engine, Interruption interruption) {
        this.engine = engine;
        this.interruption = interruption;
    }

    /** As the only executor, on a registered target. @param subject names the script in messages; @param file path */
    public ScriptOutcome run(TargetWork work, String subject, Script script, String file) {
        var reading = ScriptReader.read(script, file, engine.dialect());
        if (!reading.problems().isEmpty()) {
            return new Run(work, subject, file).stopped(Ending.REFUSED, reading.problems().getFirst());
        }
        var opening = new Opening(engine, work, interruption);
        var run = new Run(work, subject, file);
        try {
            var session = opening.open();
            try {
                var outcome = run.on(session, reading.parts());
                if (outcome.isDone()) {
                    session.ranAgain(file, script);
                }
                return outcome;
            } finally {
                opening.close(session);
            }
        } catch (Stopped stop) {
            return run.stopped(stop.ending(), stop.problem());
        } catch (StatementFailed failed) {
            var stop = new Failures(work.databaseId(), interruption).stop(Optional.empty(), Optional.empty(), failed.failure());
            return run.stopped(stop.ending(), stop.problem());
        } catch (LedgerException refused) {
            return run.stopped(Ending.of(refused.problem().exit()), refused.problem());
        }
    }

    /** On a session that the caller opened, such as one to a scratch database: no lock, no registration. */
    public ScriptOutcome run(TargetSession session, TargetWork work, String subject, Script script, String file) {
        var reading = ScriptReader.read(script, file, engine.dialect());
        var run = new Run(work, subject, file);
        return reading.problems().isEmpty()
                ? run.on(session, reading.parts())
                : run.stopped(Ending.REFUSED, reading.problems().getFirst());
    }

    private final class Run {
        private final TargetWork work;
        private final String subject;
        private final String file;
        private final ArrayList<Failure> errors = new ArrayList<>();
        private final ArrayList<String> notes = new ArrayList<>();
        private int sent;

        Run(TargetWork work, String subject, String file) {
            this.work = work;
            this.subject = subject;
            this.file = file;
        }

        ScriptOutcome on(TargetSession session, Iterable<Part> parts) {
            var trackers = new TrackerStatements(session);
            for (var part : parts) {
                if (interruption.requested()) {
                    return stopped(Ending.INTERRUPTED, problem("LDG534", Exit.FAILED, "interrupted", "run again: it starts from its beginning"));
                }
                switch (part) {
                    case Part.Meta meta -> {
                        if (!meta.canBeLeftOut()) {
                            note(meta.line(), "passed over: the psql command \\" + meta.name());
                        }
                    }
                    case Part.Sent statement -> {
                        var lost = send(session, trackers, statement);
                        if (lost.isPresent()) {
                            return stopped(Ending.FAILED, lost.get());
                        }
                    }
                }
            }
            endTransaction(session);
            return errors.isEmpty()
                    ? new ScriptOutcome(Ending.DONE, sent, errors, notes, Optional.empty())
                    : stopped(Ending.FAILED, withErrors());
        }

        private Optional<Problem> send(TargetSession session, TrackerStatements trackers, Part.Sent statement) {
            try {
                var skipped = OWN.matcher(statement.sql()).matches()
                        ? Optional.of("passed over: it is about another database's ledger record")
                        : OURS.matcher(statement.sql()).matches()
                                ? Optional.of("passed over: the setting is the ledger's own")
                                : trackers.whyToSkip(statement);
                if (skipped.isPresent()) {
                    note(statement.line(), skipped.get());
                } else {
                    sent++;
                    Attempt.send(session, statement);
                }
                return Optional.empty();
            } catch (StatementFailed failed) {
                var failure = failed.failure();
                if (failure.sqlState().equals(UNKNOWN_SETTING) && SETTING.matcher(statement.sql()).matches()) {
                    note(statement.line(), "passed over: " + failure.message());
                    return Optional.empty();
                }
                errors.add(new Failure(statement.number(), statement.line(), failure.sqlState(), failure.message()));
                return failure.kind() == StatementFailure.Kind.LOST
                        ? Optional.of(problem("LDG531", Exit.FAILED, "the connection was lost at line " + statement.line(),
                                "look whether the server is up, then run again"))
                        : Optional.empty();
            }
        }

        /** psql leaves an open transaction behind when it ends, and the server rolls it back. */
        private static void endTransaction(TargetSession session) {
            try {
                session.execute("rollback");
                session.restoreSettings();
            } catch (StatementFailed failed) {
                session.rollback();
            }
        }

        private Problem withErrors() {
            var first = errors.getFirst();
            return problem(STATEMENTS_FAILED, Exit.FAILED, errors.size() + " of " + sent + " statements failed; the first at line "
                    + first.line() + ": " + first.message() + (first.sqlState().isEmpty() ? "" : " (" + first.sqlState() + ")"),
                    "correct the script, then run again: it counts as not applied");
        }

        private void note(int line, String text) {
            notes.add("line " + line + " " + text);
        }

        private Problem problem(String code, Exit exit, String what, String hint) {
            return new Problem(code, exit, "database " + work.databaseId() + ", " + subject + " (" + file + "): " + what, hint);
        }

        ScriptOutcome stopped(Ending ending, Problem problem) {
            return new ScriptOutcome(ending, sent, errors, notes, Optional.of(problem));
        }
    }
}
