package dev.migrationledger.app.operation;

import dev.migrationledger.app.execution.RunScript;
import dev.migrationledger.app.execution.ScriptOutcome;
import dev.migrationledger.app.result.SeedRun;
import dev.migrationledger.core.history.DatabaseCommand;
import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.history.Failure;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.source.SeedScript;
import dev.migrationledger.core.source.SnapshotScript;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Seeds, and the dump that a fresh database is installed from: run as psql runs them, recorded by digest. A failed
 * seed is not run again by itself while neither its script nor the revisions changed: it would fail again, and what
 * of it succeeded would be there twice. One that was cut short by something else, such as a lost connection, is.
 */
final class Seeding {
    private final WorkingLedger ledger;
    private final Subject subject;
    private final Visit visit;
    private Optional<Problem> brokeOff = Optional.empty();
    private boolean installed;

    Seeding(WorkingLedger ledger, Subject subject, Visit visit) {
        this.ledger = ledger;
        this.subject = subject;
        this.visit = visit;
    }

    /** Those that must run before some revision of the way, in their order. @param members of the state aimed at */
    List<SeedScript> onTheWay(Set<String> members) {
        return subject.catalog().seeds().stream()
                .filter(seed -> seed.after().filter(members::contains).isPresent())
                .toList();
    }

    /** Those that run after the upgrade, in their order. */
    List<SeedScript> atTheEnd() {
        return subject.catalog().seeds().stream().filter(seed -> seed.after().isEmpty()).toList();
    }

    /** @return whether the upgrade may go on */
    boolean run(SeedScript seed, List<SeedRun> runs) {
        var digest = seed.script().digest();
        var seeds = visit.state().seeds();
        if (seeds.hasApplied(seed.id(), digest)) {
            runs.add(new SeedRun(seed.id(), SeedRun.Outcome.UNCHANGED));
            return true;
        }
        if (seeds.hasFailed(seed.id(), digest)) {
            runs.add(new SeedRun(
                    seed.id(), SeedRun.Outcome.FAILED, "not tried again: neither it nor the schema changed since it failed"));
            return goesOn(seed, Optional.of(new Problem(
                    "LDG814",
                    Exit.FAILED,
                    "database " + subject.id() + ", seed " + seed.id() + " (" + seed.file() + ") is critical, failed before and is"
                            + " not tried again: neither it nor the schema changed since",
                    "correct the seed, then run again; `ledger history " + subject.id() + "` has its error")));
        }
        var outcome = run("seed " + seed.id(), seed.script(), seed.file());
        record(seed.id(), digest, seed.critical(), outcome);
        runs.add(new SeedRun(
                seed.id(),
                outcome.isDone() ? SeedRun.Outcome.APPLIED : SeedRun.Outcome.FAILED,
                outcome.isDone() ? "" : inWords(failure(outcome))));
        return outcome.isDone() || goesOn(seed, outcome.problem());
    }

    private boolean goesOn(SeedScript seed, Optional<Problem> problem) {
        if (seed.critical()) {
            brokeOff = problem;
        }
        return !seed.critical();
    }

    /** Why a critical seed ended the upgrade. */
    Optional<Problem> brokeOff() {
        return brokeOff;
    }

    /**
     * Fills an empty database from the first dump whose claim its own schema proves; where there is none, revisions
     * must do it.
     *
     * @return whether a dump was run; when it did not get to its end, {@link #brokeOff} says why
     */
    boolean install(Predicate<SnapshotScript> wanted, List<SeedRun> runs) {
        var dump = Beginning.provenDump(ledger, subject, wanted);
        dump.ifPresent(snapshot -> {
            ledger.tell(
                    subject, new DatabaseCommand.StartInstall(snapshot.id(), snapshot.script().digest()));
            var outcome = run("snapshot " + snapshot.id(), snapshot.script(), snapshot.file());
            brokeOff = cutShort(outcome);
            if (brokeOff.isPresent()) {
                record(snapshot.id(), snapshot.script().digest(), true, outcome);
                runs.add(new SeedRun(snapshot.id(), SeedRun.Outcome.FAILED, brokeOff.get().message()));
            } else {
                loaded(snapshot, outcome, runs);
            }
        });
        return dump.isPresent();
    }

    private void loaded(SnapshotScript snapshot, ScriptOutcome outcome, List<SeedRun> runs) {
        installed = true;
        var errors = outcome.errors();
        ledger.tell(
                subject,
                new DatabaseCommand.RecordSeed(new DatabaseEvent.SeedApplied(
                        snapshot.id(),
                        snapshot.script().digest(),
                        outcome.statements(),
                        errors.stream().map(Seeding::inWords).toList())));
        runs.add(new SeedRun(
                snapshot.id(),
                SeedRun.Outcome.APPLIED,
                errors.isEmpty()
                        ? ""
                        : errors.size() + " of " + outcome.statements() + " statements failed, as psql would pass over"
                                + " them; the first: " + inWords(errors.getFirst())));
    }

    /** Errors of statements are passed over, as psql does; an end before the script's own is not. */
    private Optional<Problem> cutShort(ScriptOutcome outcome) {
        return outcome.problem().filter(problem -> !problem.code().equals(RunScript.STATEMENTS_FAILED) || ledger.interruption().requested());
    }

    boolean installed() {
        return installed;
    }

    private ScriptOutcome run(String name, Script script, String file) {
        ledger.keep(List.of(script));
        return new RunScript(ledger.engine(visit.address()), ledger.interruption())
                .run(visit.work(), name, script, file);
    }

    private void record(String id, String digest, boolean critical, ScriptOutcome outcome) {
        var event = outcome.isDone()
                ? new DatabaseEvent.SeedApplied(id, digest, outcome.statements(), List.of())
                : new DatabaseEvent.SeedFailed(id, digest, critical, failure(outcome));
        ledger.tell(subject, new DatabaseCommand.RecordSeed(event));
    }

    /** What a person must mend, before what passes by itself. */
    private static Failure failure(ScriptOutcome outcome) {
        return outcome.errors().stream()
                .filter(error -> !error.mayPass())
                .findFirst()
                .or(() -> outcome.errors().stream().findFirst())
                .orElseGet(() -> new Failure(0, 0, "", outcome.problem().map(Problem::message).orElse("")));
    }

    private static String inWords(Failure failure) {
        return "line " + failure.line() + ": " + failure.message()
                + (failure.sqlState().isEmpty() ? "" : " (" + failure.sqlState() + ")");
    }
}
