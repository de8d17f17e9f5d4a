package dev.migrationledger.app.target.sqlite;

import dev.migrationledger.core.target.LockHolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which processes have SQLite's locks on a file: SQLite does not say, Linux does ({@code /proc/locks}, proc_locks(5)).
 * Elsewhere, and for processes of other containers, nothing is known.
 */
final class FileLocks {
    private static final Path TABLE = Path.of("/proc/locks");

    private FileLocks() {}

    /** Those that write before those that read; without this process where it is not alone. */
    static List<LockHolder> holders(Path file) {
        var pids = new TreeSet<Long>();
        for (var beside : List.of("", "-shm")) {
            pids.addAll(pids(Path.of(file + beside), "WRITE"));
        }
        var all = pids.isEmpty() ? pids(file, "READ") : pids;
        var others = all.stream().filter(pid -> pid != ProcessHandle.current().pid()).toList();
        return (others.isEmpty() ? List.copyOf(all) : others).stream().map(FileLocks::holder).toList();
    }

    /** Empty when nobody is known. */
    static String inWords(Path file) {
        var holders = holders(file);
        return holders.isEmpty() ? "" : ": " + holders.stream().map(LockHolder::toString).collect(Collectors.joining("; "));
    }

    static LockHolder holder(long pid) {
        var info = ProcessHandle.of(pid).map(ProcessHandle::info);
        var command = info.flatMap(ProcessHandle.Info::command).map(c -> Path.of(c).getFileName().toString());
        var age = info.flatMap(ProcessHandle.Info::startInstant)
                .map(start -> Duration.between(start, Instant.now()))
                .orElse(Duration.ZERO);
        return new LockHolder(
                String.valueOf(pid),
                command.orElse("a process"),
                info.flatMap(ProcessHandle.Info::user).orElse("unknown"),
                "running",
                age);
    }

    /** Lines are {@code 1: POSIX ADVISORY WRITE 4711 fd:01:98765 128 128}. */
    private static Set<Long> pids(Path file, String mode) {
        var pids = new TreeSet<Long>();
        try {
            if (!Files.exists(TABLE) || !Files.exists(file)) {
                return pids;
            }
            var inode = ":" + Files.getAttribute(file, "unix:ino");
            var fields = new ArrayList<String[]>();
            Files.readAllLines(TABLE).forEach(line -> fields.add(line.strip().split("\\s+")));
            fields.stream()
                    .filter(f -> f.length > 5 && f[3].equals(mode) && f[5].endsWith(inode))
                    .map(f -> Long.parseLong(f[4]))
                    .filter(pid -> pid > 0)
                    .forEach(pids::add);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            // The name of the holder is a courtesy: without it the lock is reported all the same.
            pids.clear();
        }
        return pids;
    }
}
