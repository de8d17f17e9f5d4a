package dev.migrationledger.app.audit;

import dev.migrationledger.core.audit.Checkpoint;
import dev.migrationledger.core.audit.ConsistencyProof;
import dev.migrationledger.core.audit.EventChain;
import dev.migrationledger.core.audit.Hash;
import dev.migrationledger.core.audit.InclusionProof;
import dev.migrationledger.core.audit.LogEntry;
import dev.migrationledger.core.audit.MerkleHash;
import dev.migrationledger.core.audit.SignedNote;
import dev.migrationledger.core.audit.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A proof that somebody handed over; verified without store and without network. */
public final class ProofFile {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path file;
    private final JsonNode proof;

    /** @throws dev.migrationledger.core.problem.LedgerException LDG845 */
    public ProofFile(Path file) {
        this.file = file;
        try {
            proof = JSON.readTree(Files.readString(file));
        } catch (IOException | JacksonException e) {
            throw AuditProblems.badProof(file, "it cannot be read");
        }
    }

    /**
     * What a proof says.
     *
     * @param holds whether it is so
     * @param what  in words: what is proven, or what is wrong
     */
    public record Verdict(boolean holds, String what) {}

    /** The keys that came with it: whoever believes them believes the proof's sender. */
    public Set<VerifierKey> keys() {
        var keys = new LinkedHashSet<VerifierKey>();
        proof.path("keys").forEach(key -> keys.add(AuditDirectory.key(key.asString(""))));
        return keys;
    }

    /** @throws dev.migrationledger.core.problem.LedgerException LDG845 */
    public Verdict verify(List<VerifierKey> trusted) {
        try {
            return switch (proof.path("proof").asString("")) {
                case "inclusion" -> inclusion(trusted);
                case "consistency" -> consistency(trusted);
                default -> throw new IllegalArgumentException("it says neither inclusion nor consistency");
            };
        } catch (JacksonException | DateTimeException e) {
            throw AuditProblems.badProof(file, "a field is missing or wrong");
        } catch (IllegalArgumentException e) {
            throw AuditProblems.badProof(file, String.valueOf(e.getMessage()));
        }
    }

    private Verdict inclusion(List<VerifierKey> trusted) {
        var entry = EntryJson.read(proof.required("event"));
        var checkpoint = checkpoint("checkpoint", trusted);
        if (checkpoint.isEmpty()) {
            return new Verdict(false, "no trusted key signed its checkpoint");
        }
        var previous = proof.has("previous") ? Hash.ofHex(EntryJson.text(proof, "previous")).bytes() : EventChain.START;
        if (!entry.expectedLink(previous).equals(entry.link())) {
            return new Verdict(false, "the event is not what was stored: its bytes do not give its hash");
        }
        if (proof.required("index").longValue() != entry.position() - 1
                || proof.required("size").longValue() != checkpoint.get().size()) {
            return new Verdict(false, "it is about another place or another size than its event and its checkpoint");
        }
        var path = new InclusionProof(entry.position() - 1, checkpoint.get().size(), path());
        return path.proves(MerkleHash.leaf(entry.link()), checkpoint.get().root())
                ? new Verdict(true, words(entry) + " is in the log as signed by " + words(checkpoint.get()))
                : new Verdict(false, words(entry) + " is not in the log as signed by " + words(checkpoint.get()));
    }

    private Verdict consistency(List<VerifierKey> trusted) {
        var first = checkpoint("first", trusted);
        var second = checkpoint("second", trusted);
        if (first.isEmpty() || second.isEmpty()) {
            return new Verdict(false, "no trusted key signed its checkpoints");
        }
        var path = new ConsistencyProof(first.get().size(), second.get().size(), path());
        boolean holds = path.proves(first.get().root(), second.get().root());
        return new Verdict(holds, "the log signed by " + words(second.get())
                + (holds ? " goes on from" : " does not go on from") + " the one signed by " + words(first.get()));
    }

    private Optional<Checkpoint> checkpoint(String field, List<VerifierKey> trusted) {
        return Evidence.checkpoint(SignedNote.parse(EntryJson.text(proof, field)), trusted);
    }

    private List<Hash> path() {
        var path = new ArrayList<Hash>();
        proof.required("path").forEach(node -> path.add(Hash.ofHex(node.stringValue())));
        return path;
    }

    private static String words(LogEntry entry) {
        return "event " + entry.position() + ", " + entry.type() + " of " + entry.aggregate() + ",";
    }

    private static String words(Checkpoint checkpoint) {
        return checkpoint.origin() + " at " + checkpoint.time() + " (" + checkpoint.size() + " events)";
    }
}
