package dev.migrationledger.app.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A target goes on as a replica of itself that lacks commits which the ledger has recorded. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailOverTest {
    private Stage stage;

    @BeforeAll
    void open() throws IOException {
        stage = new Stage();
    }

    @AfterAll
    void close() throws IOException {
        stage.close();
    }

    @Test
    void lostRevisionsRunAgainAndTheHistoryKeepsBoth() throws IOException {
        var database = stage.database(Point.Start.AT_C3);
        var replica = stage.target.copy();
        assertThat(stage.run("apply", "c5", database, "--format", "json").exit()).isZero();
        stage.target.failOverTo(replica);
        assertThat(stage.target.ask(database, "select max(revision) from tally")).containsExactly("c3");

        assertThat(stage.run("status", database, "--check").exit()).isEqualTo(1);
        var up = stage.run("up", database, "--format", "json");

        assertThat(up.exit()).as("%s", up).isZero();
        assertThat(up.out()).contains("\"LDG812\"", database + " to c5", "at c3");
        assertThat(stage.target.ask(database, "select string_agg(revision, ' ' order by revision) from tally"))
                .containsExactly("c1 c2 c3 c4 c5 c6 c7");
        assertThat(stage.store.ask(Stage.STORE_DATABASE, "select string_agg(payload::json ->> 'revision', ' ' order by seq) from"
                        + " ledger.event where aggregate = 'database/" + database + "' and type = 'database.revision-applied.v1'"))
                .containsExactly("c1 c2 c3 c4 c5 c4 c5 c6 c7");
        assertThat(stage.store.ask(Stage.STORE_DATABASE, "select payload from ledger.event where aggregate = 'database/" + database
                        + "' and type = 'database.found-behind.v1'"))
                .as("a disagreement is an event, once")
                .containsExactly("{\"expected\":[\"c5\"],\"found\":[\"c3\"]}");
        assertThat(stage.run("status", database, "--check").exit()).isZero();
        assertThat(stage.run("up", database, "--format", "json").out()).doesNotContain("LDG812");
    }

    /** The usual fail-over: the primary dies while work is on its way, and the attempt with it. */
    @Test
    void whatWasLostWhileAnAttemptWasOnItsWayIsAnEventToo() throws Exception {
        var database = stage.database(Point.Start.AT_C3);
        var replica = stage.target.copy();
        assertThat(stage.run("apply", "c5", database, "--format", "json").exit()).isZero();
        try (var arrival = Arrival.set(stage, database, Hold.before(Hold.Side.TARGET, "create view everybody"))) {
            var executor = (Executor.Child) stage.start(Death.KILL, "up", database, "--wait", "60");
            assertThat(arrival.isReachedBy(executor)).isTrue();
            executor.kill();
        }
        stage.target.failOverTo(replica);

        var up = stage.run("up", database, "--format", "json", "--wait", "60");

        assertThat(up.exit()).as("%s", up).isZero();
        assertThat(up.out()).contains("\"LDG812\"", database + " to c5", "at c3");
        assertThat(stage.target.ask(database, "select string_agg(revision, ' ' order by revision) from tally"))
                .containsExactly("c1 c2 c3 c4 c5 c6 c7");
        assertThat(stage.store.ask(Stage.STORE_DATABASE, "select string_agg(split_part(type, '.', 2), ' ' order by seq) from ledger.event"
                        + " where aggregate = 'database/" + database + "' and type similar to '%.(found-behind|apply-started|apply-finished).%'"))
                .as("it is told before the attempt that it ended")
                .containsExactly("apply-started apply-finished apply-started apply-finished apply-started"
                        + " found-behind apply-finished apply-started apply-finished");
        assertThat(stage.store.ask(Stage.STORE_DATABASE, "select payload from ledger.event where aggregate = 'database/" + database
                        + "' and type = 'database.found-behind.v1'"))
                .containsExactly("{\"expected\":[\"c5\"],\"found\":[\"c3\"]}");
    }
}
