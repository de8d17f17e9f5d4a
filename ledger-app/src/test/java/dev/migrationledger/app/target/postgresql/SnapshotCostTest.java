package dev.migrationledger.app.target.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.testing.PostgresServers;
import dev.migrationledger.core.schema.Fingerprint;
import dev.migrationledger.core.schema.SchemaSnapshot;
import dev.migrationledger.core.target.TargetAddress;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.junit.jupiter.api.Test;

/** A snapshot takes as many statements for a thousand tables as for one; times are printed, not asserted. */
class SnapshotCostTest {
    @Test
    void theNumberOfStatementsDoesNotGrowWithTheSchema() throws SQLException {
        var one = measure(1);
        var hundred = measure(100);
        var thousand = measure(1000);

        assertThat(one).hasSizeLessThanOrEqualTo(14);
        assertThat(hundred).isEqualTo(one);
        assertThat(thousand).isEqualTo(one);
    }

    private static List<String> measure(int tables) throws SQLException {
        var database = database(tables);
        var statements = new ArrayList<String>();
        var configuration = new DefaultConfiguration();
        configuration.set(SQLDialect.POSTGRES);
        configuration.set(new Recorder(statements));
        try (var connection = PostgresConnections.open(database, ConnectOptions.LOOKING)) {
            configuration.set(connection);
            var best = Long.MAX_VALUE;
            var first = 0L;
            var snapshot = SchemaSnapshot.EMPTY;
            for (var i = 0; i < 7; i++) {
                statements.clear();
                var start = System.nanoTime();
                snapshot = ReadOnly.read(DSL.using(configuration), sql -> PostgresSnapshot.read(sql, 18));
                var took = (System.nanoTime() - start) / 1_000_000;
                first = i == 0 ? took : first;
                best = Math.min(best, took);
            }
            var start = System.nanoTime();
            Fingerprint.of(snapshot);
            var digest = (System.nanoTime() - start) / 1_000_000;
            start = System.nanoTime();
            for (var statement : statements) {
                try (var bare = connection.createStatement(); var rows = bare.executeQuery(statement)) {
                    while (rows.next()) {
                        rows.getString(1);
                    }
                }
            }
            var bare = (System.nanoTime() - start) / 1_000_000;
            System.out.printf(
                    "snapshot of %d tables: %d facts, %d statements, first %d ms, best of 7 %d ms, bare queries %d ms,"
                            + " fingerprint %d ms%n",
                    tables, snapshot.facts().size(), statements.size(), first, best, bare, digest);
        }
        return List.copyOf(statements);
    }

    private static TargetAddress database(int tables) {
        var server = PostgresServers.shared();
        var database = server.freshDatabase();
        var script = new StringBuilder();
        for (var i = 0; i < tables; i++) {
            script.append("""
                    create table t%1$d (id bigserial primary key, name varchar(50) not null unique, amount numeric(10, 2)
                    default 0 check (amount >= 0), status varchar(10) default 'new' check (status in ('new', 'old')),
                    created_at timestamptz not null default now(), note text, parent bigint%2$s);
                    create index on t%1$d (parent); create index on t%1$d (lower(name)) where note is not null;
                    comment on table t%1$d is 'number %1$d';
                    """.formatted(i, i == 0 ? "" : " references t" + (i - 1)));
        }
        server.run(database, script.toString());
        return database;
    }

    private static final class Recorder implements ExecuteListener {
        private final transient List<String> statements;

        Recorder(List<String> statements) {
            this.statements = statements;
        }

        @Override
        public void executeStart(ExecuteContext context) {
            if (context.sql() != null && context.sql().startsWith("select")) {
                statements.add(context.sql());
            }
        }
    }
}
