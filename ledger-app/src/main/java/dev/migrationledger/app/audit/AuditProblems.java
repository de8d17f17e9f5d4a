package dev.migrationledger.app.audit;

import dev.migrationledger.core.audit.Checkpoint;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What can go wrong with evidence: codes LDG830 to LDG845. No message holds any part of a private key. */
public final class AuditProblems {
    private AuditProblems() {}

    static LedgerException badKey(Path file, String why) {
        return new LedgerException(new Problem(
                "LDG830",
                Exit.CONFIGURATION,
                "the signing key in " + file + " cannot be used: " + why,
                "restore the file, or name another with LEDGER_AUDIT_KEY; a new key is made where there is no file"));
    }

    static LedgerException openKey(Path file) {
        return new LedgerException(new Problem(
                "LDG831",
                Exit.CONFIGURATION,
                "the signing key in " + file + " can be read by others than its owner",
                "chmod 600 " + file + ", or make a new key if somebody may have read it"));
    }

    static LedgerException notAsSigned(String what) {
        return new LedgerException(new Problem(
                "LDG832",
                Exit.FAILED,
                "no checkpoint was signed: " + what,
                "`ledger audit verify` names the first bad event; when the store was put back on purpose, move the directory of"
                        + " checkpoints aside and keep it: a new one begins"));
    }

    static String shorter(long head, Checkpoint last) {
        return "the store holds " + head + " events, but at " + last.time() + " " + last.size() + " were signed";
    }

    static LedgerException unusable(Path path, IOException cause) {
        return new LedgerException(
                new Problem(
                        "LDG833",
                        Exit.FAILED,
                        "the evidence in " + path + " cannot be read or written: " + cause.getMessage(),
                        "check the directory, or name another with LEDGER_AUDIT_DIR"),
                cause);
    }

    static LedgerException notSignedYet(long position, long signed) {
        return new LedgerException(new Problem(
                "LDG836",
                Exit.USAGE,
                "there is no proof for " + position + ": the signed log has the positions 1 to " + signed,
                "`ledger audit checkpoint` signs what is in the log by now"));
    }

    static LedgerException noCheckpointOf(long size, List<Long> sizes) {
        return new LedgerException(new Problem(
                "LDG836",
                Exit.USAGE,
                "no checkpoint was signed at " + size + " events",
                sizes.isEmpty() ? "`ledger audit checkpoint` signs one" : "signed were " + sizes));
    }

    static LedgerException badExport(Path file, long line, String why) {
        return new LedgerException(new Problem(
                "LDG837",
                Exit.FAILED,
                file + " is no export of a ledger: line " + line + " " + why,
                "export again with `ledger audit export --format jsonl FILE`"));
    }

    public static LedgerException notEmpty(long events) {
        return new LedgerException(new Problem(
                "LDG838",
                Exit.REFUSED,
                "nothing was imported: this ledger holds " + events + " events already",
                "import into an empty one: name another --data-dir"));
    }

    static LedgerException otherCheckpoints(Path directory) {
        return new LedgerException(new Problem(
                "LDG838",
                Exit.REFUSED,
                "nothing was imported: " + directory + " holds checkpoints of another log",
                "name an empty directory with LEDGER_AUDIT_DIR"));
    }

    static LedgerException damagedTree(Path tree) {
        return new LedgerException(new Problem(
                "LDG839",
                Exit.FAILED,
                "the signed tree in " + tree + " is damaged: its checkpoints do not follow from it",
                "`ledger audit verify`; then delete the directory, and `ledger audit checkpoint` makes it anew"));
    }

    static LedgerException noKey(String text, String why) {
        return new LedgerException(new Problem(
                "LDG844",
                Exit.USAGE,
                "`" + text + "` is no verifier key: " + why,
                "`ledger audit key` prints the one of a ledger: name+id+base64"));
    }

    static LedgerException badProof(Path file, String why) {
        return new LedgerException(new Problem(
                "LDG845", Exit.USAGE, file + " is no proof: " + why, "`ledger audit prove POSITION` writes one"));
    }
}
