package dev.migrationledger.app.axon;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import dev.migrationledger.core.history.Decision.Accepted;
import dev.migrationledger.core.history.Decision.Rejected;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.rollout.RolloutDecider;
import dev.migrationledger.core.rollout.RolloutEvent;
import dev.migrationledger.core.rollout.RolloutState;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;

/** One rollout's history for Axon; {@link RolloutDecider} decides. What a run does answers its beginning. */
final class RolloutAggregate {
    @AggregateIdentifier
    private String stream = "";

    private RolloutState state = RolloutState.NONE;
    private String cause = "";
    private String run = "";

    RolloutAggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer<RolloutEvent> handle(AskRollout ask, MetaData metaData) {
        stream = ask.stream();
        return switch (RolloutDecider.decide(state, ask.command())) {
            case Rejected<RolloutEvent> no -> throw new LedgerException(no.problem());
            case Accepted<RolloutEvent> yes -> {
                var now = correlation(metaData);
                var answered = metaData.and("causation", run.equals(now) ? cause : now);
                yes.events().forEach(event -> apply(event, answered));
                yield new Answer<>(getVersion(), yes.events());
            }
        };
    }

    @EventSourcingHandler
    void on(RolloutEvent event, DomainEventMessage<?> message) {
        stream = message.getAggregateIdentifier();
        state = RolloutDecider.evolve(state, event);
        if (event instanceof RolloutEvent.Resumed) {
            cause = message.getIdentifier();
            run = correlation(message.getMetaData());
        }
    }

    private static String correlation(MetaData metaData) {
        return String.valueOf(metaData.get("correlation"));
    }
}
