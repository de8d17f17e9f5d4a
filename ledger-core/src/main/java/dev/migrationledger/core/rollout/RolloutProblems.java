package dev.migrationledger.core.rollout;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.problem.Shown;
import dev.migrationledger.core.rollout.RolloutState.Phase;
import java.util.Locale;

/** Why a rollout, or one of its databases, does not go on: codes LDG870 to LDG884, and LDG891. */
final class RolloutProblems {
    private static final String FAULT = "this is a fault of the program: report it; `ledger rollout resume ID` goes on";

    private RolloutProblems() {}

    static Problem otherPlan(String database, String why) {
        return new Problem(
                "LDG870",
                Exit.REFUSED,
                database + ": what would run is not what was approved: " + why,
                "see `ledger plan " + database + "`; what is right now needs a rollout of its own, planned and approved anew");
    }

    static Problem otherDatabase(String database) {
        return new Problem(
                "LDG891",
                Exit.REFUSED,
                database + ": the database that answers is another one than was looked at when the rollout was planned",
                "correct its address in the configuration; where it was moved or restored on purpose, plan and approve another"
                        + " rollout");
    }

    static Problem foreignAttempt(String database, String attempt) {
        return new Problem(
                "LDG871",
                Exit.REFUSED,
                database + ": attempt " + attempt + " is unfinished, and it is not of this rollout: what it would run was not approved",
                "finish it with `ledger up " + database + "`, which needs no rollout");
    }

    static Problem waves(String text, String why) {
        return new Problem(
                "LDG872",
                Exit.USAGE,
                "the waves `" + Shown.of(text) + "` will not do: " + why,
                "write up to how many databases each goes, such as 1,10%,100%");
    }

    static Problem unknown(String id) {
        return new Problem(
                "LDG873", Exit.USAGE, id.isEmpty() ? "there is no such rollout" : "there is no rollout " + Shown.of(id), "`ledger rollout status` lists them");
    }

    static Problem notApproved() {
        return new Problem(
                "LDG874", Exit.REFUSED, "it is not approved yet, and nothing runs without that",
                "another person looks at `ledger rollout status ID`, then says `ledger rollout approve ID`");
    }

    static Problem byAuthor(Person author) {
        return new Problem(
                "LDG875",
                Exit.REFUSED,
                "who plans a rollout does not approve it: " + author.name() + " (" + author.via() + ") planned this one, and name or"
                        + " user are the same",
                "let another person approve it as another user of the system; or insist: add --yes --reason TEXT, which the"
                        + " history keeps");
    }

    static Problem otherDigest() {
        return new Problem(
                "LDG876", Exit.REFUSED, "the digest is not that of the plan", "look at `ledger rollout status ID` again");
    }

    static Problem stands(Phase phase) {
        return new Problem(
                "LDG877",
                Exit.REFUSED,
                "it is " + phase.name().toLowerCase(Locale.ROOT) + ": no other database is begun",
                "`ledger rollout status ID` says why; `ledger rollout resume ID` goes on");
    }

    static Problem over(Phase phase) {
        return new Problem(
                "LDG878",
                Exit.REFUSED,
                "it is " + phase.name().toLowerCase(Locale.ROOT) + ", which is final",
                "plan another: `ledger rollout start`");
    }

    static Problem takenOver() {
        return new Problem(
                "LDG879", Exit.LOCKED, "another process goes on with it", "`ledger rollout status ID` shows how far it is");
    }

    static Problem noReason(String act) {
        return new Problem("LDG880", Exit.USAGE, act + " needs a reason", "add --reason TEXT");
    }

    static Problem numbers() {
        return new Problem(
                "LDG881",
                Exit.USAGE,
                "a rollout needs a database, at least one at a time, and a failure budget that is not below 0",
                "correct --concurrency or --failure-budget");
    }

    static Problem outOfTurn(String database, String why) {
        return new Problem("LDG882", Exit.FAILED, "it is not " + database + "'s turn: " + why, FAULT);
    }

    static Problem idUsed() {
        return new Problem("LDG883", Exit.FAILED, "there is another rollout of that id", "run the command again");
    }
}
