package dev.migrationledger.app.audit;

import dev.migrationledger.app.eventstore.StoredLog;
import dev.migrationledger.core.audit.LogEntry;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole log in a file, with all that is needed to verify it elsewhere: one canonical JSON object a line (RFC 8785),
 * first {@code header}, then {@code key}, {@code checkpoint}, {@code script} and {@code event} in log order. The CSV
 * form (RFC 4180) is for spreadsheets and cannot be read back.
 */
public final class Export {
    static final int VERSION = 1;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final StoredLog log;
    private final AuditDirectory directory;
    private final Consumer<BiConsumer<String, String>> scripts;

    /** @param scripts gives each script's digest and text */
    public Export(StoredLog log, AuditDirectory directory, Consumer<BiConsumer<String, String>> scripts) {
        this.log = log;
        this.directory = directory;
        this.scripts = scripts;
    }

    /** The file appears when it is whole. @return events written */
    public long jsonLines(Path file) {
        return write(file, out -> {
            long head = log.head();
            line(out, "header", Map.of("ledger", "1", "version", VERSION, "events", head));
            directory.trusted().forEach(key -> line(out, "key", Map.of("key", key.toString())));
            directory.checkpoints().texts().forEach(note -> line(out, "checkpoint", Map.of("note", note)));
            scripts.accept((digest, text) -> line(out, "script", Map.of("digest", digest, "text", text)));
            log.forEach(head, entry -> line(out, "event", EntryJson.of(entry)));
            return head;
        });
    }

    /** As {@link #jsonLines}: one event a line. */
    public long csv(Path file) {
        return write(file, out -> {
            long head = log.head();
            put(out, "position,time,aggregate,sequence,type,actor,reason,command,correlation,payload,hash,via,causation\r\n");
            log.forEach(head, entry -> put(out, row(entry)));
            return head;
        });
    }

    private static String row(LogEntry entry) {
        var metadata = JSON.readTree(entry.metadata());
        var row = new StringBuilder();
        for (var field : new String[] {
            Long.toString(entry.position()), entry.time().toString(), entry.aggregate(), Long.toString(entry.sequence()),
            entry.type(), metadata.path("actor").asString(""), metadata.path("reason").asString(""),
            metadata.path("command").asString(""), metadata.path("correlation").asString(""), entry.payload(),
            entry.link().hex(), metadata.path("via").asString(""), metadata.path("causation").asString("")
        }) {
            row.append(row.isEmpty() ? "" : ",").append(cell(field));
        }
        return row.append("\r\n").toString();
    }

    /** A spreadsheet takes what begins like a formula for one; an apostrophe before it makes it text. */
    private static String cell(String field) {
        var safe = !field.isEmpty() && "=+-@\t\r".indexOf(field.charAt(0)) >= 0 ? "'" + field : field;
        return safe.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }

    private interface Work {
        long on(Writer out);
    }

    private static long write(Path file, Work work) {
        var partial = file.resolveSibling(file.getFileName() + ".partial");
        try {
            long events;
            try (BufferedWriter out = Files.newBufferedWriter(partial, StandardCharsets.UTF_8)) {
                events = work.on(out);
            }
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
            return events;
        } catch (IOException e) {
            throw AuditProblems.unusable(file, e);
        } catch (UncheckedIOException e) {
            throw AuditProblems.unusable(file, e.getCause());
        }
    }

    private static void line(Writer out, String kind, Map<String, Object> fields) {
        var all = new HashMap<>(fields);
        all.put("kind", kind);
        put(out, CanonicalJson.text(all) + "\n");
    }

    private static void put(Writer out, String text) {
        try {
            out.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
