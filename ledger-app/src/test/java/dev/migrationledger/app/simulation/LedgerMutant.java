package dev.migrationledger.app.simulation;

import dev.migrationledger.app.axon.Receipt;
import dev.migrationledger.app.operation.Subject;
import dev.migrationledger.app.operation.WorkingLedger;
import dev.migrationledger.core.history.DatabaseCommand;
import dev.migrationledger.core.history.DatabaseDecider;
import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.history.DatabaseState;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Bugs between the protocol and its own history. */
enum LedgerMutant implements Mutant {
    /** Every intent gets the same fence. */
    FENCE_CONSTANT {
        @Override
        @Nullable Object tell(World world, DatabaseCommand command, Supplier<@Nullable Object> call) {
            var receipt = (Receipt) call.get();
            return new Receipt(7, receipt.events(), () -> 7);
        }
    },
    /** The run begins while its intent may not have been stored. */
    INTENT_NOT_STORED {
        @Override
        @Nullable Object tell(World world, DatabaseCommand command, Supplier<@Nullable Object> call) {
            return command instanceof DatabaseCommand.RequestApply
                    ? new Receipt(world.store().size() + 1L, List.of(), () -> 0)
                    : call.get();
        }
    },
    OUTCOMES_NOT_STORED {
        @Override
        @Nullable Object tell(World world, DatabaseCommand command, Supplier<@Nullable Object> call) {
            return command instanceof DatabaseCommand.RecordStepOutcomes || command instanceof DatabaseCommand.FinishApply finish
                            && finish.outcome().equals("upgraded")
                    ? new Receipt(world.store().size() - 1L, List.of(), () -> 0)
                    : call.get();
        }
    },
    /** What failed is recorded as applied. */
    FAILURE_RECORDED_AS_SUCCESS {
        @Override
        DatabaseCommand altered(DatabaseCommand command) {
            return command instanceof DatabaseCommand.RecordStepOutcomes record
                    ? new DatabaseCommand.RecordStepOutcomes(
                            record.attempt(), record.outcomes().stream().map(LedgerMutant::asSuccess).toList())
                    : command;
        }
    },
    /** Each telling of an outcome is a new one. */
    OUTCOMES_WITHOUT_IDENTITY {
        @Override
        @Nullable Object tell(World world, DatabaseCommand command, Supplier<@Nullable Object> call) {
            if (command instanceof DatabaseCommand.RecordStepOutcomes record
                    && world.store().state().running().filter(r -> r.id().equals(record.attempt())).isPresent()) {
                var store = world.store();
                store.append(store.size(), world.scheduler().clock().instant(), "mutant", List.copyOf(record.outcomes()));
            }
            return call.get();
        }
    },
    /** An attempt that stopped before it saw all that is in is called finished. */
    FOLLOWER_FINISHED_EARLY {
        @Override
        @Nullable Object tell(World world, DatabaseCommand command, Supplier<@Nullable Object> call) {
            var receipt = (Receipt) call.get();
            world.store().state().running().filter(_ -> command instanceof DatabaseCommand.RecordStepOutcomes).ifPresent(running ->
                    world.store().append(
                            world.store().size(),
                            world.scheduler().clock().instant(),
                            "mutant",
                            List.of(new DatabaseEvent.ApplyFinished(running.id(), "failed", running.plan().from()))));
            return receipt;
        }
    },
    UNKNOWN_OUTCOME_FORGOTTEN {
        @Override
        DatabaseCommand altered(DatabaseCommand command) {
            return command instanceof DatabaseCommand.RecordStepOutcomes record
                    ? new DatabaseCommand.RecordStepOutcomes(
                            record.attempt(),
                            record.outcomes().stream().filter(o -> !(o instanceof DatabaseEvent.OutcomeUnknown)).toList())
                    : command;
        }
    },
    /** The target's higher fence is not noticed. */
    OLD_LEDGER_NOT_NOTICED {
        @Override
        @Nullable Object tell(World world, DatabaseCommand command, Supplier<@Nullable Object> call) {
            return command instanceof DatabaseCommand.NoticeBehind
                    ? new Receipt(world.store().size() - 1L, List.of(), () -> 0)
                    : call.get();
        }
    },
    /** A follower does not know whom it follows. */
    LINEAGE_LOST {
        @Override
        @Nullable Object other(String method, Supplier<@Nullable Object> call) {
            return method.equals("history") ? List.of() : call.get();
        }
    },
    /** What dead attempts left is not seen. */
    RUNNING_NOT_SEEN {
        @Override
        @Nullable Object other(String method, Supplier<@Nullable Object> call) {
            return method.equals("state") && call.get() instanceof DatabaseState state && state.running().isPresent()
                    ? finished(state)
                    : call.get();
        }
    };

    @Override
    public WorkingLedger ledger(WorkingLedger ledger, World world) {
        return Altered.ledger(ledger, (method, arguments, call) -> {
            if (!method.equals("tell")) {
                return other(method, call);
            }
            var subject = (Subject) arguments.getFirst();
            var command = altered((DatabaseCommand) arguments.getLast());
            return tell(world, command, () -> ledger.tell(subject, command));
        });
    }

    @Nullable Object tell(World world, DatabaseCommand command, Supplier<@Nullable Object> call) {
        return call.get();
    }

    @Nullable Object other(String method, Supplier<@Nullable Object> call) {
        return call.get();
    }

    DatabaseCommand altered(DatabaseCommand command) {
        return command;
    }

    private static DatabaseEvent.StepOutcome asSuccess(DatabaseEvent.StepOutcome outcome) {
        return outcome instanceof DatabaseEvent.RevisionFailed failed
                ? new DatabaseEvent.RevisionApplied(failed.attempt(), failed.revision(), "", 0, 0, false)
                : outcome;
    }

    private static DatabaseState finished(DatabaseState state) {
        var running = state.running().orElseThrow();
        return DatabaseDecider.evolve(
                state, new DatabaseEvent.ApplyFinished(running.id(), "failed", running.plan().from()));
    }
}
