package dev.migrationledger.app.audit;

import dev.migrationledger.core.audit.Checkpoint;
import dev.migrationledger.core.audit.Hash;
import java.time.Instant;
import java.util.Optional;

/**
 * An audit that found nothing. Written as five lines, which are never taken for a checkpoint's.
 *
 * @param origin of the newest checkpoint that the log was compared with
 * @param size   events of that checkpoint: all of them were looked at
 * @param root   of that checkpoint
 * @param whole  when every event was last read in one look
 */
record CleanLook(String origin, long size, Hash root, Instant whole) {
    private static final String KIND = "clean look";
    private static final String WHOLE = "whole ";

    static CleanLook of(Checkpoint checkpoint, Instant whole) {
        return new CleanLook(checkpoint.origin(), checkpoint.size(), checkpoint.root(), whole);
    }

    boolean isOf(Checkpoint checkpoint) {
        return of(checkpoint, whole).equals(this);
    }

    String text() {
        return KIND + "\n" + origin + "\n" + size + "\n" + root.base64() + "\n" + WHOLE + whole + "\n";
    }

    /** Empty when the text is none. */
    static Optional<CleanLook> parse(String text) {
        var lines = text.lines().toList();
        if (lines.size() != 5 || !lines.get(0).equals(KIND) || !lines.get(4).startsWith(WHOLE)) {
            return Optional.empty();
        }
        return Optional.of(new CleanLook(
                lines.get(1),
                Long.parseLong(lines.get(2)),
                Hash.ofBase64(lines.get(3)),
                Instant.parse(lines.get(4).substring(WHOLE.length()))));
    }
}
