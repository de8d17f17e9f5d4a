package dev.migrationledger.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.schema.Difference.Change;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaDiffTest {
    private static final FactKey COLUMN = new FactKey(ObjectKind.COLUMN, "public.t.a");
    private static final FactKey INDEX = new FactKey(ObjectKind.INDEX, "public.t(a)");

    @Test
    void eachTierThatDiffersIsOneDifferenceInWords() {
        var expected = column(Map.of("type", "integer", "nullability", "not null", "default", "0"), "1");
        var actual = column(Map.of("type", "bigint", "nullability", "not null", "default", "0"), "2");

        assertThat(SchemaDiff.compare(expected, actual)).containsExactly(
                new Difference(Change.CHANGED, COLUMN, "integer not null default 0", "bigint not null default 0", Tier.HARD, ""),
                new Difference(Change.CHANGED, COLUMN, "position 1", "position 2", Tier.COSMETIC, ""));
    }

    @Test
    void identicalIndexesAreCountedAndNamed() {
        assertThat(SchemaDiff.compare(indexes("one"), indexes("one", "two", "two_more"))).containsExactly(
                new Difference(Change.CHANGED, INDEX, "no count", "count 3", Tier.HARD, ""),
                new Difference(Change.CHANGED, INDEX, "name one", "name one | two | two_more", Tier.COSMETIC, ""));
    }

    @Test
    void theFingerprintLooksAwayFromWhatIsCosmeticAndNothingElse() {
        var one = column(Map.of("type", "integer"), "1");

        assertThat(Fingerprint.of(column(Map.of("type", "integer"), "2"))).isEqualTo(Fingerprint.of(one));
        assertThat(Fingerprint.of(column(Map.of("type", "bigint"), "1"))).isNotEqualTo(Fingerprint.of(one));
        assertThat(Fingerprint.of(comment("a"))).isNotEqualTo(Fingerprint.of(comment("b")));
        assertThat(Fingerprint.hardOnly(comment("a"))).isEqualTo(Fingerprint.hardOnly(SchemaSnapshot.EMPTY));
    }

    private static SchemaSnapshot column(Map<String, String> hard, String position) {
        var facts = new FactCollector();
        facts.add(ObjectKind.COLUMN, COLUMN.name(), hard, Map.of(), Map.of("position", position));
        return facts.snapshot();
    }

    private static SchemaSnapshot comment(String text) {
        var facts = new FactCollector();
        facts.add(ObjectKind.COMMENT, "table public.t", Map.of(), Map.of("text", text), Map.of());
        return facts.snapshot();
    }

    private static SchemaSnapshot indexes(String... names) {
        var facts = new FactCollector();
        for (var name : names) {
            facts.add(ObjectKind.INDEX, INDEX.name(), Map.of("unique", "no"), Map.of(), Map.of("name", name));
        }
        return facts.snapshot();
    }
}
