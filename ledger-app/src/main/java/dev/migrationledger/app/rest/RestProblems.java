package dev.migrationledger.app.rest;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;

/** What can go wrong with serving: codes LDG919 to LDG929. */
final class RestProblems {
    private RestProblems() {}

    /** Its text could hold a value, so it stays out. */
    static Problem unforeseen(Throwable failure) {
        return new Problem(
                "LDG919",
                Exit.FAILED,
                "an error that nobody foresaw: " + failure.getClass().getSimpleName(),
                "report it with the request that led to it");
    }

    static LedgerException noPlace(String place) {
        return new LedgerException(new Problem(
                "LDG920", Exit.USAGE, "`" + place + "` is no address to listen at", "write host:port, such as 127.0.0.1:8470"));
    }

    static LedgerException open(String place) {
        return new LedgerException(new Problem(
                "LDG921",
                Exit.USAGE,
                "others than this machine could read everything at " + place + ", for no token is set",
                "set LEDGER_TOKEN to a long random text, or listen at 127.0.0.1"));
    }

    static LedgerException weakToken(int least) {
        return new LedgerException(new Problem(
                "LDG922",
                Exit.USAGE,
                "LEDGER_TOKEN is shorter than " + least + " characters",
                "make one with `openssl rand -hex 32`"));
    }

    static LedgerException notListening(Listen listen, String why) {
        return new LedgerException(new Problem(
                "LDG923", Exit.FAILED, "cannot listen at " + listen + ": " + why, "stop what listens there, or choose another --listen"));
    }

    static LedgerException badParameter(String name, String expected) {
        return new LedgerException(new Problem("LDG924", Exit.USAGE, "`" + name + "` must be " + expected, "correct the request"));
    }

    static LedgerException beyondTheEnd(long position, long head) {
        return new LedgerException(new Problem(
                "LDG925",
                Exit.REFUSED,
                "position " + position + " is not reached yet: the log ends at " + head,
                "either this is another ledger, or it was restored from an older backup: begin again after a position that you can trust"));
    }

    static Problem unauthorized() {
        return new Problem("LDG926", Exit.REFUSED, "the request brings no token, or a wrong one", "send `Authorization: Bearer` with it");
    }

    static Problem strangeHost() {
        return new Problem(
                "LDG927",
                Exit.REFUSED,
                "the request names a host that is not this machine",
                "without a token only this machine is served: ask 127.0.0.1 or localhost");
    }

    static Problem tooMany(int most) {
        return new Problem("LDG928", Exit.LOCKED, most + " streams are open already", "close one, or ask for pages");
    }

    static Problem nothingThere() {
        return new Problem("LDG929", Exit.USAGE, "there is nothing at this address", "see docs/streaming.md");
    }
}
