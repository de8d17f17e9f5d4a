package dev.migrationledger.app.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.catalog.Policy;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.Verdict;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Kind;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.source.SeedScript;
import dev.migrationledger.core.source.SnapshotScript;
import dev.migrationledger.core.source.Tools;
import dev.migrationledger.core.target.TargetAddress;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectorTest {
    private static EmbeddedPostgres postgres;

    @TempDir
    Path directory;

    private final AtomicInteger created = new AtomicInteger();

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    private static final List<Revision> SHOP = List.of(
            revision("r1", "create table customers (id bigint generated always as identity primary key, name text not null)"),
            revision("r2", """
                    create table countries (code text primary key, name text, added timestamptz default now());
                    create index on customers (name);
                    """, "r1"),
            revision("r3", "insert into countries (code, name) values ('DE', 'Germany'), ('FR', 'France');", "r2"),
            revision("r4", "update countries set name = 'Deutschland' where code = 'DE'; delete from countries where code = 'FR';", "r3"),
            revision("side1", "create table if not exists notes (id int primary key); -- x", "r1"),
            revision("side2", "alter table customers add column note_id int references notes (id);", "side1"),
            revision("merged", "-- nothing but a merge", "r4", "side2"),
            revision("last", "create function f() returns int language sql begin atomic select 1; end; create table orders (id int primary key);", "merged"));

    private static Revision revision(String id, String sql, String... parents) {
        return new Revision(
                id, List.of(parents), List.of(), Set.of(), id, Kind.SCHEMA, true, false, List.of(), new Script(sql, 1),
                Optional.empty(), "sql", id + ".sql");
    }

    private static Catalog catalog(List<Revision> revisions, SnapshotScript... dumps) {
        return new Catalog(
                "shop", new RevisionGraph(revisions), List.of(dumps), List.of(), Map.of(), Policy.DEFAULT);
    }

    private Scratch scratch() {
        var server = new PostgresScratch(new TargetAddress(
                "postgresql", "localhost", postgres.getPort(), "postgres", "postgres", Optional.empty(), Optional.empty()));
        return new Scratch() {
            @Override
            public Keys keys() {
                return Keys.of(Tools.NONE);
            }

            @Override
            public String engine() {
                return server.engine();
            }

            @Override
            public ScratchDatabase create() {
                created.incrementAndGet();
                return server.create();
            }
        };
    }

    private References references() {
        return new References(scratch(), new ReferenceCache(directory), References.Progress.NONE);
    }

    private Detection detect(Catalog catalog, String... scripts) throws SQLException {
        var references = references();
        var made = references.of(catalog);
        var name = "live_" + Long.toHexString(System.nanoTime());
        try (var admin = postgres.getPostgresDatabase().getConnection()) {
            execute(admin, "create database " + name);
            try (var connection = postgres.getDatabase("postgres", name).getConnection();
                    var forScripts = simple(name)) {
                for (var script : scripts) {
                    execute(forScripts, script);
                }
                return new Detector(references).detect(catalog, made, new LookingAtPostgres(connection));
            } finally {
                execute(admin, "drop database " + name + " with (force)");
            }
        }
    }

    private static Connection simple(String database) throws SQLException {
        return java.sql.DriverManager.getConnection(
                postgres.getJdbcUrl("postgres", database) + "&preferQueryMode=simple");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    private static String[] scripts(Catalog catalog, State state) {
        return catalog.graph().members(state).stream()
                .map(id -> catalog.graph().get(id).script().text())
                .toArray(String[]::new);
    }

    @Test
    void namesEveryStateOfARealDatabase() throws SQLException {
        var catalog = catalog(SHOP);
        for (var heads : List.of("r1", "r2", "r3", "r4", "side1", "side2", "merged", "last", "r3,side1", "r4,side2")) {
            var state = State.of(heads.split(","));
            var found = detect(catalog, scripts(catalog, state));
            assertThat(found.verdict()).as("%s: %s", state, found).isEqualTo(Verdict.EXACT);
            var expected = heads.equals("r4,side2") ? State.of("merged") : state;
            assertThat(found.state()).as("%s", found).isEqualTo(expected);
        }
        assertThat(detect(catalog).verdict()).isEqualTo(Verdict.EMPTY);
    }

    @Test
    void objectsThatSeedsMakeSayNothingAboutTheState() throws SQLException {
        var view = "create or replace view named as select name from customers;";
        var plain = catalog(SHOP);
        var seeded = new Catalog(
                plain.name(), plain.graph(), List.of(),
                List.of(new SeedScript("R__named", true, Optional.empty(), new Script(view, 1), "R__named.sql")),
                Map.of(), Policy.DEFAULT);
        var scripts = new ArrayList<>(List.of(scripts(plain, State.of("last"))));
        scripts.add(view);

        assertThat(detect(plain, scripts.toArray(String[]::new)).verdict()).isEqualTo(Verdict.DRIFTED);
        var found = detect(seeded, scripts.toArray(String[]::new));
        assertThat(found.verdict()).isEqualTo(Verdict.EXACT);
        assertThat(found.state()).isEqualTo(State.of("last"));
        scripts.add("create table by_hand (id int)");
        assertThat(detect(seeded, scripts.toArray(String[]::new)).verdict()).isEqualTo(Verdict.DRIFTED);
    }

    @Test
    void makesReferencesOnce() {
        references().of(catalog(SHOP));
        int first = created.get();
        assertThat(first).isPositive();
        var again = references().of(catalog(SHOP));
        assertThat(created.get()).isEqualTo(first);
        assertThat(again.references().getFirst().deltas()).hasSize(SHOP.size());

        var longer = new ArrayList<>(SHOP);
        longer.add(revision("new", "create table more (id int);", "last"));
        references().of(catalog(longer));
        assertThat(created.get()).isEqualTo(first + 1);
    }

    @Test
    void rowsAreCapturedWithoutWhatDiffersOnEveryRun() {
        var deltas = references().of(catalog(SHOP)).references().getFirst().deltas();
        var inserted = deltas.get(2).rows();
        assertThat(inserted).hasSize(2).allSatisfy(change -> {
            assertThat(change.before()).isEmpty();
            assertThat(change.after().orElseThrow().content()).containsOnlyKeys("name");
        });
        var changed = deltas.get(3).rows();
        assertThat(changed).extracting(c -> c.name() + " " + c.after().isPresent())
                .containsExactlyInAnyOrder("public.countries(code=DE) true", "public.countries(code=FR) false");
    }

    @Test
    void aHalfAppliedRevisionIsPartial() throws SQLException {
        var catalog = catalog(SHOP);
        var found = detect(catalog,
                SHOP.get(0).script().text(),
                "create table countries (code text primary key, name text, added timestamptz default now())");
        assertThat(found.verdict()).as("%s", found).isEqualTo(Verdict.PARTIAL);
        assertThat(found.state()).isEqualTo(State.of("r1"));
        assertThat(found.evidence()).contains("the schema is that after statement 1 of 2 of r2");
    }

    @Test
    void aRevisionThatFailsIsAValueAndOtherBranchesAreMade() throws SQLException {
        var revisions = new ArrayList<>(SHOP);
        revisions.add(revision("broken", "create table b (id int); select nonsense;", "r1"));
        revisions.add(revision("above", "create table c (id int);", "broken"));
        var catalog = catalog(revisions);
        var made = references().of(catalog);
        assertThat(made.problems()).extracting(Problem::code).containsExactly("LDG424");
        assertThat(made.problems().getFirst().message()).contains("broken").contains("statement 2").contains("nonsense");
        assertThat(made.references().getFirst().deltas()).hasSize(SHOP.size());
        var found = detect(catalog, scripts(catalog, State.of("r2")));
        assertThat(found.verdict()).isEqualTo(Verdict.EQUIVALENT);
    }

    @Test
    void aDumpWithASchemaOfItsOwnIsAnOrigin() throws SQLException {
        var dump = """
                SET search_path = '';
                CREATE TABLE public.customers (id bigint generated always as identity primary key, name text not null);
                CREATE TABLE public.legacy (id int primary key);
                COPY public.legacy (id) FROM stdin;
                1
                2
                \\.
                INSERT INTO legacy VALUES (3);
                """;
        var catalog = catalog(SHOP, new SnapshotScript("init", "r1", new Script(dump, 1), "init.sql"));
        var made = references().of(catalog);
        assertThat(made.problems()).extracting(Problem::code).containsExactly("LDG425");
        var found = detect(catalog,
                "create table customers (id bigint generated always as identity primary key, name text not null)",
                "create table legacy (id int primary key)",
                SHOP.get(1).script().text());
        assertThat(found.verdict()).as("%s", found).isEqualTo(Verdict.EXACT);
        assertThat(found.state()).isEqualTo(State.of("r2"));
        assertThat(found.origin()).isEqualTo("init");
    }
}
