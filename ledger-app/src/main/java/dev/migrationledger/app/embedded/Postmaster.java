package dev.migrationledger.app.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A running server's main process, as its {@code postmaster.pid} tells (PostgreSQL manual, "Server Files"). */
record Postmaster(ProcessHandle process, int port) {
    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    /** Empty when no server runs on the directory, or its file is a leftover whose number another program has now. */
    static Optional<Postmaster> of(Path directory) throws IOException {
        var file = directory.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var lines = Files.readAllLines(file);
        if (lines.size() <= STATUS_LINE) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(PID_LINE).strip()))
                .filter(ProcessHandle::isAlive)
                .filter(p -> p.info().command().filter(c -> c.contains("postgres")).isPresent())
                .map(p -> new Postmaster(p, Integer.parseInt(lines.get(PORT_LINE).strip())));
    }

    /** Does nothing when it has ended. Ends it as {@code pg_ctl stop -m fast} does: sessions are ended, everything is written. */
    void stop() throws IOException, InterruptedException {
        if (!process.isAlive()) {
            return;
        }
        if (new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor() != 0) {
            process.destroy();
        }
        try {
            process.onExit().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the server " + process.pid() + " does not stop", e);
        }
    }
}
