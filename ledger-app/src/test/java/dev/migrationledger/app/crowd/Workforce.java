package dev.migrationledger.app.crowd;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** One worker process at a time; when it is killed another takes its place. */
final class Workforce implements AutoCloseable {
    private static final long AT_MOST = 1800;

    private final List<String> command;
    private final Map<String, String> environment;
    private final AtomicLong numbers = new AtomicLong();
    private Running running;

    private record Running(Process process, PrintStream in, Map<Long, CompletableFuture<Answer>> open) {
        /** What was asked and is not answered yet is answered as killed once the process has said its last. */
        void listen() {
            try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (var line = out.readLine(); line != null; line = out.readLine()) {
                    var parts = line.split("\t", 2);
                    var asked = open.remove(Long.parseLong(parts[0]));
                    if (asked != null) {
                        asked.complete(Answer.read(parts[1]));
                    }
                }
            } catch (IOException closed) {
                // It was killed: what it had not said it will not say.
                Thread.onSpinWait();
            } finally {
                bury();
            }
        }

        void bury() {
            open.values().forEach(asked -> asked.complete(Answer.killed()));
        }
    }

    Workforce(Path configuration, Path dataDirectory, Map<String, String> environment) {
        this.command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Worker.class.getName(),
                configuration.toString(),
                dataDirectory.toString());
        this.environment = environment;
        this.running = start();
    }

    private Running start() {
        var builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
        builder.environment().putAll(environment);
        try {
            var process = builder.start();
            var started = new Running(
                    process, new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8), new ConcurrentHashMap<>());
            Thread.ofVirtual().start(started::listen);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer ask(Errand errand) throws InterruptedException, ExecutionException {
        var answer = new CompletableFuture<Answer>();
        synchronized (this) {
            long number = numbers.incrementAndGet();
            running.open.put(number, answer);
            running.in.println(number + "\t" + errand.line());
            if (!running.process.isAlive()) {
                running.bury();
            }
        }
        try {
            return answer.get(AT_MOST, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no answer within " + AT_MOST + " s to " + errand, e);
        }
    }

    /** {@code kill -9}; the one that takes over starts at once, while servers still end the sessions of the dead. */
    synchronized void kill() throws InterruptedException {
        running.process.destroyForcibly().waitFor();
        running = start();
    }

    @Override
    public synchronized void close() throws InterruptedException {
        running.in.close();
        if (!running.process.waitFor(60, TimeUnit.SECONDS)) {
            running.process.destroyForcibly();
            throw new AssertionError("a worker does not end with its input");
        }
    }
}
