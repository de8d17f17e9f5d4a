package dev.migrationledger.app.simulation;

import dev.migrationledger.app.axon.Receipt;
import dev.migrationledger.app.detection.Detector;
import dev.migrationledger.app.execution.Interruption;
import dev.migrationledger.app.operation.Subject;
import dev.migrationledger.app.operation.WorkingLedger;
import dev.migrationledger.app.result.HistoryResult;
import dev.migrationledger.core.history.DatabaseCommand;
import dev.migrationledger.core.history.DatabaseDecider;
import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.history.DatabaseState;
import dev.migrationledger.core.history.Decision;
import dev.migrationledger.core.history.Provenance;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.schema.Difference;
import dev.migrationledger.core.source.SnapshotScript;
import dev.migrationledger.core.source.Tools;
import dev.migrationledger.core.target.Target;
import dev.migrationledger.core.target.TargetAddress;
import dev.migrationledger.core.target.TargetEngine;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The ledger as one process has it: the decider in front of the store, and faults at every call. */
final class SimulatedLedger implements WorkingLedger {
    private static final int TRIES = 12;
    private static final int ABOUT_BACKUP = 70;

    private final World world;
    private final SimulatedProcess process;
    private final TargetEngine engine;

    SimulatedLedger(World world, SimulatedProcess process, TargetEngine engine) {
        this.world = world;
        this.process = process;
        this.engine = engine;
    }

    /** Read, decide, append; others may append in between. */
    @Override
    public Receipt tell(Subject subject, DatabaseCommand command) {
        for (int i = 0; i < TRIES; i++) {
            var store = world.store();
            int size = call("read", store::size);
            var events = decided(DatabaseDecider.decide(store.state(), command));
            if (events.isEmpty()) {
                return new Receipt(size - 1L, events, () -> size);
            }
            var words = "append " + events.stream().map(event -> words(event)).toList();
            if (call(words, () -> append(size, events))) {
                return new Receipt(size + events.size() - 1L, events, () -> size);
            }
        }
        throw failed("LDG620", Exit.LOCKED, "others changed the history all the time");
    }

    private boolean append(int size, List<DatabaseEvent> events) {
        var store = world.store();
        if (store.size() != size) {
            return false;
        }
        world.oracle().onAppend(store.state(), events);
        return store.append(size, clock().instant(), process.toString(), events);
    }

    private static List<DatabaseEvent> decided(Decision<DatabaseEvent> decision) {
        return switch (decision) {
            case Decision.Accepted<DatabaseEvent>(var events) -> events;
            case Decision.Rejected<DatabaseEvent>(var problem) -> throw new LedgerException(problem);
        };
    }

    private static String words(DatabaseEvent event) {
        return switch (event) {
            case DatabaseEvent.Detected e -> "Detected " + e.detection().verdict() + " " + e.detection().state() + ", claim "
                    + e.detection().claim() + " " + e.detection().claimed()
                    + (e.detection().isBegun() ? ", begun and not ended" : "");
            case DatabaseEvent.ApplyStarted e -> "ApplyStarted " + e.attempt() + " " + e.plan().from() + ".." + e.plan().to()
                    + e.recovers().map(r -> " recovers " + r).orElse("");
            case DatabaseEvent.RevertStarted e -> "RevertStarted " + e.attempt() + " " + e.plan().from() + ".." + e.plan().to()
                    + e.recovers().map(r -> " recovers " + r).orElse("");
            default -> event.toString();
        };
    }

    private <T> T call(String what, Supplier<T> work) {
        process.step();
        var fault = process.faults().ofStore(process.scheduler().steps(), what);
        if (fault != Fault.NONE) {
            process.say("store: " + what + " " + fault);
        }
        switch (fault) {
            case DIE_BEFORE -> throw process.die();
            case CUT_BEFORE -> throw unavailable();
            case INTERRUPTED -> process.interruption().request();
            case RESTORED -> {
                world.restoreStore(process.dice().below(world.store().size() + 1, process.scheduler().steps(), ABOUT_BACKUP));
                process.check();
            }
            default -> {}
        }
        var answer = work.get();
        switch (fault) {
            case DIE_AFTER -> throw process.die();
            case CUT_AFTER -> throw unavailable();
            default -> {}
        }
        process.say("store: " + what + (answer instanceof Boolean b && !b ? ": others came first" : ""));
        return answer;
    }

    private static LedgerException unavailable() {
        return failed("LDG603", Exit.FAILED, "the simulated store does not answer");
    }

    private static LedgerException failed(String code, Exit exit, String message) {
        return new LedgerException(new Problem(code, exit, message, "run again"));
    }

    @Override
    public DatabaseState state(String databaseId) {
        return call("state", () -> world.store().state());
    }

    @Override
    public List<HistoryResult.Entry> history(String databaseId, Optional<Instant> until) {
        return call("history", () -> {
            var entries = new ArrayList<HistoryResult.Entry>();
            for (var stored : world.store().stream()) {
                entries.add(new HistoryResult.Entry(
                        entries.size() + 1L,
                        stored.time(),
                        "",
                        new UUID(0, entries.size()),
                        new Provenance(stored.actor(), "", "", "", "", "", ""),
                        stored.event(),
                        ""));
            }
            return entries;
        });
    }

    @Override
    public void keep(Collection<Script> scripts) {
        call("keep", () -> "");
    }

    @Override
    public Detector.Seen see(Subject subject, Target target) {
        return world.project().see(target);
    }

    @Override
    public Optional<List<Difference>> differences(Subject subject, SnapshotScript dump) {
        return Optional.empty();
    }

    @Override
    public TargetEngine engine(TargetAddress address) {
        return engine;
    }

    @Override
    public Tools tools(Subject subject) {
        return Tools.NONE;
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    @Override
    public Interruption interruption() {
        return process.interruption();
    }

    @Override
    public String reason() {
        return "looked";
    }

    @Override
    public Clock clock() {
        return process.scheduler().clock();
    }

    @Override
    public String newAttempt() {
        return world.newAttempt();
    }
}
