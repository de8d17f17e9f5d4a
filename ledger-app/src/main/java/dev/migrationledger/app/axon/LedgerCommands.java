package dev.migrationledger.app.axon;

import dev.migrationledger.app.eventstore.EventLog;
import dev.migrationledger.app.eventstore.StoreProblems;
import dev.migrationledger.core.history.DatabaseCommand;
import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.rollout.RolloutCommand;
import dev.migrationledger.core.rollout.RolloutEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.transaction.TransactionException;

/** The one way to change the ledger's history. Safe for concurrent use, by any number of processes. */
public final class LedgerCommands {
    private static final int TRIES = 30;

    private final CommandBus bus;
    private final EventLog log;

    LedgerCommands(CommandBus bus, EventLog log) {
        this.bus = bus;
        this.log = log;
    }

    /** The stream of a database's history. */
    public static String stream(String databaseId) {
        return "database/" + databaseId;
    }

    /**
     * Decides a command against the database's whole history and appends what follows, durably when this returns. When
     * someone else appended meanwhile it is decided again on the newer history.
     *
     * @throws LedgerException LDG500 to LDG519 when it is rejected, LDG600 to LDG619 when the store fails
     */
    public Receipt send(String databaseId, DatabaseCommand command, CommandContext context) {
        var ask = new Ask(stream(databaseId), command);
        Answer<DatabaseEvent> answer = decide(databaseId, ask, context);
        return new Receipt(answer.version(), answer.events(), () -> log.positionOf(ask.stream(), answer.version())
                .orElseThrow());
    }

    /** The stream of a rollout. */
    public static String rolloutStream(String rolloutId) {
        return "rollout/" + rolloutId;
    }

    /**
     * As {@link #send(String, DatabaseCommand, CommandContext)}, for a rollout.
     *
     * @return what follows; empty when the command had nothing new to say
     * @throws LedgerException LDG870 to LDG899 when it is rejected
     */
    public List<RolloutEvent> send(String rolloutId, RolloutCommand command, CommandContext context) {
        Answer<RolloutEvent> answer =
                decide("rollout " + rolloutId, new AskRollout(rolloutStream(rolloutId), command), context);
        return answer.events();
    }

    private <E> Answer<E> decide(String about, Object ask, CommandContext context) {
        var metadata = metadata(context);
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            Optional<Answer<E>> answer = dispatch(about, new GenericCommandMessage<>(ask, metadata));
            if (answer.isPresent()) {
                return answer.get();
            }
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(1_000_000L << Math.min(attempt, 6)));
        }
        throw new LedgerException(new Problem(
                "LDG620",
                Exit.LOCKED,
                "the history of " + about + " was changed by others " + TRIES + " times while this was decided",
                "try again"));
    }

    /** @return empty when someone else's append came first */
    private <E> Optional<Answer<E>> dispatch(String about, CommandMessage<Object> message) {
        var callback = new FutureCallback<Object, Answer<E>>();
        try {
            bus.dispatch(message, callback);
        } catch (TransactionException e) {
            throw about(about, StoreProblems.failed("opening a transaction", e));
        }
        var result = callback.getResult();
        if (!result.isExceptional()) {
            return Optional.of(result.getPayload());
        }
        return switch (result.exceptionResult()) {
            case ConcurrencyException _ -> Optional.empty();
            case LedgerException e -> throw about(about, e);
            case TransactionException e -> throw about(about, StoreProblems.failed("committing events", e));
            case RuntimeException e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        };
    }

    private static LedgerException about(String about, LedgerException e) {
        return new LedgerException(e.problems().stream()
                .map(p -> p.message().startsWith(about + ": ")
                        ? p
                        : new Problem(p.code(), p.exit(), about + ": " + p.message(), p.hint().replace("DATABASE", about)))
                .toList());
    }

    private static MetaData metadata(CommandContext context) {
        var entries = new HashMap<String, String>();
        entries.put("actor", context.actor());
        entries.put("via", context.via());
        context.reason().ifPresent(reason -> entries.put("reason", reason));
        if (!context.verb().isEmpty()) {
            entries.put("verb", context.verb());
        }
        entries.put("command", UUID.randomUUID().toString());
        entries.put("correlation", context.correlation());
        context.rollout().ifPresent(rollout -> entries.put("rollout", rollout));
        return MetaData.from(entries);
    }
}
