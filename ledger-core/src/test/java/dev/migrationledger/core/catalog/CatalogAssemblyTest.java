package dev.migrationledger.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Graphs;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.source.MigrationSource.Content;
import dev.migrationledger.core.source.SeedScript;
import dev.migrationledger.core.source.SnapshotScript;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogAssemblyTest {
    private static final Problem FINDING = new Problem("LDG173", Exit.FINDINGS, "callback", "");

    @Test
    void sourcesMakeOneGraphAndNamesBecomeFullIds() {
        var assembled = CatalogAssembly.of(
                "shop",
                List.of(
                        content("aaaa1111->bbbb2222"),
                        content("?bbbb2222->cccc3333"),
                        new Content(List.of(), List.of(snapshot("dump", "bbbb")), List.of(seed("seed", "head")), List.of(FINDING))),
                Map.of("cccc", "select true"),
                Policy.DEFAULT);

        assertThat(assembled.problems()).containsExactly(FINDING);
        assertThat(assembled.catalog()).hasValueSatisfying(catalog -> {
            assertThat(catalog.graph().heads()).isEqualTo(State.of("cccc3333"));
            assertThat(catalog.snapshots()).extracting(SnapshotScript::at).containsExactly("bbbb2222");
            assertThat(catalog.seeds()).extracting(SeedScript::after).containsExactly(Optional.of("cccc3333"));
            assertThat(catalog.probes()).containsOnlyKeys("cccc3333");
        });
    }

    @Test
    void whatNamesNoRevisionIsReportedTogether() {
        var assembled = CatalogAssembly.of(
                "shop",
                List.of(content("abc1->abc2,abd3"), new Content(
                        List.of(),
                        List.of(snapshot("dump", "abc"), snapshot("dump", "base")),
                        List.of(seed("seed", "abc9"), seed("seed", "abc1"), seed("seed", "abc1")),
                        List.of())),
                Map.of("abc1", "select true", "lost", "select true"),
                Policy.DEFAULT);

        assertThat(assembled.catalog()).isEmpty();
        assertThat(assembled.problems()).extracting(Problem::toString).satisfiesExactly(
                p -> assertThat(p).startsWith("LDG158: snapshot dump claims to be at abc, but 2 revisions begin with abc"),
                p -> assertThat(p).startsWith("LDG158: snapshot dump claims to be at base, which is not one revision"),
                p -> assertThat(p).contains("seed seed runs after abc9, but no revision").contains("did you mean"),
                p -> assertThat(p).startsWith("LDG158: a probe proves lost"),
                p -> assertThat(p).startsWith("LDG159: seed seed is defined more than once"));
    }

    @Test
    void anUnsoundGraphIsNoCatalog() {
        var assembled = CatalogAssembly.of("shop", List.of(content("a->b"), content("b->c")), Map.of(), Policy.DEFAULT);

        assertThat(assembled.catalog()).isEmpty();
        assertThat(assembled.problems()).extracting(Problem::code).containsExactly("LDG150");
    }

    private static Content content(String drawing) {
        return new Content(Graphs.revisions(drawing), List.of(), List.of(), List.of());
    }

    private static SnapshotScript snapshot(String id, String at) {
        return new SnapshotScript(id, at, Script.EMPTY, "dump.sql");
    }

    private static SeedScript seed(String id, String after) {
        return new SeedScript(id, false, Optional.of(after), Script.EMPTY, "seed.sql");
    }
}
