package dev.migrationledger.app.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.revision.Chunks;
import dev.migrationledger.core.revision.Kind;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.schema.Row;
import dev.migrationledger.core.script.ChunkStatement;
import dev.migrationledger.core.target.ChunkAccess;
import dev.migrationledger.core.target.Claimed;
import dev.migrationledger.core.target.Judgement;
import dev.migrationledger.core.target.Marker;
import dev.migrationledger.core.target.SessionOptions;
import dev.migrationledger.core.target.StatementFailed;
import dev.migrationledger.core.target.StatementFailure;
import dev.migrationledger.core.target.TargetAddress;
import dev.migrationledger.core.target.TargetEngine;
import dev.migrationledger.core.target.TargetEngine.Capability;
import dev.migrationledger.core.target.TargetSession;
import dev.migrationledger.core.target.TrackerReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every engine promises to the protocol and to detection; one subclass for each engine says where its databases are. */
public abstract class TargetEngineConformance {
    private static final SessionOptions QUICK = SessionOptions.DEFAULT.withLockTimeout(Duration.ofMillis(300));

    protected abstract TargetEngine engine();

    /** A new, empty database. */
    protected abstract TargetAddress fresh();

    /** The schema that unqualified names stand for. */
    protected abstract String schema();

    /** A statement that the engine refuses in a transaction, and that may be run again at any time. */
    protected abstract String alone();

    /** The table that says which database this is, as SQL names it. */
    protected abstract String identity();

    private final Marker done = new Marker("r1", 0, Marker.Phase.DONE, "attempt", 5, "digest");

    private TargetSession session(TargetAddress address) {
        return engine().connect(address, QUICK);
    }

    private static void inTransaction(TargetSession session, Runnable work) {
        session.begin();
        work.run();
        session.commit();
    }

    private TargetSession registered(TargetAddress address) {
        var session = session(address);
        session.prepare();
        inTransaction(session, () -> session.register("db", session.identity(), "catalog"));
        return session;
    }

    @Test
    void aFreshDatabaseSaysNothingOfItself() {
        try (var session = session(fresh())) {
            assertThat(session.registration()).isEmpty();
            assertThat(session.heads()).isEmpty();
            assertThat(session.snapshot().isEmpty()).isTrue();
            assertThat(session.trackers()).isEmpty();
            assertThat(session.isAlive()).isTrue();
        }
    }

    @Test
    void aRegistrationStaysUntilSomebodyAdopts() {
        var address = fresh();
        try (var session = registered(address)) {
            session.prepare();
            inTransaction(session, () -> session.register("other", session.identity(), "other"));
            inTransaction(session, () -> assertThat(session.raiseFence(7)).isTrue());
            var registration = session.registration().orElseThrow();
            assertThat(registration.databaseId()).isEqualTo("db");
            assertThat(registration.identity()).isEqualTo(session.identity());
            assertThat(registration.epoch()).isEqualTo(7);
            assertThat(registration.heads()).isEqualTo(State.EMPTY);
            inTransaction(session, () -> session.adopt("other", session.identity(), "catalog"));
            assertThat(session.registration().orElseThrow().databaseId()).isEqualTo("other");
            assertThat(session.registration().orElseThrow().epoch()).isZero();
        }
        try (var again = session(address)) {
            assertThat(again.snapshot().isEmpty()).as("the own tables are nobody's schema").isTrue();
            assertThat(again.trackers()).extracting(TrackerReading::kind).containsExactly("ledger");
        }
    }

    @Test
    void aRegistrationThatWasDeletedComesBackWithTheFenceOfTheMarkers() {
        try (var session = registered(fresh())) {
            inTransaction(session, () -> {
                session.raiseFence(6);
                session.mark(done);
            });
            session.execute("delete from " + identity());
            inTransaction(session, () -> session.register("db", session.identity(), "catalog"));
            assertThat(session.registration().orElseThrow().epoch()).isEqualTo(done.epoch());
            inTransaction(session, () -> assertThat(session.raiseFence(done.epoch())).isFalse());
        }
    }

    @Test
    void aFenceOnlyRises() {
        try (var session = registered(fresh())) {
            session.begin();
            assertThat(session.raiseFence(5)).isTrue();
            assertThat(session.raiseFence(5)).isFalse();
            assertThat(session.keepFence(5)).isTrue();
            assertThat(session.keepFence(4)).isFalse();
            session.commit();
            session.begin();
            assertThat(session.raiseFence(4)).isFalse();
            session.rollback();
        }
    }

