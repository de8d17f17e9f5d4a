package dev.migrationledger.core.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.catalog.Policy;
import dev.migrationledger.core.detection.Claim;
import dev.migrationledger.core.detection.Delta;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.OriginReference;
import dev.migrationledger.core.detection.Verdict;
import dev.migrationledger.core.revision.Kind;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.schema.Difference;
import dev.migrationledger.core.schema.Fact;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.schema.ObjectKind;
import dev.migrationledger.core.schema.SchemaSnapshot;
import dev.migrationledger.core.schema.Tier;
import dev.migrationledger.core.script.Dialect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Objects are written {@code table public.t}, owners {@code status revision source}. */
class OwnershipTest {
    private final List<Revision> revisions = new ArrayList<>();
    private final List<Delta> deltas = new ArrayList<>();
    private final List<Delta> alone = new ArrayList<>();
    private final List<OriginReference> dumps = new ArrayList<>();

    /** @param change facts after it, separated by semicolons: {@code +table public.t}, {@code -..}, {@code ~..} changed */
    private OwnershipTest revision(String id, String source, String parent, String script, String change) {
        revisions.add(new Revision(
                id, parent.isEmpty() ? List.of() : List.of(parent), List.of(), Set.of(), id,
                script.startsWith("--") ? Kind.DOCUMENTATION : Kind.SCHEMA, true, false, List.of(), new Script(script, 1),
                Optional.empty(), source, id + ".sql"));
        deltas.add(delta(id, change));
        return this;
    }

    private static Delta delta(String id, String change) {
        var facts = new TreeMap<FactKey, Delta.Change>();
        Arrays.stream(change.split(";")).map(String::strip).filter(c -> !c.isEmpty()).forEach(c -> {
            var key = key(c.substring(1));
            var before = Fact.hard(key.kind(), key.name(), Map.of());
            var after = Fact.hard(key.kind(), key.name(), Map.of("by", id));
            facts.put(key, new Delta.Change(
                    c.startsWith("+") ? Optional.empty() : Optional.of(before),
                    c.startsWith("-") ? Optional.empty() : Optional.of(after)));
        });
        return new Delta(id, facts, List.of(), false);
    }

