package dev.migrationledger.core.history;

import java.util.Map;

/**
 * Where an event comes from, as its metadata says; a text is empty where an older ledger did not keep it.
 *
 * @param actor       who asked for it, by the name they gave
 * @param via         how the ledger knows them, which they cannot choose: {@code os-user root}
 * @param reason      in words; may be empty
 * @param command     id of the decision that it came of; all events of one decision have the same
 * @param verb        of the command line, such as {@code up}; empty where none worked on databases
 * @param correlation id of the run, such as one line typed at a terminal
 * @param causation   id of the event that the decision answers; of the run where it answers none
 * @param rollout     id of the rollout that it is a part of; empty where it is of none
 */
public record Provenance(
        String actor,
        String via,
        String reason,
        String verb,
        String command,
        String correlation,
        String causation,
        String rollout) {

    /** Of no rollout. */
    public Provenance(
            String actor, String via, String reason, String verb, String command, String correlation, String causation) {
        this(actor, via, reason, verb, command, correlation, causation, "");
    }

    /** @param metadata keyed by these names */
    public static Provenance of(Map<String, String> metadata) {
        return new Provenance(
                metadata.getOrDefault("actor", ""),
                metadata.getOrDefault("via", ""),
                metadata.getOrDefault("reason", ""),
                metadata.getOrDefault("verb", ""),
                metadata.getOrDefault("command", ""),
                metadata.getOrDefault("correlation", ""),
                metadata.getOrDefault("causation", ""),
                metadata.getOrDefault("rollout", ""));
    }

    /** {@code alice (os-user root)}; the name alone where it is that of the system's user. */
    public String who() {
        return via.isEmpty() || via.equals("os-user " + actor) ? actor : actor + " (" + via + ")";
    }
}
