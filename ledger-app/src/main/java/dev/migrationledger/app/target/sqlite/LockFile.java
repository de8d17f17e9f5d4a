package dev.migrationledger.app.target.sqlite;

import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.target.LockHolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What advisory locks are on a server: locks on single bytes of a file beside the database, {@code app.db-ledger.lock},
 * which the operating system lets go of when the process ends, however it dies. The file stays: who removed it could
 * remove the lock of somebody who had just opened it.
 *
 * <p>Such locks belong to the process and end when it closes any descriptor of the file, so that one descriptor serves all
 * sessions of this process, and which of them holds a key is kept here.
 */
final class LockFile {
    enum Key {
        /** To be the only executor. */
        WORK,
        /** To be the only operation that means to change the file. */
        RESERVATION
    }

    /** Digits of the holder's process id. */
    private static final int WIDTH = 20;

    private static final Map<Path, Opened> OPENED = new HashMap<>();

    private record Opened(FileChannel channel, Map<Key, FileLock> locks) {}

    private final Path path;

    private LockFile(Path path) {
        this.path = path;
    }

    /** @param database that is there; followed through links, so that every name of it has the same locks */
    static LockFile beside(Path database) {
        try {
            return new LockFile(Path.of(database.toRealPath() + "-ledger.lock"));
        } catch (IOException e) {
            throw new LedgerException(SqliteProblems.notWritable(database), e);
        }
    }

    /** @return false when somebody has it, in this process or another */
    boolean tryHold(Key key) {
        synchronized (OPENED) {
            try {
                var opened = OPENED.get(path);
                if (opened == null) {
                    opened = new Opened(
                            FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                            new EnumMap<>(Key.class));
                    OPENED.put(path, opened);
                }
                if (opened.locks().containsKey(key)) {
                    return false;
                }
                var lock = opened.channel().tryLock(key.ordinal(), 1, false);
                if (lock != null) {
                    opened.locks().put(key, lock);
                    write(opened.channel(), key, String.valueOf(ProcessHandle.current().pid()));
                }
                closeUnused(opened);
                return lock != null;
            } catch (IOException e) {
                throw new LedgerException(SqliteProblems.notWritable(path), e);
            }
        }
    }

    void letGo(Key key) {
        synchronized (OPENED) {
            var opened = OPENED.get(path);
            if (opened == null) {
                return;
            }
            try {
                var lock = opened.locks().remove(key);
                if (lock != null) {
                    write(opened.channel(), key, "");
                    lock.release();
                }
                closeUnused(opened);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** As the holder wrote it; empty when nobody is known. */
    List<LockHolder> holders(Key key) {
        synchronized (OPENED) {
            try {
                var opened = OPENED.get(path);
                if (opened != null) {
                    return holders(opened.channel(), key);
                }
                if (!Files.exists(path)) {
                    return List.of();
                }
                try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
                    return holders(channel, key);
                }
            } catch (IOException | NumberFormatException e) {
                return List.of();
            }
        }
    }

    private static List<LockHolder> holders(FileChannel channel, Key key) throws IOException {
        var bytes = ByteBuffer.allocate(WIDTH);
        channel.read(bytes, place(key));
        var text = new String(bytes.array(), StandardCharsets.US_ASCII).replace('\0', ' ').strip();
        return text.isEmpty() ? List.of() : List.of(FileLocks.holder(Long.parseLong(text)));
    }

    private void closeUnused(Opened opened) throws IOException {
        if (opened.locks().isEmpty()) {
            OPENED.remove(path);
            opened.channel().close();
        }
    }

    private static void write(FileChannel channel, Key key, String text) throws IOException {
        channel.write(ByteBuffer.wrap(("%-" + WIDTH + "s").formatted(text).getBytes(StandardCharsets.US_ASCII)), place(key));
    }

    /** Behind the bytes that are locked. */
    private static long place(Key key) {
        return Key.values().length + (long) key.ordinal() * WIDTH;
    }
}
