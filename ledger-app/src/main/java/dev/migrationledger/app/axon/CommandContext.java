package dev.migrationledger.app.axon;

import java.util.Optional;
import java.util.UUID;

/**
 * Who asks, why, and within what; kept with each event.
 *
 * @param actor       never blank: a person or a program, such as {@code ci} or {@code ana@example.org}
 * @param via         never blank: how they are known, whatever name they gave, such as {@code os-user root}
 * @param reason      in words
 * @param verb        of the command line, such as {@code up}; may be empty
 * @param correlation the same for all commands of one run
 * @param rollout     id of the rollout that it is a part of
 */
public record CommandContext(
        String actor, String via, Optional<String> reason, String verb, String correlation, Optional<String> rollout) {

    public CommandContext {
        if (actor.isBlank() || via.isBlank()) {
            throw new IllegalArgumentException("nobody asks");
        }
    }

    /** The first command of a run of this process, whose system user is noted beside the name. */
    public static CommandContext of(String actor, Optional<String> reason) {
        return new CommandContext(actor, "os-user " + SystemUser.proven(), reason, "", UUID.randomUUID().toString(), Optional.empty());
    }

    public CommandContext during(String newVerb) {
        return new CommandContext(actor, via, reason, newVerb, correlation, rollout);
    }

    /** @param id of a rollout */
    public CommandContext within(String id) {
        return new CommandContext(actor, via, reason, verb, correlation, Optional.of(id));
    }
}
