package dev.migrationledger.app.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.target.postgresql.PostgresEngine;
import dev.migrationledger.app.testing.PostgresServer;
import dev.migrationledger.app.testing.PostgresServers;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.target.TargetAddress;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each kind of statement that refuses a transaction, or wants one of its own, found begun in three situations: nothing
 * of it is there, a part that a really broken run left, and all of it. It ends with its effect, once, and no remains.
 */
class BegunStatementsTest {
    /**
     * @param before  what there is
     * @param gate    holds the statement up half-way
     * @param partial true of what a break there leaves
     * @param after   true of its whole effect, without remains
     */
    private record Kind(String statement, String before, String gate, String partial, String after) {
        @Override
        public String toString() {
            return statement;
        }
    }

    private static final String TABLE = "create table t (id int, name text); insert into t values (1, 'a'), (2, 'b');";
    private static final String ALL_VALID = " and not exists (select from pg_index where not indisvalid)";

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind("create index concurrently i on t (name)", TABLE, "lock table t in row exclusive mode",
                        "(select not indisvalid from pg_index where indexrelid = to_regclass('i'))",
                        "(select count(*) = 1 from pg_index where indrelid = 't'::regclass)" + ALL_VALID),
                new Kind("create unique index concurrently if not exists \"I 2\" on public.t using btree (id, lower(name)) where id > 0",
                        TABLE, "lock table t in row exclusive mode",
                        "(select not indisvalid from pg_index where indexrelid = to_regclass('\"I 2\"'))",
                        "(select indisunique from pg_index where indrelid = 't'::regclass)" + ALL_VALID),
                new Kind("drop index concurrently i", TABLE + "create index i on t (name)", "lock table t in access share mode",
                        "(select not indisvalid from pg_index where indexrelid = to_regclass('i'))",
                        "to_regclass('i') is null"),
                new Kind("reindex index concurrently i", TABLE + "create index i on t (name)", "lock table t in row exclusive mode",
                        "to_regclass('i_ccnew') is not null",
                        "(select count(*) = 1 from pg_index where indrelid = 't'::regclass)" + ALL_VALID),
                new Kind("reindex (verbose) table concurrently public.t", TABLE + "create index i on t (name)",
                        "lock table t in row exclusive mode", "to_regclass('i_ccnew') is not null",
                        "(select count(*) = 1 from pg_index where indrelid = 't'::regclass)" + ALL_VALID),
                new Kind("vacuum (analyze) t", TABLE, "lock table t in share update exclusive mode", "true",
                        "(select count(*) = 2 from t)"),
                new Kind("alter type mood add value 'calm'", "create type mood as enum ('glad')", "alter type mood add value 'other'",
                        "not exists (select from pg_enum where enumlabel = 'calm')",
                        "(select count(*) = 1 from pg_enum where enumlabel = 'calm')"),
                new Kind("alter table sale detach partition sale_1 concurrently",
                        "create table sale (id int) partition by range (id); create table sale_1 partition of sale for values from (1) to (9)",
                        "lock table sale_1 in access share mode", "(select inhdetachpending from pg_inherits)",
                        "not exists (select from pg_inherits) and to_regclass('sale_1') is not null"),
                new Kind("refresh materialized view concurrently v",
                        TABLE + "create materialized view v as select id from t; create unique index on v (id); insert into t values (3)",
                        "lock table t in access exclusive mode", "(select count(*) = 2 from v)", "(select count(*) = 3 from v)"));
    }

    private final PostgresServer server = PostgresServers.shared();
    private final TargetAddress address = server.freshDatabase();
    private final RunRevisions runs = new RunRevisions(new PostgresEngine(), InstantSource.system(), new Interruption());

    /** The statement between two that count themselves. */
    private static Revisions revision(Kind kind) {
        return new Revisions().alone("r1", "insert into ran values (1);\n" + kind.statement() + ";\ninsert into ran values (3);");
    }

    private void prepare(Kind kind) {
        server.run(address, "create table ran (n int);" + kind.before());
        assertThat(runs.apply(new Revisions().request(address, "first", 1), RunListener.NONE).isDone()).isTrue();
    }

    private void begun(Kind kind) {
        server.run(address, "insert into migration_ledger.marker (revision, statement, phase, attempt, epoch, digest) values ('r1', 2,"
                + " 'begun', 'dead', 1, '" + revision(kind).all().getFirst().script().digest() + "')");
    }

    private void endsWell(Kind kind, String attempt, long fence) {
        assertThat(runs.apply(revision(kind).request(address, attempt, fence), RunListener.NONE))
                .satisfies(outcome -> assertThat(outcome.isDone()).as("%s", outcome).isTrue());
        assertThat(value("select " + kind.after())).as(kind.after()).isEqualTo("t");
        assertThat(value("select string_agg(n::text, ' ' order by n) from ran")).isEqualTo("1 3");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void nothingOfItIsThere(Kind kind) {
        prepare(kind);
        begun(kind);
        endsWell(kind, "next", 5);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void allOfItIsThere(Kind kind) {
        prepare(kind);
        server.run(address, kind.statement());
        begun(kind);
        endsWell(kind, "next", 5);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aPartOfItIsThere(Kind kind) throws SQLException {
        prepare(kind);
        try (var gate = server.connect(address); var statement = gate.createStatement()) {
            statement.execute("begin; " + kind.gate());
            var broken = CompletableFuture.supplyAsync(
                    () -> runs.apply(revision(kind).request(address, "broken", 5), RunListener.NONE));
            var isHeldUp = "from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
                    + " and application_name = 'migration-ledger' and query = $q$" + kind.statement() + "$q$";
            server.run(address, """
                    do $$ begin
                        for i in 1..3000 loop
                            perform pg_stat_clear_snapshot();
                            if exists (select %s) then return; end if;
                            perform pg_sleep(0.01);
                        end loop;
                        raise exception 'it was never held up';
                    end $$""".formatted(isHeldUp));
            server.run(address, "select pg_terminate_backend(pid, 30000) " + isHeldUp);
            assertThat(broken.join().problems()).extracting(Problem::code).containsExactly("LDG531");
            statement.execute("rollback");
        }
        assertThat(value("select " + kind.partial())).as(kind.partial()).isEqualTo("t");
        endsWell(kind, "next", 6);
    }

    private String value(String query) {
        return Answers.of(server, address, query);
    }
}
