package dev.migrationledger.core.rollout;

/**
 * A database of a rollout and what is planned for it.
 *
 * @param wave     from 1
 * @param plan     digest of its plan, as {@code ledger plan} shows it
 * @param besides  digest of what else decides what runs there, see {@link Besides}
 */
public record Target(String database, int wave, String plan, String besides) {}
