package dev.migrationledger.core.rollout;

import dev.migrationledger.core.target.TargetIdentity;
import java.util.Optional;

/**
 * A database of a rollout and what is planned for it.
 *
 * @param wave     from 1
 * @param plan     digest of its plan, as {@code ledger plan} shows it
 * @param besides  digest of what else decides what runs there, see {@link Besides}
 * @param identity of the database that was looked at; absent in rollouts that were planned before it was kept
 */
public record Target(String database, int wave, String plan, String besides, Optional<TargetIdentity> identity) {}
