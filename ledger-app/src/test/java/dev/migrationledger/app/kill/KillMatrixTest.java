package dev.migrationledger.app.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
 * takes forty rounds, {@code -Dkill.from=7} leaves the first seven out. Without any, every second point is taken once.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillMatrixTest {
    private static final int ROUNDS = Integer.getInteger("kill.rounds", Boolean.getBoolean("soak") ? 40 : 0);
    private static final int FIRST = Integer.getInteger("kill.from", 0);
    private static final String ONLY = System.getProperty("kill.point", "");

    private final List<Oracle.Findings> all = new ArrayList<>();
    private Stage stage;

    @BeforeAll
    void open() throws IOException {
        stage = new Stage();
        stage.run("detect", stage.database(Point.Start.EMPTY));
    }

    @AfterAll
    void close() throws IOException {
        stage.close();
        var figures = "kill matrix: " + Points.all().size() + " points, " + all.size() + " deaths' ends: "
                + all.stream().mapToInt(f -> f.lost().size()).sum() + " lost, "
                + all.stream().mapToInt(f -> f.doubled().size()).sum() + " doubled, "
                + all.stream().mapToInt(f -> f.wronglyRecorded().size()).sum() + " wrongly recorded\n";
        Files.writeString(Files.createDirectories(Path.of("target")).resolve("kill-matrix.txt"), figures);
    }

    @TestFactory
    Stream<DynamicTest> everyRevisionIsInOnceAndRecordedOnce() {
        var points = Points.all();
        assertThat(points).hasSizeGreaterThanOrEqualTo(26);
        if (ROUNDS == 0) {
            return IntStream.range(0, points.size() / 2)
                    .mapToObj(i -> new Case(points.get(2 * i), Death.values()[i % Death.values().length], 0))
                    .map(one -> DynamicTest.dynamicTest(one.toString(), () -> check(one)));
        }
        return IntStream.range(FIRST, ROUNDS).boxed().flatMap(round -> IntStream.range(0, points.size())
                .filter(i -> points.get(i).name().contains(ONLY))
                .mapToObj(i -> new Case(points.get(i), Death.values()[(i + round) % Death.values().length], round))
                .map(one -> DynamicTest.dynamicTest(one.toString(), () -> check(one))));
    }

    private void check(Case one) throws Exception {
        var findings = one.on(stage);
        all.add(findings);
        assertThat(findings.areNone()).as("%s: %s", one, findings).isTrue();
    }
}
