package dev.migrationledger.app.audit;

import dev.migrationledger.core.audit.SignedNote;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Signed checkpoints, one after the other in one file that only grows: it may live where nothing can be rewritten. */
final class CheckpointFile {
    private static final int TAIL = 8_192;
    private static final String SIGNATURE = "\u2014 ";

    private final Path file;

    CheckpointFile(Path file) {
        this.file = file;
    }

    /** Texts of notes, oldest first, whether they can be read or not. */
    List<String> texts() {
        try {
            return Files.exists(file) ? split(Files.readString(file)) : List.of();
        } catch (IOException e) {
            throw AuditProblems.unusable(file, e);
        }
    }

    /** The newest, without reading the rest; empty when there is none that can be read. */
    Optional<SignedNote> last() {
        var notes = split(tail());
        return notes.isEmpty() ? Optional.empty() : read(notes.getLast());
    }

    private boolean endsTorn() {
        var tail = tail();
        var notes = split(tail);
        return !tail.isEmpty() && (notes.isEmpty() || !tail.endsWith(notes.getLast()));
    }

    private String tail() {
        if (!Files.exists(file)) {
            return "";
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long from = Math.max(0, channel.size() - TAIL);
            var bytes = ByteBuffer.allocate((int) (channel.size() - from));
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
                // until all is read
            }
            return new String(bytes.array(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw AuditProblems.unusable(file, e);
        }
    }

    /** Durable when this returns. What a crash left of a note that was being written is dropped: nobody ever saw it. */
    void append(String note) {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (endsTorn()) {
                channel.truncate(String.join("", texts()).getBytes(StandardCharsets.UTF_8).length);
            }
            channel.position(channel.size());
            var bytes = ByteBuffer.wrap(note.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw AuditProblems.unusable(file, e);
        }
    }

    static Optional<SignedNote> read(String text) {
        try {
            return Optional.of(SignedNote.parse(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** A note ends with its last signature line; what follows begins the next, which is left out unless it ends too. */
    private static List<String> split(String all) {
        var notes = new ArrayList<String>();
        var note = new StringBuilder();
        boolean signed = false;
        for (var line : all.split("(?<=\n)")) {
            if (signed && !line.startsWith(SIGNATURE)) {
                notes.add(note.toString());
                note.setLength(0);
                signed = false;
            }
            note.append(line);
            signed |= line.startsWith(SIGNATURE);
        }
        if (signed && note.charAt(note.length() - 1) == '\n') {
            notes.add(note.toString());
        }
        return notes;
    }
}
