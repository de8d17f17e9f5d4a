package dev.migrationledger.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A command line in a process of its own, for what only signals can show. */
final class ChildRun implements AutoCloseable {
    private static final int LONGEST_SECONDS = 120;

    private final Workplace workplace;
    private final List<String> words;
    private final Process process;
    private final CompletableFuture<String> out;
    private final CompletableFuture<String> err;

    private ChildRun(Workplace workplace, List<String> words, Process process) {
        this.workplace = workplace;
        this.words = words;
        this.process = process;
        this.out = read(process.getInputStream());
        this.err = read(process.getErrorStream());
    }

    static ChildRun start(Workplace workplace, Map<String, String> environment, List<String> words, List<String> arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        try {
            return new ChildRun(workplace, words, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CompletableFuture<String> read(InputStream stream) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (stream) {
                        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                task -> Thread.ofPlatform().daemon().start(task));
    }

    long pid() {
        return process.pid();
    }

    /** As the terminal does on Ctrl-C. */
    ChildRun signal(String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor()).isZero();
        return this;
    }

    /** Every process that it started, as the kernel does when memory is short. */
    ChildRun killChildren() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        return this;
    }

    CommandLineRun ended() throws InterruptedException {
        assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).as("%s ended", words).isTrue();
        return workplace.seen(words, process.exitValue(), out.join(), err.join());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
