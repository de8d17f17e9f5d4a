package dev.migrationledger.app.operation;

import dev.migrationledger.app.result.Check;
import dev.migrationledger.app.result.VerifyResult;
import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.Verdict;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.target.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Asks every post-condition and declared probe of the revisions that are in. */
public record VerifyDatabase(Ledger ledger, Duration patience) implements Operation<VerifyResult> {
    @Override
    public VerifyResult on(Subject subject) {
        try (var visit = Visit.to(ledger, subject, patience)) {
            var detection = visit.look();
            if (detection.verdict() == Verdict.UNKNOWN) {
                throw new LedgerException(new Problem(
                        "LDG467",
                        Exit.REFUSED,
                        subject.id() + " is not near any state of the catalog, so that no post-condition applies",
                        "`ledger detect " + subject.id() + "` shows what differs; check that the right catalog is configured"));
            }
            var members = visit.graph().members(place(detection));
            return new VerifyResult(
                    subject.id(),
                    subject.catalog().name(),
                    checks(subject.catalog(), members, visit.session()),
                    Optional.empty());
        }
    }

    private static State place(Detection detection) {
        return detection.candidates().contains(detection.claimed()) ? detection.claimed() : detection.state();
    }

    /** Of these revisions, in their order: the post-conditions, then the declared probe. */
    static List<Check> checks(Catalog catalog, Collection<String> revisions, Target target) {
        var checks = new ArrayList<Check>();
        for (var id : revisions) {
            var queries = new ArrayList<>(catalog.graph().get(id).verify());
            Optional.ofNullable(catalog.probes().get(id)).ifPresent(queries::add);
            queries.forEach(query -> checks.add(new Check(id, query, target.holds(query).orElse(false))));
        }
        return checks;
    }

    @Override
    public VerifyResult stopped(Subject subject, Problem problem) {
        return new VerifyResult(subject.id(), subject.catalog().name(), List.of(), Optional.of(problem));
    }
}
