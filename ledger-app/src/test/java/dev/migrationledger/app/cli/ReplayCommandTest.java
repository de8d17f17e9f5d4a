package dev.migrationledger.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayCommandTest {
    private final Workplace workplace = new Workplace();

    @AfterAll
    void close() throws IOException {
        workplace.close();
    }

    private static String standing(Project shop) {
        var entry = shop.json("status").exits(0).entry();
        return Stream.of("environment", "claimed", "observed", "expected", "verdict", "behind", "lastChange")
                .map(field -> field + " " + entry.path(field))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void whatIsWrongIsNamedWithDatabaseAndFieldAndIsAFinding() throws SQLException {
        var shop = workplace.project().shop().ready();
        shop.json("up").exits(0);
        var before = standing(shop);
        workplace.store("update ledger.database_state set environment = 'prod' where id = '" + shop.id + "'");

        shop.run("replay").exits(1).says("events/s", "the projection was wrong and is corrected", shop.id + ": environment was prod, the events say test");

        workplace.store("delete from ledger.database_state where id = '" + shop.id + "'");
        var difference = shop.run("replay", "--format", "json").exits(1).json().path("differences").get(0);
        assertThat(difference.path("database").asString()).isEqualTo(shop.id);
        assertThat(difference.path("field").asString()).isEqualTo("row");
        shop.run("replay").exits(0).says("nothing changed");
        assertThat(standing(shop)).isEqualTo(before);
    }

    /** It is held up at its switch, with all rows beside the live ones. */
    @Test
    @Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void oneThatIsKilledLeavesTheLedgerAsItWas() throws Exception {
        var shop = workplace.project().shop().ready();
        shop.json("up").exits(0);
        var before = standing(shop);
        try (var holding = workplace.storeConnection(); var replay = shop.start("replay")) {
            holding.setAutoCommit(false);
            holding.createStatement().execute("select from ledger.projection_position for update");
            workplace.awaitInStore("exists (select from pg_stat_activity where wait_event_type = 'Lock' and query like '%projection_position%')");
            assertThat(workplace.inStore("select count(*) > 0 from ledger.database_state_replay")).isEqualTo("t");
            replay.signal("KILL");
            holding.rollback();
        }
        assertThat(standing(shop)).isEqualTo(before);
        shop.run("replay").exits(0).says("nothing changed");
    }
}
