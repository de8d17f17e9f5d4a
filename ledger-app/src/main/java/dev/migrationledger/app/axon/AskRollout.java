package dev.migrationledger.app.axon;

import dev.migrationledger.core.rollout.RolloutCommand;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** As {@link Ask}, for rollouts. @param stream {@code rollout/} and the rollout's id */
record AskRollout(@TargetAggregateIdentifier String stream, RolloutCommand command) {}
