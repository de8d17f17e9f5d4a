package dev.migrationledger.app.audit;

import dev.migrationledger.core.audit.Finding;
import dev.migrationledger.core.audit.Finding.Fault;
import dev.migrationledger.core.audit.LogAudit;
import dev.migrationledger.core.audit.LogEntry;
import dev.migrationledger.core.audit.SignedLeaves;
import dev.migrationledger.core.audit.SignedLog;
import dev.migrationledger.core.audit.VerifierKey;
import dev.migrationledger.core.revision.Script;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what {@link Export#jsonLines} wrote, or what became of it; line by line, so that it may be large. */
public final class ExportFile {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** For a place that has no evidence of its own. */
    public static final Evidence NOTHING_KEPT = Evidence.of(List.of(), List.of(), SignedLeaves.NONE);

    private final Path file;

    public ExportFile(Path file) {
        this.file = file;
    }

    /** Hears each line in the order of the file; none of it is checked but its shape. */
    interface Reader {
        default void header(long events) {}

        default void key(VerifierKey key) {}

        default void checkpoint(String note) {}

        default void script(String digest, String text) {}

        /** @return whether to go on with the rest, which is events only */
        default boolean event(LogEntry entry) {
            return false;
        }
    }

    /** @throws dev.migrationledger.core.problem.LedgerException LDG837, LDG833 */
    void read(Reader reader) {
        long number = 0;
        try (var lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!accept(line, number, reader)) {
                    return;
                }
            }
        } catch (MalformedInputException e) {
            throw AuditProblems.badExport(file, number + 1, "is not UTF-8");
        } catch (IOException e) {
            throw AuditProblems.unusable(file, e);
        }
        if (number == 0) {
            throw AuditProblems.badExport(file, 1, "is missing");
        }
    }

    /** @return whether to go on */
    private boolean accept(String line, long number, Reader reader) {
        var kind = "";
        try {
            var node = JSON.readTree(line);
            kind = EntryJson.text(node, "kind");
            if (number == 1 && (!kind.equals("header") || node.required("version").intValue() != Export.VERSION)) {
                throw AuditProblems.badExport(file, number, "is no header of this version");
            }
            return hear(reader, kind, node);
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            throw AuditProblems.badExport(file, number, kind.isEmpty() ? "is no JSON object with a kind" : "is no " + kind);
        }
    }

    private static boolean hear(Reader reader, String kind, JsonNode node) {
        switch (kind) {
            case "header" -> reader.header(node.required("events").longValue());
            case "key" -> reader.key(VerifierKey.parse(EntryJson.text(node, "key")));
            case "checkpoint" -> reader.checkpoint(EntryJson.text(node, "note"));
            case "script" -> reader.script(EntryJson.text(node, "digest"), EntryJson.text(node, "text"));
            case "event" -> {
                return reader.event(EntryJson.read(node));
            }
            default -> throw new IllegalArgumentException("unknown kind");
        }
        return true;
    }

    /**
     * What an export says of its own trust.
     *
     * @param notes of checkpoints
     */
    public record Head(long events, Set<VerifierKey> keys, List<String> notes) {}

    public Head head() {
        var keys = new LinkedHashSet<VerifierKey>();
        var notes = new ArrayList<String>();
        var events = new long[1];
        read(new Reader() {
            @Override
            public void header(long count) {
                events[0] = count;
            }

            @Override
            public void key(VerifierKey key) {
                keys.add(key);
            }

            @Override
            public void checkpoint(String note) {
                notes.add(note);
            }
        });
        return new Head(events[0], keys, notes);
    }

    /**
     * Audits the events against their chains, the file's own checkpoints, and those of a directory.
     *
     * @param keys trusted
     * @param kept checkpoints and leaves that were kept apart from the export
     */
    public LogAudit.Outcome audit(List<VerifierKey> keys, Evidence kept) {
        var head = head();
        var own = Evidence.of(head.notes(), keys, SignedLeaves.NONE);
        var checkpoints = new LinkedHashSet<>(kept.log().checkpoints());
        checkpoints.addAll(own.log().checkpoints());
        var audit = new LogAudit(SignedLog.of(List.copyOf(checkpoints), kept.log().leaves()));
        var elsewhere = new ArrayList<>(kept.findings());
        elsewhere.addAll(own.findings());
        read(new Reader() {
            @Override
            public boolean event(LogEntry entry) {
                audit.add(entry);
                return true;
            }

            @Override
            public void script(String digest, String text) {
                if (!new Script(text, 1).digest().equals(digest)) {
                    elsewhere.add(Finding.about(Fault.SCRIPT_CHANGED, "the script " + digest + " is not the text that ran"));
                }
            }
        });
        var outcome = audit.end();
        if (outcome.events() < head.events() && outcome.clean()) {
            elsewhere.add(new Finding(outcome.events() + 1, "", "", Fault.CUT_OFF,
                    "is not there: the file ends at " + outcome.events() + ", but was written with " + head.events() + " events"));
        }
        return outcome.and(elsewhere);
    }
}
