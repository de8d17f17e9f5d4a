package dev.migrationledger.app.audit;

import dev.migrationledger.app.eventstore.StoredLog;
import dev.migrationledger.core.audit.Checkpoint;
import dev.migrationledger.core.audit.Frontier;
import dev.migrationledger.core.audit.MerkleHash;
import dev.migrationledger.core.audit.MerkleTree;
import dev.migrationledger.core.audit.SignerKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/**
 * Signs what the log holds now. The signed tree only grows: new leaves are read from the store, everything before comes
 * from the tree as it was signed, so that no checkpoint can contradict an earlier one. Costs what the new events cost.
 */
public final class Checkpointing {
    private final AuditDirectory directory;
    private final StoredLog log;
    private final Clock clock;

    public Checkpointing(AuditDirectory directory, StoredLog log, Clock clock) {
        this.directory = directory;
        this.log = log;
        this.clock = clock;
    }

    /**
     * @param checkpoint the newest
     * @param isNew      false when there was nothing to sign
     */
    public record Signed(Checkpoint checkpoint, boolean isNew) {}

    /**
     * The checkpoint is durable when this returns.
     *
     * @throws dev.migrationledger.core.problem.LedgerException LDG830, LDG831, LDG833; LDG832 when the store is not what
     *     was signed before
     */
    public Signed sign() {
        return directory.alone(() -> {
            var key = KeyFile.loadOrCreate(directory.place().keyFile());
            directory.trust(Set.of(key.verifier()));
            var last = last();
            long head = log.head();
            if (last.isPresent() && head < last.get().size()) {
                throw AuditProblems.notAsSigned(AuditProblems.shorter(head, last.get()));
            }
            try (var tree = TreeFiles.write(directory.tree())) {
                var frontier = resume(tree, last);
                requireSameNewest(tree, last);
                if (last.isPresent() && last.get().size() == head && last.get().origin().equals(key.verifier().name())) {
                    return new Signed(last.get(), false);
                }
                return new Signed(extend(tree, frontier, head, key), true);
            } catch (IOException e) {
                throw AuditProblems.unusable(directory.tree(), e);
            } catch (UncheckedIOException e) {
                throw AuditProblems.unusable(directory.tree(), e.getCause());
            }
        });
    }

    private Optional<Checkpoint> last() {
        var note = directory.checkpoints().last();
        if (note.isEmpty()) {
            if (!directory.checkpoints().texts().isEmpty()) {
                throw AuditProblems.notAsSigned("the last checkpoint in " + directory.place().directory() + " cannot be read");
            }
            return Optional.empty();
        }
        return Optional.of(Evidence.checkpoint(note.get(), directory.trusted())
                .orElseThrow(() -> AuditProblems.notAsSigned(
                        "the last checkpoint in " + directory.place().directory() + " was signed by no trusted key")));
    }

    /** The tree as it was signed last; made anew from the store when its files are not that. */
    private Frontier resume(TreeFiles tree, Optional<Checkpoint> last) throws IOException {
        long size = last.map(Checkpoint::size).orElse(0L);
        tree.cutTo(size);
        if (last.isEmpty() || isSigned(tree, last.get())) {
            return Frontier.of(tree, size);
        }
        tree.cutTo(0);
        var frontier = new Frontier();
        log.forEachLink(0, size, link -> tree.add(frontier, MerkleHash.leaf(link)));
        tree.flush();
        if (!frontier.root().equals(last.get().root())) {
            tree.cutTo(0);
            throw AuditProblems.notAsSigned("the first " + size + " events of the store are not those that were signed at "
                    + last.get().time());
        }
        return frontier;
    }

    private static boolean isSigned(TreeFiles tree, Checkpoint last) throws IOException {
        try {
            return tree.isWhole(last.size()) && new MerkleTree(tree).root(last.size()).equals(last.root());
        } catch (UncheckedIOException _) {
            return false;
        }
    }

    /** Not an audit, but a store that was put back or replaced shows at once. */
    private void requireSameNewest(TreeFiles tree, Optional<Checkpoint> last) {
        long size = last.map(Checkpoint::size).orElse(0L);
        if (size == 0) {
            return;
        }
        var newest = log.at(size).map(entry -> MerkleHash.leaf(entry.link()));
        if (!newest.equals(Optional.of(tree.leaf(size - 1)))) {
            throw AuditProblems.notAsSigned("event " + size + " of the store is not the one that was signed at "
                    + last.map(Checkpoint::time).orElseThrow());
        }
    }

    private Checkpoint extend(TreeFiles tree, Frontier frontier, long head, SignerKey key) throws IOException {
        log.forEachLink(frontier.size(), head, link -> tree.add(frontier, MerkleHash.leaf(link)));
        tree.flush();
        if (frontier.size() != head) {
            throw AuditProblems.notAsSigned("the store gave out " + head + " positions and holds " + frontier.size() + " events");
        }
        var checkpoint = new Checkpoint(
                key.verifier().name(), head, frontier.root(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        directory.checkpoints().append(key.sign(checkpoint.text()).toString());
        return checkpoint;
    }

}