    @Test
    void aMarkerIsThereExactlyWhenItsTransactionIs() {
        try (var session = registered(fresh())) {
            session.begin();
            session.execute("create table a (id integer)");
            session.mark(done);
            assertThat(session.inTransaction()).isTrue();
            session.rollback();
            assertThat(session.inTransaction()).isFalse();
            assertThat(session.marker("r1", 0)).isEmpty();
            assertThat(session.snapshot().isEmpty()).isEqualTo(engine().capabilities().contains(Capability.TRANSACTIONAL_DDL));

            var begun = new Marker("r1", 1, Marker.Phase.BEGUN, "x", 6, "d");
            inTransaction(session, () -> session.mark(begun));
            assertThat(session.trackers().getFirst().dirty()).isTrue();
            assertThat(session.begun()).containsExactly("r1");
            inTransaction(session, () -> session.keepMarkers(Set.of(), true));
            assertThat(session.marker("r1", 1)).contains(begun);
            inTransaction(session, () -> session.mark(done));
            assertThat(session.trackers().getFirst().dirty()).isFalse();
            assertThat(session.begun()).isEmpty();
            inTransaction(session, () -> session.mark(new Marker("r2", 0, Marker.Phase.DONE, "x", 6, "d")));
            assertThat(session.marked()).containsExactlyInAnyOrder("r1", "r2");
            assertThat(session.marker("r1", 1)).contains(begun);
            inTransaction(session, () -> session.mark(new Marker("r1", 1, Marker.Phase.DONE, "y", 7, "e")));
            assertThat(session.marker("r1", 1).orElseThrow().attempt()).isEqualTo("y");
            inTransaction(session, () -> session.keepMarkers(Set.of("r1"), false));
            assertThat(session.marker("r2", 0)).isEmpty();
            assertThat(session.marker("r1", 1)).isEmpty();
            assertThat(session.marker("r1", 0)).contains(done);
            inTransaction(session, () -> session.unmark("r1"));
            assertThat(session.marker("r1", 0)).isEmpty();
        }
    }

    @Test
    void keysExcludeOthersAndEndWithTheSession() {
        var address = fresh();
        var first = session(address);
        try (var second = session(address)) {
            assertThat(first.tryLock()).isTrue();
            assertThat(second.tryLock()).isFalse();
            assertThat(second.lockHolders()).isNotEmpty();
            assertThat(second.tryReserve()).as("the other key").isTrue();
            assertThat(first.tryReserve()).isFalse();
            assertThat(first.reservedBy()).isNotEmpty();
            first.unlock();
            assertThat(second.tryLock()).isTrue();
            second.unlock();
            assertThat(first.tryLock()).isTrue();
            first.close();
            assertThat(second.tryLock()).isTrue();
        }
    }

    @Test
    void anEndThatAScriptGivesToItsTransactionIsSeen() {
        try (var session = registered(fresh())) {
            session.begin();
            var before = session.transactionId();
            session.execute("create table a (id integer)");
            assertThat(session.transactionId()).isEqualTo(before);
            session.execute("commit");
            session.execute("begin");
            session.execute("create table b (id integer)");
            assertThat(session.transactionId()).isNotEqualTo(before);
            session.rollback();
            session.begin();
            var next = session.transactionId();
            assertThat(session.transactionId()).isEqualTo(next);
            session.rollback();
        }
    }

    @Test
    void aRefusedStatementSaysWhyAndShowsNoRow() {
        try (var session = session(fresh())) {
            session.execute("create table a (id integer primary key, secret text unique)");
            session.execute("insert into a values (1, 'hidden')");
            assertThat(failure(() -> session.execute("insert into a values (2, 'hidden')")).message()).doesNotContain("hidden");
            assertThat(failure(() -> session.execute("select nothing from nowhere")).kind())
                    .isEqualTo(StatementFailure.Kind.REFUSED);
            assertThat(failure(() -> session.execute("backup to 'elsewhere'")).kind())
                    .isEqualTo(StatementFailure.Kind.REFUSED);
        }
    }

