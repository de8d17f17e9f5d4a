package dev.migrationledger.app.stream.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.config.KafkaConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.ds.PGSimpleDataSource;

/** The publisher as a program of its own, which is killed with {@code SIGKILL}. */
final class PublisherProcess implements Life {
    private static final long BETWEEN_LOOKS_NANOS = 2_000_000;

    private final Process process;
    private final BufferedReader out;

    PublisherProcess(PublisherProgram program, PGSimpleDataSource store, KafkaConfig config) throws IOException {
        var command = new ArrayList<>(program.command());
        command.addAll(List.of(store.getUrl(), config.bootstrapServers().getFirst(), config.prefix()));
        var builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
        builder.environment().put("STORE_USER", String.valueOf(store.getUser()));
        builder.environment().put("STORE_PASSWORD", String.valueOf(store.getPassword()));
        process = builder.start();
        out = process.inputReader();
        await("connecting");
    }

    @Override
    public void awaitReady() throws IOException {
        await("ready");
    }

    private void await(String expected) throws IOException {
        for (var line = out.readLine(); !expected.equals(line); line = out.readLine()) {
            assertThat(line).as("the publisher ended before it said " + expected).isNotNull();
        }
    }

    /** Without being killed. */
    void endWell() throws IOException, InterruptedException {
        awaitReady();
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** @param args where the store is, where Kafka is, the prefix of its topics */
    public static void main(String[] args) throws IOException {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        var source = new PGSimpleDataSource();
        source.setUrl(args[0]);
        source.setUser(System.getenv("STORE_USER"));
        source.setPassword(System.getenv("STORE_PASSWORD"));
        try (var pool = Life.pool(source);
                var stream = Life.stream(pool, Life.config(args[1], args[2]))) {
            System.out.println("connecting");
            while (stream.catchUp().isEmpty()) {
                LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
            }
            System.out.println("ready");
            while (System.in.available() == 0) {
                stream.catchUp();
                LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
            }
            stream.catchUp();
        }
    }
}
