package dev.migrationledger.core.audit;

import java.time.DateTimeException;
import java.time.Instant;

/**
 * What a log commits to at one moment (C2SP tlog-checkpoint): origin, size and root, one a line, and the time as an
 * extension line.
 *
 * @param origin says which log
 * @param size   events in the tree
 * @param root   over them
 * @param time   of signing, by the signer's clock
 */
public record Checkpoint(String origin, long size, Hash root, Instant time) {
    private static final String TIME = "time ";

    /** What is signed. */
    public String text() {
        return origin + "\n" + size + "\n" + root.base64() + "\n" + TIME + time + "\n";
    }

    /** @throws IllegalArgumentException when the text is no checkpoint of ours */
    public static Checkpoint parse(String text) {
        var lines = text.lines().toList();
        if (lines.size() != 4 || !lines.get(3).startsWith(TIME) || !lines.get(1).matches("0|[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException("no checkpoint: " + lines.stream().findFirst().orElse(""));
        }
        try {
            return new Checkpoint(
                    lines.get(0),
                    Long.parseLong(lines.get(1)),
                    Hash.ofBase64(lines.get(2)),
                    Instant.parse(lines.get(3).substring(TIME.length())));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no time of signing: " + lines.get(3), e);
        }
    }
}
