package dev.migrationledger.app.operation;

import dev.migrationledger.app.detection.Detector;
import dev.migrationledger.app.projection.DatabaseRow;
import dev.migrationledger.app.result.OwnersResult;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.OriginReference;
import dev.migrationledger.core.detection.SchemaNames;
import dev.migrationledger.core.ownership.OwnedObject;
import dev.migrationledger.core.ownership.Ownership;
import dev.migrationledger.core.ownership.Survey;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.schema.FactKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which revision and source made each object of a database: of one that is looked at now, or as the ledger's events
 * have it at an instant, without a connection.
 *
 * @param asOf empty for now
 */
public record OwnersOfDatabase(Ledger ledger, Optional<Instant> asOf, Duration patience)
        implements Operation<OwnersResult> {
    @Override
    public OwnersResult on(Subject subject) {
        if (asOf.isPresent()) {
            return then(subject, asOf.get());
        }
        try (var visit = Visit.to(ledger, subject, patience)) {
            var seen = visit.see();
            return OwnersResult.of(subject.id(), subject.catalog().name(), objects(ledger, subject, seen), seen.detection());
        }
    }

    /** Under the names that they have in the database. */
    static List<OwnedObject> objects(Ledger ledger, Subject subject, Detector.Seen seen) {
        var made = ledger.detections().references(subject.configured(), subject.catalog(), subject.database().engine());
        var explained = made.toExplain(seen.snapshot(), seen.detection().trackers());
        var names = SchemaNames.between(explained, made.references());
        var live = new HashSet<>(names.map(n -> n.toReference(explained, made.references()))
                .orElse(explained)
                .facts()
                .keySet());
        var seeded = new HashSet<>(made.seeded());
        seeded.retainAll(seen.snapshot().facts().keySet());
        live.addAll(seeded);
        var objects = owners(subject, seen.detection(), made.references(), live, seeded);
        return names.map(n -> objects.stream().map(object -> renamed(object, n)).toList()).orElse(objects);
    }

    private static List<OwnedObject> owners(
            Subject subject,
            Detection detection,
            List<OriginReference> references,
            Set<FactKey> live,
            Set<FactKey> seeded) {
        var dialect = subject.database().engine().dialect();
        return Ownership.of(
                subject.catalog(),
                new Survey(detection, references, live, SeededObjects.of(subject.catalog(), seeded, dialect), dialect));
    }

    private static OwnedObject renamed(OwnedObject object, SchemaNames names) {
        return new OwnedObject(
                names.toLive(object.key()),
                object.revision(),
                object.source(),
                object.status(),
                object.claims(),
                object.changedBy());
    }

    private OwnersResult then(Subject subject, Instant instant) {
        var row = ledger.rowAsOf(subject.id(), instant);
        var detection = row.map(DatabaseRow::state)
                .flatMap(state -> state.detection())
                .orElseThrow(() -> new LedgerException(Words.unseen(subject, instant)));
        var made = ledger.detections().references(subject.configured(), subject.catalog(), subject.database().engine());
        var live = Ownership.liveAt(subject.catalog(), made.references(), detection)
                .orElseThrow(() -> new LedgerException(new Problem(
                        "LDG762",
                        Exit.REFUSED,
                        subject.id() + " was at " + detection.state() + " from " + detection.origin()
                                + " then, which the catalog no longer has",
                        "ask with a configuration and sources of that time: -c FILE")));
        var objects = owners(subject, detection, made.references(), live, Set.of());
        return OwnersResult.of(subject.id(), subject.catalog().name(), objects, detection).seenAt(instant);
    }

    @Override
    public OwnersResult stopped(Subject subject, Problem problem) {
        return OwnersResult.refused(subject.id(), subject.catalog().name(), problem);
    }
}
