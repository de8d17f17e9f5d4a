package dev.migrationledger.app.axon;

import java.util.Optional;
import java.util.UUID;

/**
 * Who asks, why, and within what; kept with each event.
 *
 * @param actor       never blank: a person or a program, such as {@code ci} or {@code ana@example.org}
 * @param reason      in words
 * @param correlation the same for all commands of one run
 */
public record CommandContext(String actor, Optional<String> reason, String correlation) {

    public CommandContext {
        if (actor.isBlank()) {
            throw new IllegalArgumentException("nobody asks");
        }
    }

    /** The first command of a run. */
    public static CommandContext of(String actor, Optional<String> reason) {
        return new CommandContext(actor, reason, UUID.randomUUID().toString());
    }
}