    private static FactKey key(String text) {
        var at = text.indexOf(' ');
        var kind = ObjectKind.valueOf(text.substring(0, at).toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
        return new FactKey(kind, text.substring(at + 1));
    }

    private static Set<FactKey> keys(String... names) {
        return Arrays.stream(names).map(OwnershipTest::key).collect(Collectors.toSet());
    }

    private OwnershipTest dump(String id, String at, String... names) {
        dumps.add(new OriginReference(
                id,
                State.of(at),
                SchemaSnapshot.of(keys(names).stream().map(k -> Fact.hard(k.kind(), k.name(), Map.of())).toList()),
                List.of(), List.of(), List.of()));
        return this;
    }

    private Catalog catalog() {
        return new Catalog("shop", new RevisionGraph(revisions), List.of(), List.of(), Map.of(), Policy.DEFAULT);
    }

    private List<OriginReference> references() {
        var all = new ArrayList<OriginReference>();
        all.add(new OriginReference("empty", State.EMPTY, SchemaSnapshot.EMPTY, deltas, alone, List.of()));
        all.addAll(dumps);
        return all;
    }

    private static Detection seen(Verdict verdict, String origin, String state, String... missing) {
        return new Detection(
                verdict, state.isEmpty() ? State.EMPTY : State.of(state.split(",")), List.of(), Claim.ABSENT, State.EMPTY, List.of(),
                Arrays.stream(missing)
                        .map(m -> new Difference(Difference.Change.MISSING, key(m), "there", "", Tier.HARD, ""))
                        .toList(),
                List.of(), origin, "f");
    }

    private Map<String, String> owners(Detection detection, String... live) {
        return Ownership.of(catalog(), new Survey(detection, references(), keys(live), Map.of(key("view public.seeded"), "reference"), Dialect.POSTGRESQL))
                .stream()
                .collect(Collectors.toMap(
                        o -> o.key().toString(),
                        o -> (o.status().name().toLowerCase(java.util.Locale.ROOT) + " " + o.revision() + " " + o.source()).strip(),
                        (a, b) -> a,
                        TreeMap::new));
    }

    private OwnershipTest shop() {
        return revision("a", "alembic", "", "", "+table public.t; +column public.t.id")
                .revision("b", "alembic", "a", "", "+column public.t.note; +table public.gone")
                .revision("c", "sql", "b", "", "-table public.gone; +view public.v; ~table public.t")
                .revision("d", "sql", "c", "create table if not exists t (id int)", "");
    }

    @Test
    void theMakerOwnsAndLaterChangesAreListed() {
        shop();
        assertThat(owners(seen(Verdict.EXACT, "empty", "c"), "table public.t", "column public.t.id", "column public.t.note", "view public.v"))
                .isEqualTo(Map.of(
                        "table public.t", "owned a alembic",
                        "column public.t.note", "owned b alembic",
                        "view public.v", "owned c sql"));
        var table = Ownership.of(catalog(), new Survey(seen(Verdict.EXACT, "empty", "c"), references(), keys("table public.t"), Map.of(), Dialect.POSTGRESQL));
        assertThat(table.getFirst().changedBy()).containsExactly("c");
    }

    @Test
    void twoSourcesThatCreateTheSameContestIt() {
        shop();
        assertThat(owners(seen(Verdict.EXACT, "empty", "d"), "table public.t")).containsEntry("table public.t", "contested a alembic");
        assertThat(owners(seen(Verdict.EXACT, "empty", "c"), "table public.t")).containsEntry("table public.t", "owned a alembic");
    }

    @Test
    void aRivalIsKnownByWhatItDoesAloneToo() {
        revision("a", "one", "", "", "+table public.t").revision("b", "two", "", "", "");
        alone.add(delta("b", "+table public.t"));
        assertThat(owners(seen(Verdict.EXACT, "empty", "a,b"), "table public.t")).containsEntry("table public.t", "contested a one");
        assertThat(owners(seen(Verdict.EXACT, "empty", "b"), "table public.t")).containsEntry("table public.t", "owned b two");
    }

    @Test
    void whatNobodyMadeInThisStateIsUnowned() {
        shop();
        var unowned = Ownership.of(catalog(), new Survey(
                seen(Verdict.DRIFTED, "empty", "b"), references(), keys("table public.t", "table public.x", "view public.v"), Map.of(), Dialect.POSTGRESQL));
        assertThat(unowned).filteredOn(o -> o.status() == OwnedObject.Status.UNOWNED)
                .extracting(o -> o.key() + " " + o.claims().stream().map(c -> c.how() + " " + c.revision()).toList())
                .containsExactly("table public.x []", "view public.v [CREATES c]");
        var dropped = Ownership.of(catalog(), new Survey(
                seen(Verdict.DRIFTED, "empty", "c"), references(), keys("table public.gone"), Map.of(), Dialect.POSTGRESQL));
        assertThat(dropped.getFirst().status()).isEqualTo(OwnedObject.Status.UNOWNED);
        assertThat(dropped.getFirst().claims()).containsExactly(new Claimant("c", "sql", Claimant.How.DROPS));
    }

    @Test
    void partsAreListedOnlyWhereTheyDifferFromTheirTable() {
        shop();
        assertThat(owners(
                        seen(Verdict.DRIFTED, "empty", "b", "table public.gone", "column public.gone.id", "column public.t.note"),
                        "table public.t", "column public.t.id", "column public.t.extra", "table public.x", "column public.x.id"))
                .isEqualTo(Map.of(
                        "table public.t", "owned a alembic",
                        "column public.t.note", "missing b alembic",
                        "column public.t.extra", "unowned",
                        "table public.x", "unowned",
                        "table public.gone", "missing b alembic"));
    }

    @Test
    void documentationOwnsWhatNobodyMakesAndContestsWhatAnotherSourceMakes() {
        shop().revision("e", "notes", "d", "-- claims: table legacy, t, view old_view\n-- create function f(int) returns int ...", "");
        var owners = owners(seen(Verdict.DRIFTED, "empty", "e"), "table public.t", "table app.legacy", "function public.f(integer)");
        assertThat(owners)
                .containsEntry("table app.legacy", "owned e notes")
                .containsEntry("function public.f(integer)", "owned e notes")
                .containsEntry("table public.t", "contested a alembic")
                .containsEntry("view old_view", "missing e notes");
        assertThat(owners(seen(Verdict.DRIFTED, "empty", "d"), "table app.legacy")).containsEntry("table app.legacy", "unowned");
    }

    @Test
    void aDumpAgreesWithTheRevisionItEqualsAndOwnsTheRest() {
        shop().dump("init", "b", "table public.t", "table public.gone", "table public.legacy");
        var owners = owners(seen(Verdict.EXACT, "init", "b"), "table public.t", "table public.gone", "table public.legacy");
        assertThat(owners).isEqualTo(Map.of(
                "table public.t", "owned a alembic", "table public.gone", "owned b alembic", "table public.legacy", "owned b init"));
    }

    @Test
    void aDumpContestsWhatALaterRevisionMakesOnceMore() {
        shop().revision("e", "sql", "d", "", "+table public.late").dump("init", "b", "table public.late");
        assertThat(owners(seen(Verdict.EXACT, "empty", "e"), "table public.late")).containsEntry("table public.late", "contested e sql");
    }

    @Test
    void nothingIsProvenOfAnUnknownSchema() {
        shop();
        assertThat(owners(seen(Verdict.UNKNOWN, "empty", "b", "table public.gone"), "table public.t", "table public.x"))
                .isEqualTo(Map.of("table public.t", "unowned", "table public.x", "unowned"));
    }

    @Test
    void seedsOwnWhatTheyMake() {
        shop();
        assertThat(owners(seen(Verdict.EXACT, "empty", "c"), "view public.seeded")).containsEntry("view public.seeded", "owned  reference");
    }

    @Test
    void whatALookFoundIsItsStateAndItsDifferences() {
        shop();
        assertThat(Ownership.liveAt(catalog(), references(), seen(Verdict.DRIFTED, "empty", "b", "column public.t.note")))
                .contains(keys("table public.t", "column public.t.id", "table public.gone"));
        assertThat(Ownership.liveAt(catalog(), references(), seen(Verdict.EXACT, "empty", "forgotten"))).isEmpty();
    }
}
