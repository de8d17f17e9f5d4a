package dev.migrationledger.core.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.catalog.Policy;
import dev.migrationledger.core.detection.SimulatedDatabase.AddColumn;
import dev.migrationledger.core.detection.SimulatedDatabase.Alter;
import dev.migrationledger.core.detection.SimulatedDatabase.Backfill;
import dev.migrationledger.core.detection.SimulatedDatabase.CreateIndex;
import dev.migrationledger.core.detection.SimulatedDatabase.CreateTable;
import dev.migrationledger.core.detection.SimulatedDatabase.DropColumn;
import dev.migrationledger.core.detection.SimulatedDatabase.Insert;
import dev.migrationledger.core.detection.SimulatedDatabase.ReplaceFunction;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.schema.Fact;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.schema.ObjectKind;
import dev.migrationledger.core.schema.SchemaSnapshot;
import java.util.ArrayList;
import dev.migrationledger.core.target.TrackerReading;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DetectingTest {
    private static final List<String> COLUMNS = List.of("id", "name");

    /** a -> b, c -> merge: tables t_a, t_b, t_c; then data, then an index. */
    private final GeneratedHistory shop = new GeneratedHistory()
            .add("a", List.of(), List.of(new CreateTable("t_a", COLUMNS)))
            .add("b", List.of("a"), List.of(new CreateTable("t_b", COLUMNS), new AddColumn("t_a", "b", "text")))
            .add("c", List.of("a"), List.of(new CreateTable("t_c", COLUMNS)))
            .add("merge", List.of("b", "c"), List.of())
            .add("countries", List.of("merge"), List.of(new Insert("t_c", "DE"), new Insert("t_c", "FR")))
            .add("last", List.of("countries"), List.of(new CreateTable("t_d", COLUMNS), new CreateIndex("i", "t_c", "name")));

    private SimulatedDatabase at(String... members) {
        return shop.run(Set.of(members)).orElseThrow();
    }

    private Detection detect(SimulatedDatabase database) {
        return shop.detect(GeneratedHistory.live(database.snapshot()), database.rows());
    }

    @Test
    void anEmptySchemaIsEmpty() {
        assertThat(detect(at()).verdict()).isEqualTo(Verdict.EMPTY);
    }

    /** Otherwise a right claim would be "corrected" to base: a wrong stamp. */
    @Test
    void anEmptySchemaDoesNotContradictAClaimWhoseRevisionsLeaveNothing() {
        var history = new GeneratedHistory()
                .add("made", List.of(), List.of(new CreateTable("t", COLUMNS)))
                .add("dropped", List.of("made"), List.of(new SimulatedDatabase.DropTable("t")));
        assertThat(history.detect(claiming("dropped"), Map.of())).satisfies(found -> {
            assertThat(found.verdict()).isEqualTo(Verdict.EQUIVALENT);
            assertThat(found.candidates()).containsExactly(State.EMPTY, State.of("dropped"));
            assertThat(found.claim()).isEqualTo(Claim.AGREES);
        });
        assertThat(history.detect(claiming("made"), Map.of())).satisfies(found -> {
            assertThat(found.verdict()).isEqualTo(Verdict.EMPTY);
            assertThat(found.claim()).isEqualTo(Claim.WRONG);
        });
    }

    private static Live claiming(String revision) {
        return new Live(
                SchemaSnapshot.EMPTY,
                List.of(new TrackerReading("alembic", "public.alembic_version", List.of(revision), false)),
                "f");
    }

    @Test
    void aSideBranchIsNamed() {
        var found = detect(at("a", "c"));
        assertThat(found.verdict()).isEqualTo(Verdict.EXACT);
        assertThat(found.state()).isEqualTo(State.of("c"));
        assertThat(found.evidence())
                .contains("table public.t_c present (added by c)", "table public.t_b absent (b would add it)");
    }

    /** As a unique constraint or a check is read: what it is stands in its key, and only its name beside. */
    @Test
    void aRevisionWhoseConstraintIsMissingIsNotTakenForComplete() {
        var history = new GeneratedHistory().add("a", List.of(), List.of());
        var table = Fact.hard(ObjectKind.TABLE, "public.t", Map.of());
        var key = new FactKey(ObjectKind.UNIQUE, "public.t(name)");
        var unique = new Fact(key, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(Map.of("name", "t_name_key")));
        var without = new SchemaSnapshot(new TreeMap<>(Map.of(table.key(), table)));
        var complete = new SchemaSnapshot(new TreeMap<>(Map.of(table.key(), table, key, unique)));
        var delta = Delta.between("a", SchemaSnapshot.EMPTY, complete, List.of(), false);
        var reference = new OriginReference(
                OriginReference.EMPTY, State.EMPTY, SchemaSnapshot.EMPTY, List.of(delta), List.of(), List.of());
        var found = history.detect(
                history.catalog(), List.of(reference), GeneratedHistory.live(without), Map.of(), Map.of());
        assertThat(found.verdict()).as("%s", found).isNotIn(Verdict.EXACT, Verdict.EQUIVALENT);
        assertThat(found.differences()).as("%s", found).isNotEmpty();
    }

    /** Neither as before nor as after the revision, so only what its statements do one by one can tell. */
    @Test
    void aRevisionThatStoppedBetweenMakingAndChangingSomethingIsPartial() {
        var history = new GeneratedHistory()
                .add("z", List.of(), List.of(new CreateTable("t_z", COLUMNS)))
                .add("a", List.of("z"), List.of(new CreateTable("t", COLUMNS), new Alter("t", "name", "default", "1")))
                .add("b", List.of("a"), List.of(
                        new AddColumn("t", "for_now", "text"), new AddColumn("t", "c", "text"), new DropColumn("t", "for_now")));
        var afterMaking = history.run(Set.of("z")).orElseThrow();
        new CreateTable("t", COLUMNS).run(afterMaking);
        var underway = history.run(Set.of("z", "a")).orElseThrow();
        new AddColumn("t", "for_now", "text").run(underway);
        new AddColumn("t", "c", "text").run(underway);
        for (var live : Map.of("z", afterMaking, "a", underway).entrySet()) {
            var found = history.detect(GeneratedHistory.live(live.getValue().snapshot()), live.getValue().rows());
            assertThat(found.verdict()).as("%s", found).isEqualTo(Verdict.PARTIAL);
            assertThat(found.state()).as("%s", found).isEqualTo(State.of(live.getKey()));
        }
    }

    @Test
    void aMergeIsTakenWithTheLastOfItsParents() {
        var found = detect(at("a", "b", "c"));
        assertThat(found.state()).isEqualTo(State.of("merge"));
        assertThat(found.verdict()).isEqualTo(Verdict.EXACT);
    }

    @Test
    void rowsTellADataRevisionFromTheStateBelow() {
        var found = detect(at("a", "b", "c", "merge", "countries"));
        assertThat(found.verdict()).isEqualTo(Verdict.EXACT);
        assertThat(found.state()).isEqualTo(State.of("countries"));
        assertThat(found.evidence()).contains("row public.t_c(id=DE) present (written by countries)");
    }

    @Test
    void rowsThatFitNoStateLeaveASet() {
        var database = at("a", "b", "c", "merge");
        new Insert("t_c", "DE").run(database);
        var found = detect(database);
        assertThat(found.verdict()).isEqualTo(Verdict.EQUIVALENT);
        assertThat(found.candidates()).containsExactly(State.of("merge"), State.of("countries"));
    }

    @Test
    void aBackfillThatDidNothingInScratchIsDecidedByItsProbeOnly() {
        var history = new GeneratedHistory()
                .add("a", List.of(), List.of(new CreateTable("t", COLUMNS)))
                .add("fill", List.of("a"), List.of(new Backfill("t", "name", "x")));
        var database = history.run(Set.of("a")).orElseThrow();
        var live = GeneratedHistory.live(database.snapshot());
        assertThat(history.detect(live, database.rows()).candidates())
                .containsExactly(State.of("a"), State.of("fill"));

        var catalog = new Catalog(
                "c", history.graph(), List.of(), List.of(), Map.of("fill", "select filled"), Policy.DEFAULT);
        for (var isIn : List.of(true, false)) {
            var found = history.detect(
                    catalog, List.of(history.reference()), live, Map.of(), Map.of("select filled", isIn));
            assertThat(found.verdict()).isEqualTo(Verdict.EXACT);
            assertThat(found.state()).isEqualTo(State.of(isIn ? "fill" : "a"));
        }
    }

    @Test
    void aFunctionBodyTellsStatesApartThatHaveTheSameTables() {
        var history = new GeneratedHistory()
                .add("a", List.of(), List.of(new ReplaceFunction("f", "one")))
                .add("b", List.of("a"), List.of(new ReplaceFunction("f", "two")));
        for (var id : List.of("a", "b")) {
            var members = history.graph().members(State.of(id));
            var found = history.detect(
                    GeneratedHistory.live(history.run(members).orElseThrow().snapshot()), Map.of());
            assertThat(found.state()).isEqualTo(State.of(id));
            assertThat(found.verdict()).isEqualTo(Verdict.EXACT);
        }
        var patched = history.run(Set.of("a", "b")).orElseThrow();
        new ReplaceFunction("f", "by hand").run(patched);
        assertThat(history.detect(GeneratedHistory.live(patched.snapshot()), Map.of()).verdict())
                .isEqualTo(Verdict.EQUIVALENT);
    }

    @Test
    void aRevisionThatStoppedAfterAStatementIsPartialAboveTheCompleteState() {
        var database = at("a", "b", "c", "merge", "countries");
        new CreateTable("t_d", COLUMNS).run(database);
        var found = detect(database);
        assertThat(found.verdict()).isEqualTo(Verdict.PARTIAL);
        assertThat(shop.graph().members(found.state())).contains("merge").doesNotContain("last");
        assertThat(found.evidence())
                .contains(
                        "the schema is that after statement 1 of 2 of last",
                        "table public.t_d: done by last",
                        "index public.t_c(name): not done, last would");
    }

    @Test
    void aDroppedObjectIsDriftOfTheStateThatMadeIt() {
        var database = at("a", "b");
        new SimulatedDatabase.DropColumn("t_b", "name").run(database);
        var found = detect(database);
        assertThat(found.verdict()).isEqualTo(Verdict.DRIFTED);
        assertThat(found.state()).isEqualTo(State.of("b"));
        assertThat(found.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.key()).hasToString("column public.t_b.name");
            assertThat(difference.revision()).isEqualTo("b");
        });
    }

    @Test
    void aDatabaseBuiltByAnOrmIsDriftedNearHead() {
        var history = tables(30);
        var database = history.run(history.graph().members(history.graph().heads())).orElseThrow();
        for (var table : database.tables()) {
            for (var column : database.columns(table)) {
                new Alter(table, column, "default", "by the ORM").run(database);
            }
        }
        var found = history.detect(GeneratedHistory.live(database.snapshot()), database.rows());
        assertThat(found.verdict()).isEqualTo(Verdict.DRIFTED);
        assertThat(found.state()).isEqualTo(history.graph().heads());
        assertThat(found.differences()).hasSize(60);
    }

    @Test
    void aForeignDatabaseIsUnknownWithTheNearestNamed() {
        var facts = new ArrayList<Fact>();
        for (int i = 0; i < 40; i++) {
            facts.add(Fact.hard(ObjectKind.TABLE, "public.foreign" + i, Map.of("kind", "table")));
            facts.add(Fact.hard(ObjectKind.COLUMN, "public.foreign" + i + ".id", Map.of("type", "bigint")));
        }
        facts.addAll(at("a").snapshot().facts().values());
        var found = shop.detect(GeneratedHistory.live(SchemaSnapshot.of(facts)), Map.of());
        assertThat(found.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(found.candidates()).startsWith(State.of("a"));
    }

    @Test
    void anotherSchemaNameIsMapped() {
        var facts = at("a", "c").snapshot().facts().values().stream()
                .map(f -> new Fact(
                        new FactKey(f.key().kind(), f.key().name().replace("public.", "app.")),
                        f.hard(), f.soft(), f.cosmetic()))
                .toList();
        var found = shop.detect(GeneratedHistory.live(SchemaSnapshot.of(facts)), Map.of());
        assertThat(found.state()).isEqualTo(State.of("c"));
        assertThat(found.verdict()).isEqualTo(Verdict.EXACT);
        assertThat(found.evidence())
                .contains("schema app compared as public, where the catalog has its objects");
    }

    @Test
    void aDumpThatIsNotTheStateItClaimsIsNotUsed() {
        var dump = new OriginReference(
                "init", State.of("b"), at("a").snapshot(), List.of(), List.of(), List.of());
        var found = shop.detect(
                shop.catalog(), List.of(shop.reference(), dump), GeneratedHistory.live(at("a").snapshot()), Map.of(), Map.of());
        assertThat(found.state()).isEqualTo(State.of("a"));
        assertThat(found.evidence())
                .contains("snapshot init claims to be b but its schema is that of a: it is not used");
    }

    @Test
    void aDumpWithASchemaOfItsOwnIsAnOrigin() {
        var facts = new TreeMap<>(at("a").snapshot().facts());
        var extra = Fact.hard(ObjectKind.TABLE, "public.only_in_dump", Map.of("kind", "table"));
        facts.put(extra.key(), extra);
        var start = new SchemaSnapshot(facts);
        var dump = new OriginReference("init", State.of("a"), start, shop.reference().deltas().subList(1, 6), List.of(), List.of());
        var found = shop.detect(
                shop.catalog(), List.of(shop.reference(), dump), GeneratedHistory.live(start), Map.of(), Map.of());
        assertThat(found.state()).isEqualTo(State.of("a"));
        assertThat(found.verdict()).isEqualTo(Verdict.EXACT);
        assertThat(found.origin()).isEqualTo("init");
    }

    @Test
    void aRevisionThatNobodySawRunLeavesTheAnswerOpen() {
        var seen = shop.reference();
        var reference = new OriginReference(
                "empty", State.EMPTY, SchemaSnapshot.EMPTY, seen.deltas().subList(0, 4), List.of(),
                List.of(new OriginReference.Unrun("countries", "statement 1: no such extension")));
        var live = GeneratedHistory.live(at("a", "b", "c").snapshot());
        var found = shop.detect(shop.catalog(), List.of(reference), live, Map.of(), Map.of());
        assertThat(found.verdict()).isEqualTo(Verdict.EQUIVALENT);
        assertThat(found.candidates()).containsExactly(State.of("merge"), State.of("countries"));
    }

    @Test
    void fortyBranchesOfFiveAreAnsweredWithoutWalkingThroughTheirStates() {
        var history = new GeneratedHistory().add("base", List.of(), List.of(new CreateTable("base", COLUMNS)));
        for (int branch = 0; branch < 40; branch++) {
            var parent = "base";
            for (int step = 0; step < 5; step++) {
                var id = "b%02d_%d".formatted(branch, step);
                var data = step == 4;
                history.add(id, List.of(parent), List.of(
                        data ? new Insert("base", id) : new CreateTable(id, COLUMNS)));
                parent = id;
            }
        }
        var random = new Random(40);
        var members = new java.util.TreeSet<>(Set.of("base"));
        for (int branch = 0; branch < 40; branch++) {
            for (int step = 0; step < random.nextInt(6); step++) {
                members.add("b%02d_%d".formatted(branch, step));
            }
        }
        members.removeIf(id -> !history.graph().isDownClosed(members));
        var truth = history.graph().members(State.of(members));
        var database = history.run(truth).orElseThrow();
        var found = history.detect(GeneratedHistory.live(database.snapshot()), database.rows());
        assertThat(found.verdict()).isEqualTo(Verdict.EXACT);
        assertThat(history.graph().members(found.state())).isEqualTo(truth);

        new AddColumn("base", "by_hand", "text").run(database);
        var drifted = history.detect(GeneratedHistory.live(database.snapshot()), database.rows());
        assertThat(drifted.verdict()).isEqualTo(Verdict.DRIFTED);
        assertThat(history.graph().members(drifted.state())).isEqualTo(truth);
        assertThat(drifted.differences()).hasSize(1);
    }

    @Test
    void fiveHundredRevisionsInARowAreAnswered() {
        var history = tables(500);
        for (int at : List.of(1, 250, 500)) {
            var members = history.graph().inOrder().stream().limit(at).map(r -> r.id()).toList();
            var database = history.run(Set.copyOf(members)).orElseThrow();
            var found = history.detect(GeneratedHistory.live(database.snapshot()), Map.of());
            assertThat(found.state()).isEqualTo(State.of(members.getLast()));
            new AddColumn("t000", "by_hand", "text").run(database);
            var drifted = history.detect(GeneratedHistory.live(database.snapshot()), Map.of());
            assertThat(drifted.state()).isEqualTo(State.of(members.getLast()));
            assertThat(drifted.differences()).hasSize(1);
        }
    }

    private static GeneratedHistory tables(int size) {
        var history = new GeneratedHistory();
        for (int i = 0; i < size; i++) {
            var parents = i == 0 ? List.<String>of() : List.of("r%03d".formatted(i - 1));
            history.add("r%03d".formatted(i), parents, List.of(new CreateTable("t%03d".formatted(i), COLUMNS)));
        }
        return history;
    }
}
