package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.cli.render.Progress;
import dev.migrationledger.app.operation.Operation;
import dev.migrationledger.app.operation.Subject;
import dev.migrationledger.app.result.Result;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does an operation to several databases at once. @param parallel how many, at most */
record Crew(Guarded guarded, int parallel) {

    /** In the order of the subjects. */
    <R extends Result> List<R> each(List<Subject> subjects, Operation<R> operation, Progress progress) {
        // No virtual threads: SQLite works in native code, and a few busy files would keep every carrier from the others.
        try (var executor = Executors.newFixedThreadPool(
                Math.min(parallel, Math.max(1, subjects.size())),
                Thread.ofPlatform().name("database-", 0).factory())) {
            var running = subjects.stream()
                    .map(subject -> executor.submit(() -> {
                        var result = guarded.run(operation, subject);
                        progress.advance(1, subject.id());
                        return result;
                    }))
                    .toList();
            return running.stream().map(Crew::get).toList();
        }
    }

    private static <R> R get(Future<R> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
