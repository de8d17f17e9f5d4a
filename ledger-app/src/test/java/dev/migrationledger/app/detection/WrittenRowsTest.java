package dev.migrationledger.app.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.target.postgresql.ConnectOptions;
import dev.migrationledger.app.target.postgresql.PostgresConnections;
import dev.migrationledger.app.testing.PostgresServers;
import dev.migrationledger.core.detection.Delta;
import dev.migrationledger.core.schema.Row;
import dev.migrationledger.core.target.TargetAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/**
 * Each revision runs in a session of its own: a server tells what a session did a moment before as if the transaction
 * had done it, which is chance and hides what is not looked for.
 */
class WrittenRowsTest {
    private static final String TWO_ROWS =
            "create table t (id int primary key, name text); insert into t values (1, 'a'), (2, 'b')";

    private final WrittenRows written = new WrittenRows();
    private final TargetAddress database = PostgresServers.freshDatabase();

    private Connection connect() {
        return PostgresConnections.open(database, ConnectOptions.SCRIPTS);
    }

    private List<Delta.RowChange> run(String script) throws SQLException {
        try (var connection = connect()) {
            connection.setAutoCommit(false);
            execute(connection, script);
            var changes = written.byThisTransaction(DSL.using(connection, SQLDialect.POSTGRES));
            connection.commit();
            return changes;
        }
    }

    private static void execute(Connection connection, String script) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(script);
        }
    }

    private static Optional<Row> row(int id, String name) {
        return row("t", id, name);
    }

    private static Optional<Row> row(String table, int id, String name) {
        return Optional.of(new Row(
                "public", table, new TreeMap<>(Map.of("id", "" + id)), new TreeMap<>(Map.of("name", name))));
    }

    private static Delta.RowChange gone(int id, String name) {
        return new Delta.RowChange(row(id, name), Optional.empty());
    }

    @Test
    void insertsUpdatesAndDeletesAreSeen() throws SQLException {
        assertThat(run(TWO_ROWS))
                .containsExactly(new Delta.RowChange(Optional.empty(), row(1, "a")), new Delta.RowChange(Optional.empty(), row(2, "b")));
        assertThat(run("update t set name = 'c' where id = 1; delete from t where id = 2; insert into t values (3, 'd')"))
                .containsExactlyInAnyOrder(
                        new Delta.RowChange(row(1, "a"), row(1, "c")),
                        gone(2, "b"),
                        new Delta.RowChange(Optional.empty(), row(3, "d")));
    }

    @Test
    void truncatedRowsAreGone() throws SQLException {
        run(TWO_ROWS);
        assertThat(run("truncate t")).containsExactlyInAnyOrder(gone(1, "a"), gone(2, "b"));
    }

    @Test
    void rowsOfATableThatIsMadeAnewAreGone() throws SQLException {
        run(TWO_ROWS);
        assertThat(run("drop table t")).isEmpty();
        assertThat(run("create table t (id int primary key, name text)")).containsExactlyInAnyOrder(gone(1, "a"), gone(2, "b"));
    }

    @Test
    void whatIsUpdatedUnderANewNameWasThereBefore() throws SQLException {
        run(TWO_ROWS);
        run("alter table t rename to u");
        assertThat(run("update u set name = 'c'")).isEmpty();
        assertThat(run("insert into u values (3, 'd')")).containsExactly(new Delta.RowChange(Optional.empty(), row("u", 3, "d")));
    }

    @Test
    void whatIsUpdatedOfADumpWasThereBefore() throws SQLException {
        try (var connection = connect()) {
            execute(connection, TWO_ROWS);
            written.bySeveralTransactions(DSL.using(connection, SQLDialect.POSTGRES));
        }
        assertThat(run("update t set name = 'c'")).isEmpty();
    }

    @Test
    void whatSeveralTransactionsRemoveIsGone() throws SQLException {
        run(TWO_ROWS);
        try (var connection = connect()) {
            execute(connection, "delete from t where id = 1");
            assertThat(written.bySeveralTransactions(DSL.using(connection, SQLDialect.POSTGRES))).containsExactly(gone(1, "a"));
        }
    }

    @Test
    void aRowIsFoundByTheKeyThatItWasKnownBy() throws SQLException {
        run(TWO_ROWS);
        run("alter table t drop constraint t_pkey, alter name set not null, add primary key (name)");
        assertThat(run("delete from t where name = 'b'")).containsExactly(gone(2, "b"));
    }
}