    @Test
    void aStatementThatWaitsForALockEndsAndSaysSo() {
        var address = fresh();
        try (var first = session(address); var second = session(address)) {
            first.execute("create table a (id integer)");
            first.begin();
            first.execute("alter table a add column b integer");
            var failure = failure(() -> {
                second.begin();
                second.execute("alter table a add column c integer");
            });
            assertThat(failure.kind()).isEqualTo(StatementFailure.Kind.LOCKED);
            second.rollback();
            first.commit();
            inTransaction(second, () -> second.execute("alter table a add column c integer"));
        }
    }

    @Test
    void trackersAreReadAndKeptInStep() {
        try (var session = registered(fresh())) {
            session.execute("create table alembic_version (version_num varchar(32) primary key)");
            session.execute("insert into alembic_version values ('a1')");
            session.execute("create table schema_migrations (version bigint primary key, dirty boolean not null)");
            var table = schema() + ".alembic_version";
            assertThat(session.trackerTables()).containsExactlyInAnyOrder(table, schema() + ".schema_migrations");
            assertThat(session.hasRows(table)).isTrue();
            assertThat(session.hasRows(schema() + ".schema_migrations")).isFalse();
            assertThat(session.snapshot().isEmpty()).isTrue();

            var graph = new RevisionGraph(List.of(revision("a1"), revision("b2", "a1")));
            inTransaction(session, () -> session.claim(new Claimed(graph, State.of("b2"), false)));

            assertThat(session.heads()).contains(State.of("b2"));
            assertThat(session.trackers()).contains(
                    new TrackerReading("ledger", session.trackers().getFirst().table(), List.of("b2"), false),
                    new TrackerReading("alembic", table, List.of("b2"), false));
            session.execute("insert into schema_migrations values (7, true)");
            assertThat(session.trackers()).contains(
                    new TrackerReading("golang-migrate", schema() + ".schema_migrations", List.of("7"), true));
        }
    }

    @Test
    void rowsAreFoundAgainByKey() {
        try (var session = session(fresh())) {
            session.execute("create table countries (code varchar(2) primary key, name text)");
            session.execute("insert into countries values ('DE', 'Germany'), ('FR', null)");
            var germany = row("DE", Map.of("name", "Deutschland", "gone", "1"));
            var france = row("FR", Map.of("name", "France"));
            assertThat(session.rows(List.of(germany, france, row("IT", Map.of())))).isEqualTo(Map.of(
                    germany.name(), row("DE", Map.of("name", "Germany")),
                    france.name(), row("FR", Map.of())));
            assertThat(session.rows(IntStream.range(0, 3000).mapToObj(i -> row("x" + i, Map.of())).toList()))
                    .isEmpty();
        }
    }

    @Test
    void questionsAnswerAndChangeNothing() {
        try (var session = session(fresh())) {
            session.execute("create table t (a integer)");
            assertThat(session.holds("select count(*) = 0 from t")).hasValue(true);
            assertThat(session.holds("select 1 = 2")).hasValue(false);
            assertThat(session.holds("select sum(a) > 0 from t")).as("null says neither yes nor no").isEmpty();
            assertThat(session.isTrue("select count(*) = 0 from t")).isTrue();
            assertThat(session.isTrue("select 1 = 1 where 1 = 2")).isFalse();
            assertThat(session.isTrue("select sum(a) > 0 from t")).isFalse();
            assertThat(problem(() -> session.holds("insert into t values (1)"))).isTrue();
            assertThat(problem(() -> session.holds("select 1 = 1 where 1 = 2"))).isTrue();
            assertThat(problem(() -> session.holds("select nothing from nowhere"))).isTrue();
            assertThat(session.isTrue("select count(*) = 0 from t")).isTrue();
            session.execute("insert into t values (1)");
        }
    }

    @Test
    void whatRunsAloneIsJudged() {
        try (var session = session(fresh())) {
            session.begin();
            assertThat(failure(() -> session.execute(alone())).kind()).isEqualTo(StatementFailure.Kind.REFUSED);
            session.rollback();
            session.execute(alone());
            assertThat(session.judge(alone())).isEqualTo(new Judgement.Run(List.of(), alone()));
            assertThat(session.judge("select 1")).isInstanceOf(Judgement.Unknown.class);
        }
    }

    @Test
    void databasesAreToldApart() {
        try (var one = session(fresh()); var other = session(fresh())) {
            assertThat(one.identity()).isEqualTo(one.identity()).isNotEqualTo(other.identity());
        }
    }

