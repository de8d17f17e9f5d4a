package dev.migrationledger.app.audit;

import dev.migrationledger.core.audit.Checkpoint;
import dev.migrationledger.core.audit.Finding;
import dev.migrationledger.core.audit.Finding.Fault;
import dev.migrationledger.core.audit.SignedLeaves;
import dev.migrationledger.core.audit.SignedLog;
import dev.migrationledger.core.audit.SignedNote;
import dev.migrationledger.core.audit.VerifierKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Signed notes sorted into those that prove something and those that do not.
 *
 * @param log      from good signatures
 * @param findings a note that cannot be read, that no trusted key signed, or whose signature does not fit
 */
public record Evidence(SignedLog log, List<Finding> findings) {

    /** @param notes texts, in the order of their file */
    static Evidence of(List<String> notes, Collection<VerifierKey> trusted, SignedLeaves leaves) {
        var checkpoints = new ArrayList<Checkpoint>();
        var findings = new ArrayList<Finding>();
        int number = 0;
        for (var text : notes) {
            number++;
            var checkpoint = CheckpointFile.read(text).flatMap(note -> checkpoint(note, trusted));
            if (checkpoint.isPresent()) {
                checkpoints.add(checkpoint.get());
            } else {
                findings.add(Finding.about(
                        Fault.CHECKPOINT_UNTRUSTED, "checkpoint " + number + " of " + notes.size() + why(text, trusted)));
            }
        }
        return new Evidence(SignedLog.of(checkpoints, leaves), findings);
    }

    /** Empty unless a trusted key signed it, and no trusted key's signature is wrong. */
    static Optional<Checkpoint> checkpoint(SignedNote note, Collection<VerifierKey> trusted) {
        var answers = trusted.stream().flatMap(key -> key.signed(note).stream()).toList();
        if (answers.isEmpty() || answers.contains(false)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Checkpoint.parse(note.text()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String why(String text, Collection<VerifierKey> trusted) {
        var note = CheckpointFile.read(text);
        if (note.isEmpty()) {
            return " cannot be read";
        }
        boolean known = trusted.stream().anyMatch(key -> key.signed(note.get()).isPresent());
        return known
                ? " was changed after it was signed"
                : " was signed by no trusted key, but by " + note.get().signatures().getFirst().name();
    }
}
