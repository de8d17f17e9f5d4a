package dev.migrationledger.app.source.alembic;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.target.TargetAddress;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a person is told when Alembic does not get as far as a revision; never with the password. */
record AlembicFailures(String source, TargetAddress address, AddressText text) {

    String scrub(String words) {
        return text.scrub(words);
    }

    /** @param directory where the project runs Alembic */
    static LedgerException unclear(String source, List<String> command, String why, Path directory) {
        return new LedgerException(new Problem(
                "LDG720",
                Exit.CONFIGURATION,
                "source " + source + ": Alembic cannot be started with `"
                        + (command.isEmpty() ? "alembic" : String.join(" ", command)) + "`: " + why,
                "write `command` as the project runs it: [alembic], [.venv/bin/alembic], [python, -m, alembic] or"
                        + " [poetry, run, alembic]; paths are relative to " + directory));
    }

    LedgerException notStarted(List<String> start, String reason) {
        return problem("LDG720", Exit.CONFIGURATION, "`" + String.join(" ", start) + "` cannot be started: " + reason,
                "install the project's environment, or write `command` of the source as the project runs Alembic", List.of());
    }

    /** @param answer of the driver, with {@code error}; @param printed last lines */
    LedgerException refused(JsonNode answer, List<String> printed) {
        var message = answer.path("message").asString("");
        return switch (answer.path("error").asString("")) {
            case "alembic" -> problem("LDG721", Exit.FAILED,
                    answer.path("interpreter").asString("its interpreter") + " cannot load Alembic: " + message,
                    "name the project's own interpreter or script in `command`, such as [.venv/bin/alembic]", List.of());
            case "connection" -> problem("LDG722", Exit.FAILED, "env.py cannot connect: " + message,
                    "env.py takes the address from the variables in `environment`, or from sqlalchemy.url when the source has none",
                    List.of());
            case "tracker" -> problem("LDG800", Exit.FAILED, "Alembic cannot read or make its version table: " + message,
                    "make what it needs there as the project's installation does, such as its schema", List.of());
            case "admission" -> problem("LDG723", Exit.REFUSED, "env.py connects to another database, or this run is no"
                    + " longer the one that works on it; nothing was run",
                    "let env.py take its address from a variable, and set that variable in `environment` of the source", List.of());
            case "runs" -> problem("LDG724", Exit.REFUSED, "env.py runs migrations " + answer.path("count").asInt()
                    + " times for one command; the ledger runs one revision in one database", "let env.py do one database"
                    + " at a time, chosen by a variable or an -x option", List.of());
            default -> problem("LDG721", Exit.FAILED, "env.py or a revision file cannot be loaded: " + message,
                    "run `alembic current` in the project: it fails in the same way", printed);
        };
    }

    LedgerException ended(List<String> printed) {
        return problem("LDG721", Exit.FAILED, "the interpreter ended", "run `alembic current` in the project", printed);
    }

    private LedgerException problem(String code, Exit exit, String what, String hint, List<String> printed) {
        var lines = printed.isEmpty() ? "" : "; it printed last: " + String.join(" | ", printed);
        return new LedgerException(
                new Problem(code, exit, scrub("source " + source + " on " + address + ": " + what + lines), hint));
    }
}
