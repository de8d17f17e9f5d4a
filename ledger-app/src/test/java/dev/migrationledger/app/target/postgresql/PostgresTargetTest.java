package dev.migrationledger.app.target.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrationledger.app.testing.PostgresServer;
import dev.migrationledger.app.testing.PostgresServers;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.schema.Row;
import dev.migrationledger.core.target.SessionOptions;
import dev.migrationledger.core.target.TargetAddress;
import dev.migrationledger.core.target.TrackerReading;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresTargetTest {
    private final PostgresServer server = PostgresServers.shared();

    @Test
    void anEmptyDatabaseHasAnEmptySnapshotAndNoTracker() {
        try (var target = PostgresTarget.open(server.freshDatabase())) {
            assertThat(target.snapshot().isEmpty()).isTrue();
            assertThat(target.trackers()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 18})
    void everyTrackerIsReadAsItsToolReadsIt(int version) {
        var versioned = PostgresServers.version(version);
        var database = versioned.freshDatabase();
        versioned.run(database, Scripts.read("trackers.sql"));

        try (var target = PostgresTarget.open(database)) {
            assertThat(target.trackers()).containsExactly(
                    new TrackerReading("ledger", "migration_ledger.identity", List.of("b2", "a1"), true),
                    new TrackerReading("migration-name", "app.schema_migrations", List.of("001_init", "002_more"), false),
                    new TrackerReading("dbmate", "dbmate.schema_migrations", List.of("20240101"), false),
                    new TrackerReading("golang-migrate", "go.schema_migrations", List.of("7"), true),
                    new TrackerReading("alembic", "public.alembic_version", List.of("abc", "def"), false),
                    new TrackerReading("flyway", "public.history", List.of("1", "3"), true),
                    new TrackerReading("rails", "rails.schema_migrations", List.of("20230101", "20240101"), false));
            assertThat(target.snapshot().facts().keySet().stream().map(Object::toString))
                    .containsExactlyInAnyOrder(
                            "schema app", "schema dbmate", "schema go", "schema rails", "table public.schema_version",
                            "column public.schema_version.version", "column public.schema_version.note");
        }
    }

    @Test
    void rowsAreFoundAgainByKey() {
        var database = server.freshDatabase();
        server.run(database, """
                create table countries (code char(2) primary key, name text, area integer);
                insert into countries values ('DE', 'Germany', 357), ('FR', null, 551);
                create table "Odd Table" ("Key A" integer, "Key B" text, "Value" date);
                insert into "Odd Table" values (1, 'x', '2024-02-29');
                """);
        var germany = row("countries", Map.of("code", "DE"), Map.of("name", "Deutschland", "gone", "1"));
        var france = row("countries", Map.of("code", "FR"), Map.of("name", "France"));
        var italy = row("countries", Map.of("code", "IT"), Map.of("name", "Italy"));
        var odd = row("Odd Table", Map.of("Key A", "1", "Key B", "x"), Map.of("Value", "2024-02-29"));
        var lost = row("nowhere", Map.of("id", "1"), Map.of());

        try (var target = PostgresTarget.open(database)) {
            assertThat(target.rows(List.of(germany, france, italy, odd, lost))).isEqualTo(Map.of(
                    germany.name(), row("countries", Map.of("code", "DE"), Map.of("name", "Germany")),
                    france.name(), row("countries", Map.of("code", "FR"), Map.of()),
                    odd.name(), odd));
        }
    }

    @Test
    void checksAnswerAndChangeNothing() {
        try (var target = PostgresTarget.open(server.freshDatabase())) {
            assertThat(target.holds("select count(*) = 0 from pg_tables where schemaname = 'public'; -- none"))
                    .hasValue(true);
            assertThat(target.holds("select null::boolean")).isEmpty();
            assertThat(problem(() -> target.holds("create table t (a integer)"))).isEqualTo("LDG313");
            assertThat(problem(() -> target.holds("select 1"))).isEqualTo("LDG315");
            assertThat(problem(() -> target.holds("select true where false"))).isEqualTo("LDG315");
            assertThat(problem(() -> target.holds("select true from generate_series(1, 2)"))).isEqualTo("LDG315");
            assertThat(problem(() -> target.holds("select nothing from nowhere"))).isEqualTo("LDG313");
            assertThat(target.holds("select true")).hasValue(true);
        }
    }

    @Test
    void identityTellsDatabasesOfOneServerApart() {
        try (var one = PostgresTarget.open(server.freshDatabase());
                var other = PostgresTarget.open(server.freshDatabase())) {
            assertThat(one.identity()).isEqualTo(one.identity());
            assertThat(one.identity().system()).isEqualTo(other.identity().system());
            assertThat(one.identity().database()).isNotEqualTo(other.identity().database());
        }
    }

    /** The catalogs stand still for a reader, the functions that write definitions down do not. */
    @Test
    void whatIsDroppedWhileItIsLookedAtIsLookedAtAgain() throws SQLException {
        var database = server.freshDatabase();
        server.run(database, "create view soon_gone as select 1 as a; create view stays as select 2 as a");
        var turns = new AtomicInteger();
        try (var connection = server.connect(database)) {
            var definitions = ReadOnly.read(DSL.using(connection, SQLDialect.POSTGRES), transaction -> {
                transaction.fetch("select oid from pg_class");
                if (turns.incrementAndGet() == 1) {
                    server.run(database, "drop view soon_gone");
                }
                return transaction.fetch("select pg_get_viewdef(oid) from pg_class where relkind = 'v' and relnamespace = 'public'::regnamespace")
                        .getValues(0, String.class);
            });

            assertThat(definitions).singleElement().asString().contains("2 AS a");
            assertThat(turns).hasValue(2);
        }
    }

    /** Of an index the server has no error to give then, but no definition either. */
    @Test
    void anIndexThatIsDroppedWhileItIsLookedAtIsGone() throws SQLException {
        var database = server.freshDatabase();
        server.run(database, "create table t (a integer check (a > 0)); create index soon_gone on t (a); create index stays on t (a)");
        var turns = new AtomicInteger();
        try (var connection = server.connect(database)) {
            var version = connection.getMetaData().getDatabaseMajorVersion();
            var snapshot = ReadOnly.read(DSL.using(connection, SQLDialect.POSTGRES), transaction -> {
                transaction.fetch("select oid from pg_class");
                if (turns.incrementAndGet() == 1) {
                    server.run(database, "drop index soon_gone; alter table t drop constraint t_a_check");
                }
                return PostgresSnapshot.read(transaction, version);
            });

            assertThat(turns).hasValue(2);
            try (var target = PostgresTarget.open(database)) {
                assertThat(snapshot).isEqualTo(target.snapshot());
            }
        }
    }

    @Test
    void aLockThatLookingMustWaitForIsNoFailure() throws SQLException {
        var database = server.freshDatabase();
        server.run(database, "create table t (a integer)");
        var options = SessionOptions.DEFAULT.withLockTimeout(Duration.ofMillis(100));
        try (var holder = server.connect(database);
                var statement = holder.createStatement();
                var target = new PostgresEngine().connect(database, options)) {
            statement.execute("begin; lock table t in access exclusive mode");

            assertThat(problem(() -> target.holds("select exists (select from t)"))).isEqualTo("LDG815");
        }
    }

    @Test
    void aLostConnectionIsSaidInWords() {
        var database = server.freshDatabase();
        try (var target = PostgresTarget.open(database)) {
            server.run(server.address("postgres"), "select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
                    + database.database() + "'");

            assertThat(problem(target::snapshot)).isEqualTo("LDG310");
        }
    }

    @Test
    void whatKeepsAConnectionFromComingAboutHasACodeAndNoSecret() throws IOException {
        var good = server.freshDatabase();

        assertThat(problem(() -> open(good.host(), good.port(), good.database(), "wrong-secret"))).isEqualTo("LDG304");
        assertThat(problem(() -> open(good.host(), good.port(), "no_such_database", good.password().orElseThrow())))
                .isEqualTo("LDG305");
        assertThat(problem(() -> open(good.host(), closedPort(), "x", "wrong-secret"))).isEqualTo("LDG300");
        assertThat(problem(() -> open("no-such-host.invalid", 5432, "x", "wrong-secret"))).isEqualTo("LDG301");
    }

    private void open(String host, int port, String database, String password) {
        var user = server.superuser();
        PostgresTarget.open(new TargetAddress(
                        "postgresql", host, port, database, user, Optional.of(password), Optional.empty()))
                .close();
    }

    private static int closedPort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String problem(Runnable action) {
        var failure = catchThrowableOfType(LedgerException.class, action::run);
        assertThat(failure).isNotNull();
        assertThat(failure.problem().message()).doesNotContain("wrong-secret", "\n", "Exception");
        return failure.problem().code();
    }

    private static Row row(String table, Map<String, String> key, Map<String, String> content) {
        return new Row("public", table, new TreeMap<>(key), new TreeMap<>(content));
    }
}
