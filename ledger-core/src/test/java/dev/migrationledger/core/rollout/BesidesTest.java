package dev.migrationledger.core.rollout;

import static dev.migrationledger.core.rollout.Samples.A_TO_C;
import static dev.migrationledger.core.rollout.Samples.catalog;
import static dev.migrationledger.core.rollout.Samples.revision;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.source.SeedScript;
import dev.migrationledger.core.source.SnapshotScript;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Of the catalog {@code b, c} and the plan that runs both. */
class BesidesTest {
    private static final Script TEXT = new Script("select 1;", 1);
    private static final String DIGEST = of(catalog("b", "c"));

    private static String of(Catalog catalog) {
        return Besides.digest(catalog, A_TO_C.steps(), Map.of());
    }

    @Test
    void eachThatDecidesWhatRunsIsInIt() {
        var verified = catalog(List.of(revision("b", false, List.of("select true")), revision("c")), Map.of());
        var idempotent = catalog(List.of(revision("b", true, List.of()), revision("c")), Map.of());
        var probed = catalog(List.of(revision("b"), revision("c")), Map.of("c", "select true"));
        assertThat(List.of(
                        DIGEST,
                        of(verified),
                        of(idempotent),
                        of(probed),
                        of(with(List.of(new SnapshotScript("init", "b", TEXT, "init.sql")), List.of())),
                        of(with(List.of(), List.of(new SeedScript("items", true, Optional.of("b"), TEXT, "items.sql")))),
                        Besides.digest(catalog("b", "c"), A_TO_C.steps(), Map.of("sql", "setup"))))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatOtherRevisionsHaveIsNot() {
        var more = catalog(List.of(revision("b"), revision("c"), revision("d", true, List.of("select true"))), Map.of("d", "select true"));
        assertThat(of(more)).isEqualTo(DIGEST);
        assertThat(Besides.digest(catalog("b", "c"), A_TO_C.steps(), Map.of("other", "setup"))).isEqualTo(DIGEST);
    }

    private static Catalog with(List<SnapshotScript> dumps, List<SeedScript> seeds) {
        var plain = catalog("b", "c");
        return new Catalog(plain.name(), plain.graph(), dumps, seeds, plain.probes(), plain.policy());
    }
}
