package dev.migrationledger.core.source;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** The checksum that {@code flyway_schema_history.checksum} holds: CRC-32 over the lines, line ends left out. */
public final class FlywayChecksum {
    private FlywayChecksum() {}

    /** @param text of the file before placeholders are replaced, a byte order mark does not count */
    public static int of(String text) {
        var crc = new CRC32();
        var body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        body.lines().forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
        return (int) crc.getValue();
    }
}
