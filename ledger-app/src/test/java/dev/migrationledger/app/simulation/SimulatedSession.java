package dev.migrationledger.app.simulation;

import dev.migrationledger.app.simulation.SimulatedServer.SessionLock;
import dev.migrationledger.app.simulation.Wire.Request;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.schema.Row;
import dev.migrationledger.core.schema.SchemaSnapshot;
import dev.migrationledger.core.target.Claimed;
import dev.migrationledger.core.target.Judgement;
import dev.migrationledger.core.target.LockHolder;
import dev.migrationledger.core.target.Marker;
import dev.migrationledger.core.target.Registration;
import dev.migrationledger.core.target.StatementFailed;
import dev.migrationledger.core.target.TargetIdentity;
import dev.migrationledger.core.target.TargetSession;
import dev.migrationledger.core.target.TrackerReading;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** As a session on PostgreSQL behaves towards the protocol, READ COMMITTED and row locks included. */
final class SimulatedSession implements TargetSession {
    static final String IDENTITY_ROW = "identity";
    private static final int BETWEEN_LOOKS = 50;

    private final SimulatedProcess process;
    private final SimulatedServer server;
    private final Backend backend;
    private final Wire wire;
    private final Duration lockTimeout;
    private boolean inTransaction;
    private int transactions;

    SimulatedSession(SimulatedProcess process, SimulatedServer server, Backend backend, Duration lockTimeout) {
        this.process = process;
        this.server = server;
        this.backend = backend;
        this.lockTimeout = lockTimeout;
        this.wire = new Wire(process, server, backend);
    }

    SimulatedProcess process() {
        return process;
    }

    SimulatedServer server() {
        return server;
    }

    void leave() {
        wire.leave();
    }

    private <T> T read(String what, Supplier<T> work) {
        return wire.ask(Request.reading(what), work);
    }

    private void write(String what, String row, Consumer<Content> change) {
        wire.ask(Request.writing(what), () -> {
            lockRow(row);
            backend.write(change);
            return what;
        });
    }

    private void lockRow(String row) {
        for (long waited = 0; !server.lockRow(row, backend); waited += BETWEEN_LOOKS) {
            if (waited >= lockTimeout.toMillis()) {
                backend.abort();
                throw Wire.locked();
            }
            wire.pause(BETWEEN_LOOKS);
        }
    }

    private <T> T look(String what, Supplier<T> work) {
        try {
            return read(what, work);
        } catch (StatementFailed e) {
            throw new LedgerException(
                    new Problem("LDG310", Exit.FAILED, "the simulated connection broke while looking", "run again"), e);
        }
    }

    @Override
    public TargetIdentity identity() {
        return look("identity", server::identity);
    }

    @Override
    public SchemaSnapshot snapshot() {
        return look("snapshot", () -> backend.view().snapshot());
    }

    @Override
    public List<TrackerReading> trackers() {
        return look("trackers", () -> {
            var view = backend.view();
            var heads = view.registration.map(r -> List.copyOf(r.heads().heads())).orElseGet(List::of);
            return view.prepared
                    ? List.of(new TrackerReading("ledger", "migration_ledger.identity", heads, !view.begun().isEmpty()))
                    : List.of();
        });
    }

    @Override
    public Set<String> begun() {
        return look("begun", () -> backend.view().begun());
    }

    @Override
    public Optional<Boolean> holds(String query) {
        return look("holds", () -> Optional.of(Sql.holds(query, backend.view())));
    }

    @Override
    public Map<String, Row> rows(Collection<Row> wanted) {
        throw new IllegalStateException("no reference has rows");
    }

    @Override
    public void prepare() {
        wire.ask(Request.writing("prepare"), () -> {
            if (!server.committed().prepared) {
                backend.write(content -> content.prepared = true);
            }
            return "";
        });
    }

    @Override
    public Optional<Registration> registration() {
        return read("registration", () -> backend.view().registration);
    }

    @Override
    public void register(String databaseId, TargetIdentity identity, String catalog) {
        write("register", IDENTITY_ROW, content -> content.register(databaseId, identity, catalog));
    }

    @Override
    public void adopt(String databaseId, TargetIdentity identity, String catalog) {
        write("adopt", IDENTITY_ROW, content -> content.adopt(databaseId, identity, catalog));
    }

    @Override
    public boolean tryLock() {
        return read("tryLock", () -> server.tryLock(SessionLock.EXECUTOR, backend));
    }

    @Override
    public void unlock() {
        read("unlock", () -> {
            server.unlock(SessionLock.EXECUTOR, backend);
            return true;
        });
    }

    @Override
    public List<LockHolder> lockHolders() {
        return read("lockHolders", () -> holders(SessionLock.EXECUTOR));
    }

    @Override
    public boolean tryReserve() {
        return read("tryReserve", () -> server.tryLock(SessionLock.OPERATION, backend));
    }

    @Override
    public List<LockHolder> reservedBy() {
        return read("reservedBy", () -> holders(SessionLock.OPERATION));
    }

