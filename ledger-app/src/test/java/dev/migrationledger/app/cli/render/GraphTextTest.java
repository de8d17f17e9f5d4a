package dev.migrationledger.app.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.Golden;
import dev.migrationledger.core.revision.Graphs;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphTextTest {
    @ParameterizedTest
    @CsvSource({
        "line, a->b->c",
        "branch-and-merge, a->b->c1;b->c2;c1+c2->m;m->n",
        "two-heads, a->b;a->c;c->d:shop",
        "two-bases, a->b;x->y;y~>b",
        "crossing, a->b;a->c;a->d;b+c+d->m;c->e;d->f;e+f->g",
        "octopus, a->b;a->c;a->d;a->e;b+c+d+e->m"
    })
    void everyLineOfHistoryHasALane(String name, String graph) {
        var marks = Map.of("b", List.of("shop-prod-eu", "shop-dev"));
        Golden.check(Golden.folder(GraphTextTest.class, "graphs").resolve(name + ".txt"),
                GraphText.of(Graphs.draw(graph.replace(" ", "")), marks, List.of(), new Look(false, false, 0)));
    }

    @Test
    void anyGraphIsDrawnWithEachRevisionOnce() {
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var literal = new StringBuilder("r0");
            for (int i = 1; i < 25; i++) {
                literal.append(";r").append(random.nextInt(i));
                literal.append(random.nextInt(3) == 0 ? "+r" + random.nextInt(i) : "").append("->r").append(i);
            }
            var graph = Graphs.draw(literal.toString().replaceAll("(r\\d+)\\+\\1->", "$1->"));
            var text = GraphText.of(graph, Map.of(), List.of(), new Look(false, false, 0));
            var drawn = text.lines().filter(line -> line.contains("*")).toList();
            assertThat(drawn).as("seed %s\n%s", seed, text).hasSize(graph.size());
            assertThat(drawn.stream().map(line -> line.replaceAll("^[*| ]+", "").split(" ")[0]).toList())
                    .as("seed %s\n%s", seed, text)
                    .containsExactlyElementsOf(graph.inOrder().reversed().stream().map(r -> r.id()).toList());
        }
    }

    @Test
    void nothingIsDrawnOfNothing() {
        assertThat(GraphText.of(dev.migrationledger.core.revision.RevisionGraph.EMPTY, Map.of(), List.of(), Look.PLAIN)).isEmpty();
    }
}
