package dev.migrationledger.app.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * No double apply, no stuck lock, every refusal explained, projections equal a replay, whoever works at the same time and
 * whatever dies meanwhile. {@code -Dcrowd.operators=64 -Dcrowd.databases=200 -Dcrowd.processes=3 -Dcrowd.steps=20000} is the
 * large one; {@code -Dcrowd.seed} gives other commands, their order in time is never the same.
 */
class CrowdTest {
    private static final int OPERATORS = Integer.getInteger("crowd.operators", 8);
    private static final int DATABASES = Integer.getInteger("crowd.databases", 12);
    private static final int PROCESSES = Integer.getInteger("crowd.processes", 2);
    private static final int STEPS = Integer.getInteger("crowd.steps", 300);
    private static final long SEED = Long.getLong("crowd.seed", 1);

    @Test
    void noDoubleApplyNoStuckLockAndEveryRefusalIsExplained() throws Exception {
        var tally = new Tally(STEPS);
        try (var field = new Field(DATABASES, PROCESSES)) {
            long from = System.nanoTime();
            var steps = new AtomicInteger(STEPS);
            together(IntStream.range(0, OPERATORS)
                    .<Callable<Void>>mapToObj(n -> new Operator(field, tally, steps, SEED * 1000 + n))
                    .toList());
            long seconds = (System.nanoTime() - from) / 1_000_000_000;
            var wrong = lastUps(field);
            field.endWorkers();
            wrong.addAll(new Oracle(field).findings());
            write(tally, wrong, seconds);
            assertThat(wrong).as("seed %d", SEED).isEmpty();
            assertThat(tally.unexplained()).as("seed %d", SEED).isEmpty();
            assertThat(tally.kills()).isPositive();
        }
    }

    /** What nobody finished, the next {@code up} finishes. */
    private static List<String> lastUps(Field field) throws Exception {
        var wrong = Collections.synchronizedList(new ArrayList<String>());
        var left = new ConcurrentLinkedQueue<>(field.databases);
        together(IntStream.range(0, OPERATORS)
                .<Callable<Void>>mapToObj(n -> () -> {
                    var worker = field.workers.get(n % field.workers.size());
                    for (var database = left.poll(); database != null; database = left.poll()) {
                        var answer = worker.ask(new Errand(Errand.Verb.UP, database, "", 30));
                        if (answer.exit() != 0) {
                            wrong.add(database + ": the last up: " + answer);
                        }
                    }
                    return null;
                })
                .toList());
        return wrong;
    }

    private static void write(Tally tally, List<String> wrong, long seconds) throws IOException {
        var lines = new ArrayList<String>();
        lines.add(OPERATORS + " operators, " + DATABASES + " databases, " + PROCESSES + " processes, " + STEPS + " steps in "
                + seconds + " s; " + tally.kills() + " kills, " + tally.hands() + " by hand");
        tally.answers().forEach((answer, count) -> lines.add(answer + ": " + count));
        lines.addAll(tally.unexplained());
        lines.addAll(wrong);
        Files.write(Files.createDirectories(Path.of("target")).resolve("crowd.txt"), lines);
    }

    private static void together(List<Callable<Void>> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        }
    }
}
