package dev.migrationledger.app.audit;

import dev.migrationledger.core.audit.Frontier;
import dev.migrationledger.core.audit.Hash;
import dev.migrationledger.core.audit.SignedLeaves;
import dev.migrationledger.core.audit.TreeNodes;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The signed tree: a file for each level, its complete nodes one after the other, 32 bytes each. About 64 bytes an
 * event; a root or a proof reads a few nodes, whatever the size. Not believed by itself: a signed root proves it.
 */
final class TreeFiles implements TreeNodes, SignedLeaves, Closeable {
    private static final int BUFFER = 64 * 1024;

    private final Path directory;
    private final List<Level> levels = new ArrayList<>();
    private final boolean writable;

    private TreeFiles(Path directory, boolean writable) {
        this.directory = directory;
        this.writable = writable;
    }

    static TreeFiles read(Path directory) throws IOException {
        return new TreeFiles(directory, false);
    }

    static TreeFiles write(Path directory) throws IOException {
        Files.createDirectories(directory);
        return new TreeFiles(directory, true);
    }

    /** Nodes of one level; reads ahead, writes behind. */
    private static final class Level {
        final FileChannel channel;
        final ByteBuffer ahead = ByteBuffer.allocate(BUFFER).limit(0);
        final ByteBuffer behind = ByteBuffer.allocate(BUFFER);
        long aheadFrom;

        Level(FileChannel channel) {
            this.channel = channel;
        }

        Hash read(long index) throws IOException {
            flush();
            long at = index * Hash.BYTES;
            if (at < aheadFrom || at + Hash.BYTES > aheadFrom + ahead.limit()) {
                ahead.clear();
                aheadFrom = at;
                while (ahead.hasRemaining() && channel.read(ahead, aheadFrom + ahead.position()) >= 0) {
                    // until the buffer is full or the file ends
                }
                ahead.flip();
            }
            if (at + Hash.BYTES > aheadFrom + ahead.limit()) {
                throw new IOException("node " + index + " is not there");
            }
            var bytes = new byte[Hash.BYTES];
            ahead.get((int) (at - aheadFrom), bytes);
            return Hash.of(bytes);
        }

        void append(Hash node) throws IOException {
            if (behind.remaining() < Hash.BYTES) {
                flush();
            }
            behind.put(node.bytes());
        }

        void flush() throws IOException {
            if (behind.position() > 0) {
                behind.flip();
                long at = channel.size();
                while (behind.hasRemaining()) {
                    at += channel.write(behind, at);
                }
                behind.clear();
                ahead.limit(0);
            }
        }
    }

    /** Leaves there are; the other levels may be shorter than they should be. */
    @Override
    public long size() {
        try {
            if (!writable && !Files.exists(file(0))) {
                return 0;
            }
            level(0).flush();
            return level(0).channel.size() / Hash.BYTES;
        } catch (IOException e) {
            throw AuditProblems.unusable(directory, e);
        }
    }

    @Override
    public Hash leaf(long index) {
        return node(0, index);
    }

    @Override
    public Hash node(int level, long index) {
        try {
            return level(level).read(index);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets what was added after a size; what is there of it is taken as it is. */
    void cutTo(long size) throws IOException {
        for (int level = 0; level < Long.SIZE; level++) {
            if (!Files.exists(file(level))) {
                continue;
            }
            var channel = level(level).channel;
            channel.truncate(Math.min(channel.size(), (size >> level) * Hash.BYTES));
            level(level).ahead.limit(0);
        }
    }

    /** Whether every level holds all nodes of a tree of this size. */
    boolean isWhole(long size) throws IOException {
        for (int level = 0; size >> level > 0; level++) {
            if (!Files.exists(file(level)) || Files.size(file(level)) < (size >> level) * Hash.BYTES) {
                return false;
            }
        }
        return true;
    }

    void add(Frontier frontier, Hash leaf) {
        frontier.add(leaf, (level, _, node) -> {
            try {
                level(level).append(node);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    void flush() throws IOException {
        for (var level : levels) {
            level.flush();
        }
    }

    private Level level(int number) throws IOException {
        while (levels.size() <= number) {
            var file = file(levels.size());
            levels.add(new Level(
                    writable
                            ? FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)
                            : FileChannel.open(file, StandardOpenOption.READ)));
        }
        return levels.get(number);
    }

    private Path file(int level) {
        return directory.resolve("level-%02d".formatted(level));
    }

    @Override
    public void close() throws IOException {
        for (var level : levels) {
            level.channel.close();
        }
    }
}
