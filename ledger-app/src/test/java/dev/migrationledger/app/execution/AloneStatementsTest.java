package dev.migrationledger.app.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.target.postgresql.PostgresEngine;
import dev.migrationledger.app.testing.PostgresServer;
import dev.migrationledger.app.testing.PostgresServers;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.target.TargetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AloneStatementsTest {
    private final PostgresServer server = PostgresServers.shared();
    private final TargetAddress address = server.freshDatabase();
    private final RunRevisions runs =
            new RunRevisions(new PostgresEngine(), InstantSource.system(), new Interruption());
    private final Heard heard = new Heard();

    AloneStatementsTest() {
        server.run(address, "create table t (id int, name text); insert into t values (1, 'a'), (1, 'b'); create type mood as enum ('ok')");
    }

    @Test
    void statementsOutsideTransactionsRunOnceEach() {
        var line = new Revisions().alone("r1", "create index concurrently i on t (id);\nvacuum t;\ninsert into t values (2, 'c');\nalter type mood add value 'sad';");
        assertThat(runs.apply(line.request(address, "x1", 5), heard).isDone()).isTrue();
        assertThat(runs.apply(line.request(address, "x2", 6), heard).isDone()).isTrue();
        assertThat(heard.lines).containsExactly("applied r1", "recovered r1");
        assertThat(value("select count(*) from t where id = 2")).isEqualTo("1");
        assertThat(value("select string_agg(statement || phase, ' ' order by statement) from migration_ledger.marker"))
                .isEqualTo("0done 1done 2done 3done 4done");
    }

    @Test
    void anInvalidIndexIsDroppedAndBuiltAgain() {
        var line = new Revisions().alone("r1", "create unique index concurrently i on t (id);");
        var outcome = runs.apply(line.request(address, "x1", 5), heard);
        assertThat(outcome.ending()).isEqualTo(Ending.FAILED);
        assertThat(heard.lines).containsExactly("failed r1 1 line 1 23505");
        assertThat(value("select indisvalid from pg_index where indexrelid = 'i'::regclass")).isEqualTo("f");
        server.run(address, "delete from t where name = 'b'");
        assertThat(runs.apply(line.request(address, "x2", 6), heard).isDone()).isTrue();
        assertThat(value("select indisvalid from pg_index where indexrelid = 'i'::regclass")).isEqualTo("t");
    }

    /** Keyed by what is begun; the value is what the database holds then, and whether the run may go on. */
    @Test
    void whatWasBegunIsJudgedByTheCatalog() {
        var cases = Map.of(
                "create index concurrently i on t (lower(name)) where id > 1", List.of("create index i on t (lower(name)) where id > 1", "true"),
                "create index concurrently j on t using btree (name desc)", List.of("create index j on t (id)", "false"),
                "create index concurrently k on t (name)", List.of("select 1", "true"),
                "drop index concurrently if exists gone", List.of("select 1", "true"),
                "reindex table concurrently t", List.of("select 1", "true"),
                "call something()", List.of("create procedure something() language sql as ''", "false"),
                "vacuum t", List.of("select 1", "true"));
        var number = 10;
        for (var test : cases.entrySet()) {
            var fence = number++;
            var line = new Revisions().alone("r" + fence, test.getKey());
            runs.apply(new Revisions().add("s" + fence, "select 1;").request(address, "before" + fence, fence * 10L), RunListener.NONE);
            server.run(address, test.getValue().getFirst());
            server.run(address, "insert into migration_ledger.marker (revision, statement, phase, attempt, epoch, digest) values ('r"
                    + fence + "', 1, 'begun', 'dead', 1, '" + line.all().getFirst().script().digest() + "')");
            var outcome = runs.apply(line.request(address, "after" + fence, fence * 10L + 1), RunListener.NONE);
            assertThat(outcome.isDone()).as(test.getKey() + " " + outcome).isEqualTo(Boolean.valueOf(test.getValue().getLast()));
            if (!outcome.isDone()) {
                assertThat(outcome.problems()).extracting(Problem::code).containsExactly("LDG529");
            }
        }
    }

    private String value(String query) {
        return Answers.of(server, address, query);
    }
}