    private List<LockHolder> holders(SessionLock lock) {
        return server.holder(lock).stream()
                .map(holder -> new LockHolder(holder.toString(), "migration-ledger", "sim", "active", Duration.ZERO))
                .toList();
    }

    /** As with the driver, nothing is sent yet. */
    @Override
    public void begin() {
        process.check();
        inTransaction = true;
        transactions++;
        backend.begin();
    }

    @Override
    public void commit() {
        if (backend.isAlive() && backend.isAborted()) {
            rollback();
            throw Wire.refused("25P02", "the transaction was aborted and is rolled back");
        }
        try {
            wire.ask(Request.goingOn("commit", List.of(backend::commit)), () -> {
                backend.commit();
                return "";
            });
            inTransaction = false;
        } catch (StatementFailed e) {
            if (wire.isConnected()) {
                rollback();
            }
            inTransaction = false;
            throw e;
        }
    }

    @Override
    public void rollback() {
        process.check();
        inTransaction = false;
        wire.tell("rollback", backend::rollback);
    }

    @Override
    public boolean inTransaction() {
        return inTransaction && wire.isConnected();
    }

    @Override
    public String transactionId() {
        return read("transactionId", () -> backend + "/" + transactions);
    }

    @Override
    public boolean raiseFence(long epoch) {
        return fence("raiseFence " + epoch, seen -> seen < epoch, content -> content.epoch(epoch));
    }

    @Override
    public boolean keepFence(long epoch) {
        return fence("keepFence " + epoch, seen -> seen == epoch, _ -> {});
    }

    private interface Condition {
        boolean on(long epoch);
    }

    /** Waits for the row, then judges what is committed by then; a row that does not fit stays free. */
    private boolean fence(String what, Condition condition, Consumer<Content> change) {
        return wire.ask(Request.writing(what), () -> {
            boolean had = server.holdsRow(IDENTITY_ROW, backend);
            lockRow(IDENTITY_ROW);
            boolean fits = backend.view().registration.filter(r -> condition.on(r.epoch())).isPresent();
            if (fits) {
                backend.write(change);
            } else if (!had) {
                server.letGoOfRow(IDENTITY_ROW, backend);
            }
            return fits;
        });
    }

    @Override
    public Optional<Marker> marker(String revision, int statement) {
        return read("marker " + revision + "/" + statement, () ->
                Optional.ofNullable(backend.view().markers.get(Content.key(revision, statement))));
    }

    @Override
    public Set<String> marked() {
        return read("marked", () ->
                backend.view().markers.values().stream().map(Marker::revision).collect(Collectors.toSet()));
    }

    @Override
    public void mark(Marker marker) {
        var key = Content.key(marker.revision(), marker.statement());
        write("mark " + key + " " + marker.phase(), key, content -> content.markers.put(key, marker));
    }

    @Override
    public void unmark(String revision) {
        write("unmark " + revision, Content.key(revision, 0), content ->
                content.markers.values().removeIf(marker -> marker.revision().equals(revision)));
    }

    @Override
    public void unmark(String revision, int statement) {
        var key = Content.key(revision, statement);
        write("unmark " + key, key, content -> content.markers.remove(key));
    }

    @Override
    public void keepMarkers(Set<String> revisions, boolean begunToo) {
        write("keepMarkers", "markers", content -> {
            var kept = begunToo ? content.begun() : Set.<String>of();
            content.markers.values().removeIf(marker -> !kept.contains(marker.revision())
                    && (marker.statement() > 0 || !revisions.contains(marker.revision())));
        });
    }

    @Override
    public void claim(Claimed claimed) {
        write("claim " + claimed.state(), IDENTITY_ROW, content -> content.heads(claimed.state()));
    }

    @Override
    public void execute(String sql) {
        switch (Sql.of(sql)) {
            case Sql.InTransaction statement -> wire.ask(Request.writing(sql), () -> {
                var refusal = statement.on(backend.view());
                if (refusal.isPresent()) {
                    backend.abort();
                    throw Wire.refused("42P07", refusal.get());
                }
                backend.write(content -> statement.on(content));
                return "";
            });
            case Sql.Alone statement -> new AloneStatement(process, backend, wire).run(sql, statement);
        }
    }

    @Override
    public void copyIn(String sql, String data) {
        throw new IllegalStateException("no script copies");
    }

    @Override
    public boolean isTrue(String query) {
        return read("isTrue", () -> Sql.holds(query, backend.view()));
    }

    @Override
    public Set<String> trackerTables() {
        return Set.of();
    }

    @Override
    public boolean hasRows(String table) {
        return false;
    }

    @Override
    public void restoreSettings() {
        read("restoreSettings", () -> "");
    }

    @Override
    public Judgement judge(String sql) {
        return read("judge " + sql, () -> AloneStatement.judge(sql, backend.view()));
    }

    @Override
    public boolean isAlive() {
        return wire.tell("isAlive", () -> {});
    }

    /** What runs is cancelled by the fault that calls this. */
    @Override
    public void cancel() {}

    @Override
    public void close() {
        process.check();
        inTransaction = false;
        wire.tell("close", backend::end);
    }

    @Override
    public String toString() {
        return backend.toString();
    }
}
