package dev.migrationledger.app.generated;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** Which graphs a test looks at: {@code -Dgraphs=200} the first 200, {@code -Dseed=17} one, else what the test can afford. */
record Seeds(List<Long> seeds) {
    /** The server is what is waited for. */
    private static final int AT_ONCE = 3;

    interface Task<T> {
        List<T> of(long seed) throws Exception;
    }

    static Seeds of(int affordable) {
        var only = Long.getLong("seed");
        return new Seeds(
                only == null
                        ? LongStream.range(0, Integer.getInteger("graphs", affordable)).boxed().toList()
                        : List.of(only));
    }

    int count() {
        return seeds.size();
    }

    <T> List<T> inParallel(Task<T> task) {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var started = seeds.stream().map(seed -> threads.submit(() -> task.of(seed))).toList();
            return started.stream().flatMap(future -> finished(future).stream()).toList();
        }
    }

    private static <T> List<T> finished(Future<List<T>> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }
}
