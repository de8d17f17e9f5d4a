package dev.migrationledger.core.history;

import dev.migrationledger.core.history.DatabaseEvent.OutcomeUnknown;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.target.TargetIdentity;
import java.util.Collection;
import java.util.stream.Collectors;

/** Why commands are rejected: codes LDG500 to LDG519, LDG980 and LDG981. */
final class Rejections {
    private static final String FAULT =
            "this is a fault of the program: report it; running the command again finishes what was begun";

    private Rejections() {}

    static Problem notRegistered() {
        return new Problem(
                "LDG500", Exit.USAGE, "the ledger does not know this database", "describe it in ledger.yml under databases");
    }

    static Problem anotherDatabase(TargetIdentity known, TargetIdentity seen) {
        return new Problem(
                "LDG501",
                Exit.REFUSED,
                "this is not the database the ledger knows: it knows " + inWords(known) + ", this is " + inWords(seen)
                        + "; it may be a clone or a restored copy",
                "give it an id of its own in ledger.yml; or, when it replaces the original, confirm that:"
                        + " `ledger repair DATABASE --yes --reason TEXT`");
    }

    static Problem running(Attempt running) {
        return new Problem(
                "LDG502",
                Exit.LOCKED,
                "attempt " + running.id() + " is not finished",
                "wait for it; when its process is gone, `ledger up DATABASE` finishes what it began");
    }

    static Problem unresolved(OutcomeUnknown unknown) {
        return new Problem(
                "LDG503",
                Exit.REFUSED,
                "whether statement " + unknown.statement() + " of revision " + unknown.revision()
                        + " ran is not known: " + unknown.message(),
                "look in the database whether it took effect, then say so: `ledger resolve DATABASE --applied --reason TEXT`,"
                        + " or --not-applied to have it run again");
    }

    static Problem stale(State planned, Collection<State> now) {
        return new Problem(
                "LDG504",
                Exit.REFUSED,
                "the plan starts at " + planned + " but the database is at "
                        + (now.isEmpty()
                                ? "no known state"
                                : now.stream().map(State::toString).collect(Collectors.joining(" or "))),
                now.isEmpty() ? "look first: `ledger detect DATABASE`" : "run the command again: it plans anew");
    }

    static Problem unproven(String act, State to, String why) {
        return new Problem(
                "LDG505",
                Exit.REFUSED,
                "the evidence does not prove " + to + ", so " + act + " is refused: " + why,
                "`ledger detect DATABASE` shows the evidence; a person may decide against it:"
                        + " `ledger stamp REVISION DATABASE --yes --reason TEXT`");
    }

    static Problem notRunning(String attempt) {
        return new Problem(
                "LDG506",
                Exit.FAILED,
                "attempt " + attempt + " is not the one that runs; another has taken over or it has ended",
                "run the command again; the database itself keeps the old attempt from changing anything more");
    }

    static Problem incomplete(String attempt, Collection<String> open) {
        return new Problem(
                "LDG507",
                Exit.FAILED,
                "attempt " + attempt + " cannot end well: no outcome is recorded of " + String.join(", ", open),
                FAULT);
    }

    static Problem wrongOutcome(String attempt, String what) {
        return new Problem("LDG508", Exit.FAILED, "attempt " + attempt + ": " + what, FAULT);
    }

    static Problem anotherCatalog(String known, String now) {
        return new Problem(
                "LDG509",
                Exit.REFUSED,
                "this database's history belongs to catalog " + known + ", not " + now,
                "correct the catalog in ledger.yml, or give the database another id there");
    }

    static Problem attemptUsed(String attempt) {
        return new Problem("LDG510", Exit.FAILED, "attempt " + attempt + " exists with another plan or has ended", "run the command again");
    }

    static Problem noReason(String act) {
        return new Problem("LDG511", Exit.USAGE, act + " needs a reason", "add --reason TEXT");
    }

    static Problem nothingUnknown() {
        return new Problem("LDG512", Exit.USAGE, "no statement's outcome is unknown", "there is nothing to decide; `ledger history DATABASE` shows what happened");
    }

    static Problem nothingToRecover(String attempt) {
        return new Problem(
                "LDG513", Exit.REFUSED, "attempt " + attempt + " is not running, so there is nothing to recover", "run the command again: it plans anew");
    }

    static Problem unfinishedInstall(String dump) {
        return new Problem(
                "LDG514",
                Exit.REFUSED,
                "the dump " + dump + " was not run to its end: what it left may look like an earlier revision, without the"
                        + " dump's rows",
                "drop the database, create it anew and confirm that: `ledger repair DATABASE --yes --reason TEXT`; or"
                        + " finish it by hand and say what it is: `ledger stamp REVISION DATABASE --yes --reason TEXT`");
    }

    static Problem notEmpty() {
        return new Problem(
                "LDG515",
                Exit.REFUSED,
                "a dump fills only a database that was just seen to be empty",
                "look first: `ledger detect DATABASE`");
    }

    static Problem forgotten() {
        return new Problem(
                "LDG980",
                Exit.REFUSED,
                "a person took this database off the books, and only a command that names it and changes it brings it back",
                "take it out of ledger.yml; or `ledger up DATABASE` registers it anew");
    }

    static Problem openWhenForgotten(Attempt running) {
        return new Problem(
                "LDG981",
                Exit.REFUSED,
                "attempt " + running.id() + " is not finished, and what it did would be lost from the history",
                "wait for it; when its process is gone, `ledger up DATABASE` finishes what it began. Then forget the database");
    }

    /** @param open why the database cannot be forgotten as long as it is there */
    static Problem unlessGone(Problem open) {
        return new Problem(
                open.code(),
                open.exit(),
                open.message(),
                open.hint() + "; or, when the database is gone for good: `ledger forget DATABASE --gone --yes --reason TEXT`");
    }

    private static String inWords(TargetIdentity identity) {
        return "database " + identity.database() + " of system " + identity.system();
    }
}