    private static Revision revision(String id, String... parents) {
        return new Revision(
                id, List.of(parents), List.of(), Set.of(), id, Kind.SCHEMA, true, false, List.of(), new Script("", 1),
                Optional.empty(), "source", id + ".py");
    }

    private Row row(String code, Map<String, String> content) {
        return new Row(schema(), "countries", new TreeMap<>(Map.of("code", code)), new TreeMap<>(content));
    }

    private static StatementFailure failure(Runnable work) {
        return catchThrowableOfType(StatementFailed.class, work::run).failure();
    }

    private static boolean problem(Runnable work) {
        return catchThrowableOfType(LedgerException.class, work::run) != null;
    }

    private static Chunks chunks(String way) {
        return Chunks.read(way).orElseThrow();
    }

    /** @return first and last key of each chunk */
    private static List<String> walk(ChunkAccess access, Chunks chunks) {
        var seen = new ArrayList<String>();
        for (var range = access.next(chunks, Optional.empty()); range.isPresent(); range = access.next(chunks, range.map(ChunkAccess.Range::to))) {
            seen.add(range.get().from() + ".." + range.get().to() + " " + range.get().rows());
        }
        return seen;
    }

    @Test
    void aTableIsGoneThroughInTheOrderOfItsKey() {
        try (var session = session(fresh())) {
            session.execute("create table a (id integer primary key)");
            assertThat(walk(session.chunks(), chunks("a by id, 2"))).isEmpty();
            session.execute("insert into a values (10), (9), (2), (-1), (100)");
            assertThat(walk(session.chunks(), chunks("a by id, 2"))).containsExactly("-1..2 2", "9..10 2", "100..100 1");
            assertThat(walk(session.chunks(), chunks("a by id, 1"))).hasSize(5);
            assertThat(walk(session.chunks(), chunks("A by ID, 100"))).containsExactly("-1..100 5");
            assertThat(session.chunks().isThere(chunks(schema() + ".a by id, 2"))).isTrue();
            assertThat(session.chunks().isThere(chunks("a by nothing, 2"))).isFalse();
            assertThat(session.chunks().isThere(chunks("nowhere by id, 2"))).isFalse();
            assertThat(session.chunks().hasRowsWithoutKey(chunks("a by id, 2"))).isFalse();
        }
    }

    @Test
    void keysMayBeTextWithAnythingInIt() {
        try (var session = session(fresh())) {
            session.execute("create table \"A b\" (\"K\" text, n integer default 0)");
            session.execute("insert into \"A b\" (\"K\") values ('it''s'), ('a?b'), ('a:from'), ('\\x'), ('ü'), ('a?b'), (null)");
            var way = chunks("\"A b\" by \"K\", 1");
            var update = ChunkStatement.of(
                    "update \"A b\" set n = n + 1 where \"K\" >= :from and \"K\" <= :to and 'a?:to' <> ':from'", engine().dialect());
            assertThat(session.chunks().hasRowsWithoutKey(way)).isTrue();
            for (var range = session.chunks().next(way, Optional.empty()); range.isPresent(); range = session.chunks().next(way, range.map(ChunkAccess.Range::to))) {
                session.chunks().execute(update, range.get());
            }
            assertThat(session.isTrue("select count(*) = 6 from \"A b\" where n = 1 and \"K\" is not null")).isTrue();
        }
    }

    @Test
    void progressIsThereExactlyWhenItsTransactionIs() {
        var address = fresh();
        var first = new ChunkAccess.Progress("a by id", new ChunkAccess.Key("integer", "7"), 1, 4);
        try (var session = registered(address)) {
            assertThat(session.chunks().progress("r1")).isEmpty();
            session.chunks().prepare();
            session.chunks().prepare();
            inTransaction(session, () -> session.chunks().keep("r1", first));
            session.begin();
            session.chunks().keep("r1", new ChunkAccess.Progress("a by id", new ChunkAccess.Key("integer", "9"), 2, 8));
            session.rollback();
            assertThat(session.chunks().progress("r1")).contains(first);
            assertThat(session.chunks().progress("r2")).isEmpty();
        }
        try (var again = session(address)) {
            assertThat(again.snapshot().isEmpty()).as("the own tables are nobody's schema").isTrue();
        }
    }
}
