package dev.migrationledger.app.operation;

import dev.migrationledger.app.detection.FailuresFromEmpty;
import dev.migrationledger.core.detection.OriginReference;
import dev.migrationledger.core.planning.Plan;
import dev.migrationledger.core.planning.Step;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.schema.Tier;
import dev.migrationledger.core.source.SnapshotScript;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** How an empty database can begin: with the first revision, or with a dump. */
record Beginning(Ledger ledger, Subject subject) {

    /** The first dump whose claim its own schema proves: it has every hard fact of the state that it claims to be. */
    static Optional<SnapshotScript> provenDump(
            WorkingLedger ledger, Subject subject, Predicate<SnapshotScript> wanted) {
        return subject.catalog().snapshots().stream()
                .filter(wanted)
                .filter(dump -> isProven(ledger, subject, dump))
                .findFirst();
    }

    private static boolean isProven(WorkingLedger ledger, Subject subject, SnapshotScript snapshot) {
        return ledger.differences(subject, snapshot)
                .filter(differences -> differences.stream().noneMatch(d -> d.tier() == Tier.HARD))
                .isPresent();
    }

    /** Why a plan from nothing cannot work, by what scratch databases showed; empty when nothing speaks against it. */
    Optional<Problem> refused(Plan plan) {
        var references = references();
        var steps = plan.steps().stream().map(Step::revision).collect(Collectors.toSet());
        return FailuresFromEmpty.failed(references).stream()
                .filter(unrun -> plan.from().isEmpty() && steps.contains(unrun.revision()))
                .findFirst()
                .filter(_ -> provenDump(ledger, subject, _ -> true).filter(dump -> carries(dump.id(), steps)).isEmpty())
                .map(unrun -> new Problem(
                        "LDG789",
                        Exit.REFUSED,
                        subject.id() + " is empty, and " + plan.to() + " cannot be reached from there: "
                                + FailuresFromEmpty.problem(subject.catalog(), unrun).message(),
                        subject.catalog().snapshots().stream()
                                .filter(dump -> carries(dump.id(), steps))
                                .findFirst()
                                .map(dump -> "begin with the origin that the catalog declares: load " + dump.file() + ", which is at "
                                        + dump.at() + ", then `ledger up " + subject.id() + "`")
                                .orElse(FailuresFromEmpty.wayOut(unrun.revision()))));
    }

    private List<OriginReference> references() {
        return ledger.detections()
                .references(subject.configured(), subject.catalog(), subject.database().engine())
                .references();
    }

    /** Whether every one of these revisions is in the dump or ran on it. */
    private boolean carries(String dump, Set<String> revisions) {
        return references().stream()
                .filter(reference -> reference.origin().equals(dump))
                .anyMatch(reference -> {
                    var in = subject.catalog().graph().members(reference.start());
                    return revisions.stream().allMatch(id -> in.contains(id)
                            || reference.deltas().stream().anyMatch(delta -> delta.revision().equals(id)));
                });
    }
}
