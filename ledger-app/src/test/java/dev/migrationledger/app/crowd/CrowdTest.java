package dev.migrationledger.app.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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
            var wrong = new ArrayList<String>();
            var ends = new LinkedHashMap<String, Answer>();
            for (var database : field.databases) {
                ends.put(database, field.workers.getFirst().ask(new Errand(Errand.Verb.UP, database, "", 10)));
            }
            ends.forEach((database, answer) -> {
                if (answer.exit() != 0) {
                    wrong.add(database + " " + answer);
                }
            });
            field.endWorkers();
            wrong.addAll(new Oracle(field).findings());
            var figures = tally.answers() + "\n" + tally.kills() + " kills, " + tally.hands() + " by hand, " + seconds + " s\n";
            Files.writeString(Files.createDirectories(Path.of("target")).resolve("crowd.txt"), figures + String.join("\n", tally.unexplained()) + "\n" + String.join("\n", wrong) + "\n");
            assertThat(wrong).isEmpty();
            assertThat(tally.unexplained()).isEmpty();
        }
    }

    private static void together(List<Callable<Void>> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        }
    }
}
