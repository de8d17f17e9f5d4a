package dev.migrationledger.app.result;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import java.util.List;
import java.util.Optional;

/** One selected database's entry in a command's answer. */
public sealed interface Result
        permits DetectResult,
                DriftResult,
                ForgetResult,
                HistoryResult,
                OwnersResult,
                PlanResult,
                RepairResult,
                ResolveResult,
                RevertResult,
                StampResult,
                StatusResult,
                UpResult,
                VerifyResult {
    /** Of the database. */
    String id();

    /** Why the entry is not, or not wholly, what was asked for. */
    Optional<Problem> problem();

    /** Without {@code --check}. */
    Exit exit();

    /** Whether something is there that {@code --check} must report: drift, behind, unverified. */
    boolean hasFindings();

    /** @param check whether {@code --check} was given */
    default Exit exit(boolean check) {
        return check && hasFindings() ? Exit.worst(List.of(exit(), Exit.FINDINGS)) : exit();
    }
}
