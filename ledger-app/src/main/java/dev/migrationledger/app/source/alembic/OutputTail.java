package dev.migrationledger.app.source.alembic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines that a program printed, read as it prints so that it never waits for a reader. */
final class OutputTail {
    private static final int MOST = 5;
    private static final int WIDEST = 300;

    private final Deque<String> lines = new ArrayDeque<>();
    private final Thread reader;

    OutputTail(InputStream output) {
        this.reader = Thread.ofVirtual().start(() -> {
            try (var in = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
                in.lines().filter(line -> !line.isBlank()).forEach(this::add);
            } catch (IOException | UncheckedIOException e) {
                add("(its output ends here)");
            }
        });
    }

    private synchronized void add(String line) {
        lines.addLast(line.length() > WIDEST ? line.substring(0, WIDEST) : line);
        if (lines.size() > MOST) {
            lines.removeFirst();
        }
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** Waits a little for what an ended program printed last. */
    void awaitEnd() {
        try {
            reader.join(java.time.Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
