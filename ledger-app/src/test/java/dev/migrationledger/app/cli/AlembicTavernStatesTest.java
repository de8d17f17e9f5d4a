package dev.migrationledger.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every state of a real Alembic project, as Alembic itself leaves it: seen without, with a right and with a wrong row. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlembicTavernStatesTest {
    private static final List<String> TO_THE_FORK = List.of("20240110_baseline", "5d2f81c09ab4", "e07ac4417f2b");
    private static final List<String> PERSONALITY = List.of("c64001afbd46", "b8e2f6d71c03", "1f7720c9be45");
    private static final List<String> MARKET = List.of("9a3be1507d62", "d41f0b86ce27");
    private static final List<String> TO_HEAD = List.of(
            "20240702_merge", "3c9ad7120b5e", "7b2e85d0f64c", "20240810_raw_sql", "2ac8f14e90d7", "04e9b6f1d27a", "f3027b8d6c49");

    private final Workplace workplace = new Workplace();

    @AfterAll
    void close() throws IOException {
        workplace.close();
    }

    /** Goes through the revisions in that order and looks after each. */
    private static void walk(Tavern tavern, SeenStates seen, List<List<String>> parts) {
        for (var revision : parts.stream().flatMap(List::stream).toList()) {
            tavern.upgraded(revision);
            var rows = tavern.shop.query("select version_num from alembic_version order by 1");
            seen.add(rows, "absent", tavern.claimsNothing().shop.json("detect"));
            var wrong = revision.equals(Tavern.HEAD) ? "20240110_baseline" : Tavern.HEAD;
            seen.add(rows, "wrong", tavern.claims(wrong).shop.json("detect"));
            seen.add(rows, "agrees", tavern.claims(rows.toArray(String[]::new)).shop.json("detect"));
            if (revision.equals("20240110_baseline")) {
                tavern.withPeople();
            }
        }
    }

    /** Merges and documentation are provably empty: the latest such state is the answer. */
    private static SeenStates states() {
        return new SeenStates()
                .sameAs("1f7720c9be45 d41f0b86ce27", "20240702_merge")
                .sameAs("3c9ad7120b5e", "20240810_raw_sql")
                .sameAs("7b2e85d0f64c", "20240810_raw_sql");
    }

    @Test
    void personalityFirst() {
        var seen = states();
        walk(new Tavern(workplace), seen, List.of(TO_THE_FORK, PERSONALITY, MARKET, TO_HEAD));
        assertThat(seen.faults()).isEmpty();
        assertThat(seen.counts()).isEqualTo("45 right, 0 right set, 0 refused, 0 wrong");
    }

    @Test
    void marketFirst() {
        var seen = states();
        walk(new Tavern(workplace), seen, List.of(TO_THE_FORK, MARKET, PERSONALITY));
        assertThat(seen.faults()).isEmpty();
        assertThat(seen.counts()).isEqualTo("24 right, 0 right set, 0 refused, 0 wrong");
    }

    /** Without a probe the backfill cannot be seen, nor the revision that finds its table in the dump: two sets for want of a right row. */
    @Test
    void fromTheDumpAndWithoutAProbe() {
        var seen = states();
        walk(new Tavern(workplace).withoutProbes().fromDump(), seen, List.of(TO_THE_FORK, PERSONALITY, MARKET, TO_HEAD));
        assertThat(seen.faults()).isEmpty();
        assertThat(seen.counts()).isEqualTo("24 right, 21 right set, 0 refused, 0 wrong");
    }
}
