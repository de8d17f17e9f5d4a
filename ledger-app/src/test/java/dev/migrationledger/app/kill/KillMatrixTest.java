package dev.migrationledger.app.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * At every point something dies, and the next run goes on: each revision is in once, and recorded once. A round takes each
 * point with one kind of death: {@code -Dkill.rounds=3} is every point with every death, {@code ./ledger test --soak}
 * takes forty rounds, {@code -Dkill.from=7} leaves the first seven out. Without any, every second point takes every death.
 * {@code -Dkill.stages=8} has servers for eight deaths side by side.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillMatrixTest {
    private static final boolean SOAK = Boolean.getBoolean("soak");
    private static final int ROUNDS = Integer.getInteger("kill.rounds", SOAK ? 40 : 0);
    private static final int FIRST = Integer.getInteger("kill.from", 0);
    private static final int STAGES = Integer.getInteger("kill.stages", SOAK ? 4 : 2);
    private static final String ONLY = System.getProperty("kill.point", "");

    private final Queue<Oracle.Findings> all = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<Stage> free = new LinkedBlockingQueue<>();
    private final ExecutorService sideBySide = Executors.newFixedThreadPool(STAGES);

    @BeforeAll
    void open() throws IOException {
        for (int i = 0; i < STAGES; i++) {
            var stage = new Stage();
            free.add(stage);
            stage.run("detect", stage.database(Point.Start.EMPTY));
        }
    }

    @AfterAll
    void close() throws IOException {
        sideBySide.shutdownNow();
        for (var stage : free) {
            stage.close();
        }
        var figures = "kill matrix: " + Points.all().size() + " points, " + all.size() + " deaths' ends: "
                + all.stream().mapToInt(f -> f.lost().size()).sum() + " lost, "
                + all.stream().mapToInt(f -> f.doubled().size()).sum() + " doubled, "
                + all.stream().mapToInt(f -> f.wronglyRecorded().size()).sum() + " wrongly recorded\n";
        Files.writeString(Files.createDirectories(Path.of("target")).resolve("kill-matrix.txt"), figures);
    }

    @TestFactory
    Stream<DynamicTest> everyRevisionIsInOnceAndRecordedOnce() {
        assertThat(cases()).as("points whose name has '%s'", ONLY).isNotEmpty();
        return cases().map(this::begun).toList().stream();
    }

    private static Stream<Case> cases() {
        var points = Points.all();
        var deaths = Death.values();
        return IntStream.range(FIRST, ROUNDS == 0 ? deaths.length : ROUNDS).boxed()
                .flatMap(round -> IntStream.iterate(0, i -> i < points.size(), i -> i + (ROUNDS == 0 ? 2 : 1))
                        .filter(i -> points.get(i).name().contains(ONLY))
                        .mapToObj(i -> new Case(points.get(i), deaths[(i + round) % deaths.length], round)));
    }

    /** It runs when a stage is free; the test tells how it went. */
    private DynamicTest begun(Case one) {
        var end = sideBySide.submit(() -> check(one));
        return DynamicTest.dynamicTest(one.toString(), () -> {
            try {
                end.get();
            } catch (ExecutionException e) {
                throw e.getCause();
            }
        });
    }

    private Void check(Case one) throws Exception {
        var stage = free.take();
        try {
            var findings = one.on(stage);
            all.add(findings);
            assertThat(findings.areNone()).as("%s: %s", one, findings).isTrue();
            return null;
        } finally {
            free.add(stage);
        }
    }
}
