package dev.migrationledger.core.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.catalog.Policy;
import dev.migrationledger.core.detection.SimulatedDatabase.Backfill;
import dev.migrationledger.core.detection.SimulatedDatabase.CreateIndex;
import dev.migrationledger.core.detection.SimulatedDatabase.CreateTable;
import dev.migrationledger.core.detection.SimulatedDatabase.Delete;
import dev.migrationledger.core.detection.SimulatedDatabase.Insert;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.target.TrackerReading;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LackingDataTest {
    private static final List<String> COLUMNS = List.of("id", "name");

    private final GeneratedHistory shop = new GeneratedHistory()
            .add("tables", List.of(), List.of(new CreateTable("t_c", COLUMNS)))
            .add("countries", List.of("tables"), List.of(new Insert("t_c", "DE"), new Insert("t_c", "FR")))
            .add("last", List.of("countries"), List.of(new CreateTable("t_d", COLUMNS), new CreateIndex("i", "t_c", "name")));

    private SimulatedDatabase atLast() {
        return shop.run(Set.of("tables", "countries", "last")).orElseThrow();
    }

    private Detection detect(SimulatedDatabase database) {
        return shop.detect(GeneratedHistory.live(database.snapshot()), database.rows());
    }

    /** An ORM's create_all: the whole schema, and not one of the rows that revisions insert. */
    @Test
    void aWholeSchemaWithoutTheRowsOfARevisionIsNotAtAnyState() {
        var made = atLast();
        new Delete("t_c", "DE").run(made);
        assertThat(detect(made).verdict()).as("one of its rows is there").isEqualTo(Verdict.EXACT);
        new Delete("t_c", "FR").run(made);
        var found = detect(made);
        assertThat(found.verdict()).as("%s", found).isEqualTo(Verdict.PARTIAL);
        assertThat(found.state()).isEqualTo(State.of("last"));
        assertThat(found.evidence().getFirst())
                .isEqualTo("the schema has all of countries, and none of the rows it writes is there:"
                        + " public.t_c(id=DE), public.t_c(id=FR)");
    }

    /** Who recorded the revision ran it, or decided so; its rows may be gone since. */
    @Test
    void rowsThatAreGoneSinceDoNotContradictATrackerThatAgrees() {
        var made = atLast();
        new Delete("t_c", "DE").run(made);
        new Delete("t_c", "FR").run(made);
        var tracker = new TrackerReading("alembic", "public.alembic_version", List.of("last"), false);
        var found = shop.detect(new Live(made.snapshot(), List.of(tracker), "f"), made.rows());
        assertThat(found.verdict()).isEqualTo(Verdict.EXACT);
        assertThat(found.claim()).isEqualTo(Claim.AGREES);
    }

    @Test
    void rowsThatALaterRevisionRemovedAreNotMissing() {
        var history = new GeneratedHistory()
                .add("a", List.of(), List.of(new CreateTable("t", COLUMNS)))
                .add("fill", List.of("a"), List.of(new Insert("t", "DE")))
                .add("clear", List.of("fill"), List.of(new Delete("t", "DE")))
                .add("b", List.of("clear"), List.of(new CreateTable("u", COLUMNS)));
        var made = history.run(Set.of("a", "fill", "clear", "b")).orElseThrow();
        assertThat(history.detect(GeneratedHistory.live(made.snapshot()), made.rows()).verdict()).isEqualTo(Verdict.EXACT);
    }

    @Test
    void aProbeThatDoesNotHoldContradictsAWholeSchema() {
        var history = new GeneratedHistory()
                .add("a", List.of(), List.of(new CreateTable("t", COLUMNS)))
                .add("fill", List.of("a"), List.of(new Backfill("t", "name", "x")))
                .add("b", List.of("fill"), List.of(new CreateTable("u", COLUMNS)));
        var catalog = new Catalog(
                "c", history.graph(), List.of(), List.of(), Map.of("fill", "select filled"), Policy.DEFAULT);
        var live = GeneratedHistory.live(history.run(Set.of("a", "fill", "b")).orElseThrow().snapshot());
        for (var isIn : List.of(true, false)) {
            var found = history.detect(
                    catalog, List.of(history.reference()), live, Map.of(), Map.of("select filled", isIn));
            assertThat(found.verdict()).isEqualTo(isIn ? Verdict.EXACT : Verdict.PARTIAL);
            assertThat(found.state()).isEqualTo(State.of("b"));
        }
    }
}
