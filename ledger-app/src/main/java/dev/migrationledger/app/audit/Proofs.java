package dev.migrationledger.app.audit;

import dev.migrationledger.app.eventstore.StoredLog;
import dev.migrationledger.core.audit.Checkpoint;
import dev.migrationledger.core.audit.Hash;
import dev.migrationledger.core.audit.MerkleHash;
import dev.migrationledger.core.audit.MerkleTree;
import dev.migrationledger.core.audit.SignedNote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;

/** Proofs about the signed log, as canonical JSON that needs nothing else but a key to be verified. */
public final class Proofs {
    private final AuditDirectory directory;
    private final StoredLog log;

    public Proofs(AuditDirectory directory, StoredLog log) {
        this.directory = directory;
        this.log = log;
    }

    private record Note(SignedNote note, Checkpoint checkpoint) {}

    /**
     * That an event is in the log as the newest checkpoint signed it.
     *
     * @throws dev.migrationledger.core.problem.LedgerException LDG836, LDG832
     */
    public String inclusion(long position) {
        var newest = signed().reversed().stream().findFirst();
        long size = newest.map(n -> n.checkpoint().size()).orElse(0L);
        if (position < 1 || position > size) {
            throw AuditProblems.notSignedYet(position, size);
        }
        var entry = log.at(position).orElseThrow(() -> changed(position));
        var leaf = MerkleHash.leaf(entry.link());
        return tree(tree -> {
            if (!tree.nodes().node(0, position - 1).equals(leaf)) {
                throw changed(position);
            }
            var path = tree.inclusion(position - 1, size);
            require(path.proves(leaf, newest.orElseThrow().checkpoint().root()));
            var proof = new HashMap<String, Object>();
            proof.put("proof", "inclusion");
            proof.put("event", EntryJson.of(entry));
            log.predecessor(entry).ifPresent(before -> proof.put("previous", before.link().hex()));
            proof.put("index", position - 1);
            proof.put("size", size);
            proof.put("path", hex(path.path()));
            proof.put("checkpoint", newest.orElseThrow().note().toString());
            proof.put("keys", keys());
            return CanonicalJson.text(proof);
        });
    }

    /**
     * That the log as it was signed at one size went on to the other without a change.
     *
     * @throws dev.migrationledger.core.problem.LedgerException LDG836 when no checkpoint has one of the sizes
     */
    public String consistency(long first, long second) {
        var from = ofSize(Math.min(first, second));
        var to = ofSize(Math.max(first, second));
        return tree(tree -> {
            var path = tree.consistency(from.checkpoint().size(), to.checkpoint().size());
            require(path.proves(from.checkpoint().root(), to.checkpoint().root()));
            var proof = new HashMap<String, Object>();
            proof.put("proof", "consistency");
            proof.put("first", from.note().toString());
            proof.put("second", to.note().toString());
            proof.put("path", hex(path.path()));
            proof.put("keys", keys());
            return CanonicalJson.text(proof);
        });
    }

    /** What is handed out holds. */
    private void require(boolean holds) {
        if (!holds) {
            throw AuditProblems.damagedTree(directory.tree());
        }
    }

    private Note ofSize(long size) {
        var signed = signed();
        return signed.stream()
                .filter(n -> n.checkpoint().size() == size)
                .findFirst()
                .orElseThrow(() -> AuditProblems.noCheckpointOf(
                        size, signed.stream().map(n -> n.checkpoint().size()).distinct().toList()));
    }

    /** Oldest first; only what a trusted key signed. */
    private List<Note> signed() {
        var trusted = directory.trusted();
        return directory.checkpoints().texts().stream()
                .flatMap(text -> CheckpointFile.read(text).stream())
                .flatMap(note -> Evidence.checkpoint(note, trusted).map(c -> new Note(note, c)).stream())
                .toList();
    }

    private <T> T tree(Function<MerkleTree, T> work) {
        try (var files = TreeFiles.read(directory.tree())) {
            return work.apply(new MerkleTree(files));
        } catch (IOException e) {
            throw AuditProblems.unusable(directory.tree(), e);
        } catch (UncheckedIOException _) {
            throw AuditProblems.damagedTree(directory.tree());
        }
    }

    private List<String> keys() {
        return directory.trusted().stream().map(Object::toString).toList();
    }

    private static List<String> hex(List<Hash> path) {
        return path.stream().map(Hash::hex).toList();
    }

    private static RuntimeException changed(long position) {
        return AuditProblems.notAsSigned("event " + position + " of the store is not the one that was signed");
    }
}
