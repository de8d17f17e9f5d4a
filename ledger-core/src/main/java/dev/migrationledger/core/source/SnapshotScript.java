package dev.migrationledger.core.source;

import dev.migrationledger.core.revision.Script;

/**
 * A dump that claims to equal the state whose head is {@code at}; the claim is checked, never believed.
 *
 * @param id   id of its source
 * @param at   revision id as written in the configuration
 * @param file path for messages
 */
public record SnapshotScript(String id, String at, Script script, String file) {}
