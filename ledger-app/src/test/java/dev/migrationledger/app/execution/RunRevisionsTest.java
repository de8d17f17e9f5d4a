package dev.migrationledger.app.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.target.postgresql.PostgresEngine;
import dev.migrationledger.app.testing.PostgresServer;
import dev.migrationledger.app.testing.PostgresServers;
import dev.migrationledger.core.history.Failure;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.target.TargetAddress;
import dev.migrationledger.core.target.TargetIdentity;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class RunRevisionsTest {
    private final PostgresServer server = PostgresServers.shared();
    private final TargetAddress address = server.freshDatabase();
    private final Interruption interruption = new Interruption();
    private final RunRevisions runs = new RunRevisions(new PostgresEngine(), InstantSource.system(), interruption);
    private final Heard heard = new Heard();

    RunRevisionsTest() {
        server.run(address, "create table oracle (n int); insert into oracle values (0)");
    }

    private static final String COUNT = "update public.oracle set n = n + 1;";

    @Test
    void eachRevisionIsInOnceAndTheSecondRunFindsThemDone() {
        var line = new Revisions().add("r1", COUNT + "create table a (id int);").add("r2", COUNT + "alter table a add b int;");
        assertThat(runs.apply(line.request(address, "x1", 5), heard)).isEqualTo(RunOutcome.done(State.of("r2")));
        assertThat(runs.apply(line.request(address, "x2", 6), heard).isDone()).isTrue();
        assertThat(heard.lines).containsExactly("applied r1", "applied r2", "recovered r1", "recovered r2");
        assertThat(value("select n from oracle")).isEqualTo("2");
        assertThat(value("select heads::text || ' ' || epoch from migration_ledger.identity")).isEqualTo("{r2} 6");
    }

    /** A dead run's last commit may come after the look: here it is r2, all of it or a part. */
    @Test
    void nothingIsTakenBackFromUnderWhatCameInMeanwhile() {
        var line = new Revisions().add("r1", COUNT, true, List.of(), Optional.of("select 1;"), "r1.sql").add("r2", COUNT);
        var all = line.request(address, "x1", 5);
        runs.apply(all, heard);
        var back = new RunRequest(
                all.work(), all.graph(), State.of("r1"), List.of(line.all().getFirst()), "x2", Optional.empty(), 6,
                RunRequest.TRUST_MARKERS);

        assertThat(runs.revert(back, heard).problems().getFirst().code()).isEqualTo("LDG829");
        server.run(address, "update migration_ledger.marker set statement = 1 where revision = 'r2'");
        assertThat(runs.revert(back, heard).problems().getFirst().code()).isEqualTo("LDG829");

        assertThat(value("select string_agg(revision, ',' order by revision) from migration_ledger.marker")).isEqualTo("r1,r2");
    }

    /** The part that a dead run's last commit brought in is known, although the claim was decided before it was there. */
    @Test
    void aClaimDecidedBeforeKeepsWhatWasBegunMeanwhile() {
        var line = new Revisions().add("r1", COUNT).alone("r2", COUNT + "select 1/0;");
        var all = line.request(address, "x1", 5);
        runs.apply(all, heard);
        var claims = new WriteClaim(new PostgresEngine(), interruption);

        assertThat(claims.write(all.work(), all.graph(), State.EMPTY, State.of("r1"), false, 6).isDone()).isTrue();
        runs.apply(line.request(address, "x2", 7), heard);
        assertThat(value("select n from oracle")).isEqualTo("2");

        assertThat(claims.write(all.work(), all.graph(), State.of("r1"), State.of("r1"), true, 8).isDone()).isTrue();
        assertThat(value("select string_agg(revision, ',') from migration_ledger.marker")).isEqualTo("r1");
    }

    @Test
    void aFailingStatementIsNamedAndItsRevisionLeavesNothing() {
        var line = new Revisions().add("r1", COUNT).add("r2", COUNT + "\ncreate table b (id int);\n\nselect 1/0;\n");
        var outcome = runs.apply(line.request(address, "x", 5), heard);
        assertThat(outcome.ending()).isEqualTo(Ending.FAILED);
        assertThat(outcome.state()).isEqualTo(State.of("r1"));
        assertThat(outcome.revision()).contains("r2");
        assertThat(heard.lines).containsExactly("applied r1", "failed r2 3 line 4 22012");
        assertThat(value("select n from oracle")).isEqualTo("1");
        assertThat(value("select to_regclass('b')")).isNull();
    }

    @Test
    void anUnfitScriptKeepsEverythingFromRunning() {
        var line = new Revisions()
                .add("r1", COUNT)
                .add("r2", "begin; select 1; commit;")
                .add("r3", "create index concurrently i on oracle (n);")
                .add("r4", "\\connect other\n");
        var outcome = runs.apply(line.request(address, "x", 5), heard);
        assertThat(outcome.ending()).isEqualTo(Ending.REFUSED);
        assertThat(outcome.problems()).extracting(Problem::code).containsExactly("LDG523", "LDG523", "LDG524", "LDG525");
        assertThat(value("select n from oracle")).isEqualTo("0");
        assertThat(value("select to_regclass('migration_ledger.identity')")).isNull();
    }

    @Test
    void aCommitHiddenInABlockOrProcedureKeepsNothing() {
        server.run(address, "create procedure p() language plpgsql as $$ begin commit; end $$");
        for (var sql : List.of("do $$ begin execute 'select 1'; commit; end $$;", "call p();")) {
            var outcome = runs.apply(new Revisions().add("r1", COUNT + sql).request(address, "x" + sql, 5), heard);
            assertThat(outcome.ending()).as(sql).isEqualTo(Ending.FAILED);
            assertThat(value("select n from oracle")).isEqualTo("0");
        }
    }

    @Test
    void aStaleExecutorDoesNothing() {
        var line = new Revisions().add("r1", COUNT);
        assertThat(runs.apply(new Revisions().add("r0", "select 1;").request(address, "newer", 9), heard).isDone()).isTrue();
        var outcome = runs.apply(line.request(address, "older", 8), heard);
        assertThat(outcome.problems()).extracting(Problem::code).containsExactly("LDG522");
        assertThat(value("select n from oracle")).isEqualTo("0");
    }

    /** Not a newer run: somebody's hand. */
    @Test
    void aDeletedRegistrationIsNamed() {
        var line = new Revisions().add("r1", COUNT).add("r2", COUNT);
        var outcome = runs.apply(line.request(address, "x", 5), new RunListener() {
            @Override
            public void applied(Revision revision, int statements, long millis, boolean recovered) {
                server.run(address, "delete from migration_ledger.identity");
            }
        });
        assertThat(outcome.problems()).extracting(Problem::code).containsExactly("LDG826");
        assertThat(value("select n from oracle")).isEqualTo("1");
        assertThat(runs.apply(line.request(address, "y", 6), heard).isDone()).isTrue();
        assertThat(value("select n from oracle")).isEqualTo("2");
    }

    @Test
    void anEditedRevisionAndAMarkerThatTheEvidenceDeniesAreRefused() {
        runs.apply(new Revisions().add("r1", COUNT).request(address, "x1", 5), heard);
        var edited = runs.apply(new Revisions().add("r1", COUNT + "--").request(address, "x2", 6), heard);
        assertThat(edited.problems()).extracting(Problem::code).containsExactly("LDG526");
        var line = new Revisions().add("r1", COUNT);
        var denied = new RunRequest(
                Revisions.work(address), line.graph(), State.EMPTY, line.all(), "x3", Optional.empty(), 7, 6);
        assertThat(runs.apply(denied, heard).problems()).extracting(Problem::code).containsExactly("LDG527");
        var recovering = new RunRequest(
                Revisions.work(address), line.graph(), State.EMPTY, line.all(), "x4", Optional.of("x1"), 8, 6);
        assertThat(runs.apply(recovering, heard).isDone()).isTrue();
        assertThat(value("select n from oracle")).isEqualTo("1");
    }

    @Test
    void aFalsePostConditionRollsItsRevisionBack() {
        var line = new Revisions()
                .add("r1", COUNT, true, List.of("select n = 1 from oracle", "select n > 5 from oracle"), Optional.empty(), "r1.sql");
        var outcome = runs.apply(line.request(address, "x", 5), heard);
        assertThat(outcome.problems()).extracting(Problem::code).containsExactly("LDG532");
        assertThat(heard.lines).contains("false r1");
        assertThat(value("select n from oracle")).isEqualTo("0");
    }

    @Test
    void settingsOfAScriptDoNotLeak() {
        server.run(address, "create role nobody_" + address.database());
        var line = new Revisions()
                .add("r1", COUNT + "set search_path = ''; set lock_timeout = 0; set role nobody_" + address.database() + ";")
                .add("r2", "update oracle set n = n + 1;", true, List.of("select n = 2 from oracle"), Optional.empty(), "r2.sql");
        assertThat(runs.apply(line.request(address, "x", 5), heard).isDone()).isTrue();
        assertThat(value("select n from oracle")).isEqualTo("2");
    }

    @Test
    void aCopyAndAForeignIdentityAreRefused() {
        runs.apply(new Revisions().add("r1", COUNT).request(address, "x1", 5), heard);
        server.run(server.address("postgres"), "create database copy_" + address.database() + " template " + address.database());
        var copy = server.address("copy_" + address.database());
        var outcome = runs.apply(new Revisions().add("r1", COUNT).request(copy, "x2", 6), heard);
        assertThat(outcome.problems()).extracting(Problem::code).containsExactly("LDG520");
        var known = new TargetWork(
                address, Revisions.QUICK, "db", "catalog", Optional.of(new TargetIdentity("1", "2")), Duration.ZERO);
        var line = new Revisions().add("r1", COUNT);
        var moved = new RunRequest(known, line.graph(), State.EMPTY, line.all(), "x3", Optional.empty(), 7, -1);
        assertThat(runs.apply(moved, heard).problems()).extracting(Problem::code).containsExactly("LDG520");
        var adopted = new WriteClaim(new PostgresEngine(), interruption).adopt(Revisions.work(copy), State.EMPTY);
        assertThat(adopted.isDone()).isTrue();
        assertThat(runs.apply(new Revisions().add("r1", COUNT).request(copy, "x4", 8), heard).isDone()).isTrue();
    }

    @Test
    void whoHoldsALockIsNamed() throws SQLException {
        try (var holder = server.connect(address); var statement = holder.createStatement()) {
            statement.execute("set application_name = 'night report'; begin; lock table oracle");
            var outcome = runs.apply(new Revisions().add("r1", COUNT).request(address, "x", 5), heard);
            assertThat(outcome.ending()).isEqualTo(Ending.LOCKED);
            assertThat(outcome.problems().getFirst().code()).isEqualTo("LDG351");
            assertThat(outcome.problems().getFirst().message()).contains("night report", "idle in transaction", pidOf(holder));
            assertThat(heard.lines)
                    .containsExactly("blocked r1 turn 1", "blocked r1 turn 2", "blocked r1 turn 3", "failed r1 1 line 1 55P03");
            assertThat(heard.failures).allSatisfy(failure -> assertThat(failure.message()).contains("night report"));
        }
    }

    private static String pidOf(Connection connection) throws SQLException {
        return Integer.toString(connection.unwrap(PGConnection.class).getBackendPID());
    }

    /** @param scripts one revision of which waits for the table of the oracle */
    private void isDoneInTheSecondTurn(Revisions scripts, String expected) throws SQLException {
        try (var holder = server.connect(address); var statement = holder.createStatement()) {
            statement.execute("begin; lock table oracle");
            var letsGo = new Heard() {
                @Override
                public void blocked(Revision revision, int turn, Failure failure, Duration pause) {
                    super.blocked(revision, turn, failure, pause);
                    try {
                        statement.execute("rollback");
                    } catch (SQLException e) {
                        throw new AssertionError(e);
                    }
                }
            };
            assertThat(runs.apply(scripts.request(address, "x", 5), letsGo).isDone()).isTrue();
            assertThat(letsGo.lines).containsExactly("blocked r1 turn 1", "applied r1");
            assertThat(value("select n from oracle")).isEqualTo(expected);
        }
    }

    @Test
    void aLockThatIsLetGoInTimeIsWaitedForInTurns() throws SQLException {
        isDoneInTheSecondTurn(new Revisions().add("r1", "create table a (id int);" + COUNT), "1");
    }

    @Test
    void outsideTransactionsOnlyWhatWasNotDoneIsTriedAgain() throws SQLException {
        server.run(address, "create table other (n int)");
        isDoneInTheSecondTurn(
                new Revisions().alone("r1", "insert into other values (1);create index concurrently i on oracle (n);" + COUNT), "1");
        assertThat(value("select count(*) from other")).isEqualTo("1");
        assertThat(value("select indisvalid from pg_index where indexrelid = 'i'::regclass")).isEqualTo("t");
    }

    @Test
    void whatMayHaveCommittedAPartIsNotTriedAgain() throws SQLException {
        try (var holder = server.connect(address); var statement = holder.createStatement()) {
            statement.execute("begin; lock table oracle");
            var outcome = runs.apply(
                    new Revisions().alone("r1", "do $$ begin " + COUNT + " end $$;").request(address, "x", 5), heard);
            assertThat(outcome.problems()).extracting(Problem::code).containsExactly("LDG351");
            assertThat(heard.lines).containsExactly("failed r1 1 line 1 55P03");
        }
    }

    @Test
    void ofTwoExecutorsOneWorksAndTheOtherSaysWhoDoes() throws SQLException {
        try (var holder = server.connect(address); var statement = holder.createStatement()) {
            statement.execute("set application_name = 'other ledger'; select pg_advisory_lock(1296843847, 1)");
            var outcome = runs.apply(new Revisions().add("r1", COUNT).request(address, "x", 5), heard);
            assertThat(outcome.problems().getFirst().code()).isEqualTo("LDG350");
            assertThat(outcome.problems().getFirst().message()).contains("other ledger");
        }
        var line = new Revisions().add("r1", COUNT + "select pg_sleep(0.3);");
        var patient = new TargetWork(address, Revisions.QUICK, "db", "catalog", Optional.empty(), Duration.ofSeconds(30));
        var both = List.of(6L, 7L).stream()
                .map(fence -> CompletableFuture.supplyAsync(() -> runs.apply(
                        new RunRequest(patient, line.graph(), State.EMPTY, line.all(), "x" + fence, Optional.empty(), fence, -1),
                        RunListener.NONE)))
                .toList();
        both.forEach(CompletableFuture::join);
        assertThat(value("select n from oracle")).isEqualTo("1");
    }

    @Test
    void anInterruptionStopsWhatRunsAndKeepsNothingOfIt() throws Exception {
        var line = new Revisions().add("r1", COUNT + "select pg_sleep(600);").add("r2", COUNT);
        var run = CompletableFuture.supplyAsync(() -> runs.apply(line.request(address, "x", 5), heard));
        waitFor("select 1 from pg_stat_activity where datname = current_database() and query like '%pg_sleep(600%' and pid <> pg_backend_pid()");
        interruption.request();
        assertThat(run.get().ending()).isEqualTo(Ending.INTERRUPTED);
        assertThat(value("select n from oracle")).isEqualTo("0");
    }

    @Test
    void aKilledBackendIsAFailureAndTheNextRunDoesTheRest() throws Exception {
        var line = new Revisions().add("r1", COUNT).add("r2", COUNT + "select pg_sleep(600) where (select n from oracle) < 0 or not exists (select from public.pass);");
        server.run(address, "create table pass ()");
        var run = CompletableFuture.supplyAsync(() -> runs.apply(line.request(address, "x1", 5), heard));
        waitFor("select 1 from pg_stat_activity where datname = current_database() and query like '%pg_sleep(600%' and pid <> pg_backend_pid()");
        server.run(address, "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'migration-ledger'");
        var outcome = run.get();
        assertThat(outcome.problems()).extracting(Problem::code).containsExactly("LDG531");
        assertThat(outcome.state()).isEqualTo(State.of("r1"));
        server.run(address, "insert into pass default values");
        assertThat(runs.apply(line.request(address, "x2", 6), heard).isDone()).isTrue();
        assertThat(value("select n from oracle")).isEqualTo("2");
    }

    @Test
    void aRevertTakesBackAndMayBeRepeated() {
        var line = new Revisions()
                .add("r1", "create table a (id int);", true, List.of(), Optional.of("drop table a;"), "r1.sql")
                .add("r2", "create table b (id int);", true, List.of(), Optional.of("drop table b;"), "r2.sql");
        runs.apply(line.request(address, "x1", 5), heard);
        assertThat(runs.revert(line.back(address, "x2", 6), heard)).isEqualTo(RunOutcome.done(State.EMPTY));
        assertThat(value("select to_regclass('a') is null and to_regclass('b') is null")).isEqualTo("t");
        var again = new RunRequest(
                Revisions.work(address), line.graph(), line.graph().heads(), line.all().reversed(), "x3", Optional.of("x2"), 7, -1);
        assertThat(runs.revert(again, heard).isDone()).isTrue();
        assertThat(runs.apply(line.request(address, "x4", 8), heard).isDone()).isTrue();
        assertThat(heard.lines).endsWith("applied r1", "applied r2");
        var blank = new Revisions().add("m1", "-- a merge").back(address, "x6", 10);
        assertThat(runs.revert(blank, heard)).isEqualTo(RunOutcome.done(State.EMPTY));

        var without = runs.revert(new Revisions().add("r1", "select 1;").back(address, "x5", 9), heard);
        assertThat(without.problems()).extracting(Problem::code).containsExactly("LDG528");
    }

    @Test
    void aServerThatIsNotThereIsAnOutcome() {
        var nowhere = new TargetAddress("postgresql", "localhost", 1, "x", "u", Optional.empty(), Optional.empty());
        var outcome = runs.apply(new Revisions().add("r1", COUNT).request(nowhere, "x", 5), heard);
        assertThat(outcome.ending()).isEqualTo(Ending.FAILED);
        assertThat(outcome.problems()).extracting(Problem::code).containsExactly("LDG300");
    }

    private void waitFor(String query) {
        org.assertj.core.api.Assertions.assertThatCode(() -> {
            for (var tries = 0; value(query) == null; tries++) {
                assertThat(tries).as("never true: " + query).isLessThan(5000);
                server.run(address, "select pg_sleep(0.01)");
            }
        }).doesNotThrowAnyException();
    }

    private String value(String query) {
        return Answers.of(server, address, query);
    }
}
