package dev.migrationledger.app.embedded;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A lock between processes, on a file. The system releases it when its process dies, however it dies. Within one process
 * it must be taken once at a time: Java refuses a second one.
 */
final class DirectoryLock implements Closeable {
    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits until nobody else has it. */
    static DirectoryLock exclusive(Path file) throws IOException {
        var channel = open(file);
        channel.lock();
        return new DirectoryLock(channel);
    }

    /** Waits until nobody has it exclusively. */
    static DirectoryLock shared(Path file) throws IOException {
        var channel = open(file);
        channel.lock(0, Long.MAX_VALUE, true);
        return new DirectoryLock(channel);
    }

    /** Empty when someone has it in any way. */
    static Optional<DirectoryLock> tryExclusive(Path file) throws IOException {
        var channel = open(file);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(new DirectoryLock(channel));
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
