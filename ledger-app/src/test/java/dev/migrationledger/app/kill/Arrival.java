package dev.migrationledger.app.kill;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** A hold that is set in a database, until it is let go. */
sealed interface Arrival extends AutoCloseable {
    /** @return false when the executor ended without coming here */
    boolean isReachedBy(Executor executor) throws Exception;

    /** Lets go once whoever was held up there is gone; for what would go on without its client. */
    void whenGone();

    @Override
    void close();

    static Arrival set(Stage stage, String database, Hold hold) throws SQLException {
        return switch (hold) {
            case Hold.OnWire(var side, var before, var words) ->
                new OnWire(stage.wire(side).hold(before, words));
            case Hold.OnLock(var gate) -> OnLock.set(stage.target, database, gate);
        };
    }

    record OnWire(Wire.Trap trap) implements Arrival {
        @Override
        public boolean isReachedBy(Executor executor) throws InterruptedException {
            while (!trap.awaitReached(20)) {
                if (!executor.isRunning()) {
                    return trap.awaitReached(0);
                }
            }
            return true;
        }

        @Override
        public void whenGone() {}

        @Override
        public void close() {
            trap.release();
        }
    }

    record OnLock(Connection holder, Connection watcher, int pid) implements Arrival {
        static OnLock set(Server server, String database, String gate) throws SQLException {
            var holder = server.connect(database);
            try (var statement = holder.createStatement()) {
                statement.execute("begin; " + gate);
            }
            return new OnLock(holder, server.connect(database), holder.unwrap(PGConnection.class).getBackendPID());
        }

        private boolean holdsSomebodyUp() throws SQLException {
            try (var statement = watcher.createStatement();
                    var row = statement.executeQuery("select exists (select from pg_stat_activity where datname = current_database()"
                            + " and " + pid + " = any (pg_blocking_pids(pid))) from pg_sleep(0.02)")) {
                return row.next() && row.getBoolean(1);
            }
        }

        @Override
        public boolean isReachedBy(Executor executor) throws SQLException {
            while (!holdsSomebodyUp()) {
                if (!executor.isRunning()) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void whenGone() {
            try {
                while (holdsSomebodyUp()) {
                    Thread.onSpinWait();
                }
            } catch (SQLException e) {
                // The server crashed, and whoever was there is gone with it.
                Thread.onSpinWait();
            }
        }

        @Override
        public void close() {
            try {
                holder.close();
                watcher.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
