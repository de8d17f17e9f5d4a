package dev.migrationledger.app.kill;

import dev.migrationledger.app.cli.Main;
import dev.migrationledger.app.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One command line that runs: in a process of its own, so that it can be killed, or in this one. */
sealed interface Executor {
    /** @param exit -1 of one that was killed */
    record Ended(int exit, String out, String err) {}

    boolean isRunning();

    Ended await() throws Exception;

    record Child(Process process) implements Executor {
        @Override
        public boolean isRunning() {
            return process.isAlive();
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }

        @Override
        public Ended await() throws InterruptedException {
            if (!process.waitFor(180, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return new Ended(process.exitValue() == 137 ? -1 : process.exitValue(), "", "");
        }
    }

    record Here(CompletableFuture<Ended> run) implements Executor {
        @Override
        public boolean isRunning() {
            return !run.isDone();
        }

        @Override
        public Ended await() throws Exception {
            return run.get(180, TimeUnit.SECONDS);
        }
    }

    static Child child(Map<String, String> environment, List<String> words) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        command.addAll(words);
        var builder = new ProcessBuilder(command).redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
        builder.environment().putAll(environment);
        try {
            return new Child(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Here here(Map<String, String> environment, List<String> words) {
        return new Here(CompletableFuture.supplyAsync(
                () -> run(environment, words), task -> Thread.ofPlatform().daemon().start(task)));
    }

    static Ended run(Map<String, String> environment, List<String> words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int exit = Main.run(
                new Terminal(stream(out), stream(err), false, environment), words.toArray(String[]::new));
        return new Ended(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
