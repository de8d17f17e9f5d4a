package dev.migrationledger.app.operation;

import dev.migrationledger.app.config.SourceConfig;
import dev.migrationledger.app.config.SourceFormat;
import dev.migrationledger.app.detection.Detector;
import dev.migrationledger.app.result.AdoptedRevision;
import dev.migrationledger.app.result.AdoptedRevision.Left;
import dev.migrationledger.app.result.OwnersResult;
import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.detection.Drift;
import dev.migrationledger.core.ownership.Claimant;
import dev.migrationledger.core.ownership.OwnedObject;
import dev.migrationledger.core.ownership.OwnedObject.Status;
import dev.migrationledger.core.ownership.Ownership;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.source.HeaderReader;
import dev.migrationledger.core.target.Definitions.Definition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes a revision that takes what nobody made into the catalog: it makes the objects where they are missing and
 * changes nothing where they are. Before it is written it is run in a scratch database, and the database that the
 * objects come from is looked at with it.
 *
 * @param source id of the source to write to; empty for the only one that can be written to
 */
public record AdoptObjects(Ledger ledger, Optional<String> source, boolean dryRun, Duration patience)
        implements Operation<OwnersResult> {
    @Override
    public OwnersResult on(Subject subject) {
        var into = source(subject);
        try (var visit = Visit.to(ledger, subject, patience)) {
            var seen = visit.see();
            requireState(subject, seen);
            var objects = OwnersOfDatabase.objects(ledger, subject, seen);
            var result = OwnersResult.of(subject.id(), subject.catalog().name(), objects, seen.detection());
            var unowned = objects.stream().filter(object -> object.status() == Status.UNOWNED).toList();
            return unowned.isEmpty() ? result : result.with(adopt(subject, into, visit, seen, unowned));
        }
    }

    private AdoptedRevision adopt(
            Subject subject, SourceConfig into, Visit visit, Detector.Seen seen, List<OwnedObject> unowned) {
        var left = new ArrayList<Left>();
        unowned.stream().filter(object -> !object.claims().isEmpty()).forEach(object ->
                left.add(new Left(object.key(), why(object.claims().getFirst()))));
        var definitions = ledger.engine(visit.address())
                .definitions(
                        visit.address(),
                        unowned.stream().filter(object -> object.claims().isEmpty()).map(OwnedObject::key).toList());
        definitions.left().forEach(one -> left.add(new Left(one.key(), one.reason())));
        if (definitions.made().isEmpty()) {
            throw new LedgerException(new Problem(
                    "LDG765",
                    Exit.REFUSED,
                    "nothing in " + subject.id() + " can be adopted: " + left.getFirst().key() + ": " + left.getFirst().reason(),
                    "`ledger owners " + subject.id() + "` lists what nobody owns; write the revision by hand"));
        }
        var parents = Ownership.place(seen.detection());
        var script = AdoptedScript.of(subject.id(), parents, definitions.made());
        var file = into.path().resolve(script.id() + "_adopted.sql");
        var revision = read(script.text(), into, file);
        var note = proven(subject, revision, visit);
        if (!dryRun) {
            script.write(file);
        }
        return new AdoptedRevision(
                script.id(),
                into.id(),
                file.toString(),
                !dryRun,
                script.text(),
                parents,
                definitions.made().stream().map(Definition::key).distinct().toList(),
                left,
                note);
    }

    private static String why(Claimant claimant) {
        return switch (claimant.how()) {
            case DROPS -> claimant.revision() + " dropped it: drop it here, too, or make it anew in a revision of its own";
            case CREATES, DOCUMENTS, LOADS, SEEDS -> claimant.revision() + " of " + claimant.source()
                    + " is not in and would create it";
        };
    }

    private static void requireState(Subject subject, Detector.Seen seen) {
        if (!Drift.isJudged(seen.detection())) {
            throw new LedgerException(new Problem(
                    "LDG766",
                    Exit.REFUSED,
                    "it is not proven at which revision " + subject.id() + " is, so that none can be put on top: it is "
                            + Words.of(seen.detection()),
                    "`ledger detect " + subject.id() + "` shows the evidence"));
        }
    }

    /** A native source: others have their own way to write revisions. */
    private SourceConfig source(Subject subject) {
        var writable = subject.configured().sources().stream()
                .filter(config -> config.format() == SourceFormat.SQL)
                .toList();
        var fitting = writable.stream().filter(config -> source.isEmpty() || source.get().equals(config.id())).toList();
        if (fitting.size() == 1) {
            return fitting.getFirst();
        }
        var known = writable.isEmpty()
                ? "add one: a directory with `format: sql`"
                : "say --source with one of " + String.join(", ", writable.stream().map(SourceConfig::id).toList());
        throw new LedgerException(new Problem(
                "LDG763",
                Exit.USAGE,
                source.map(id -> "catalog " + subject.catalog().name() + " has no native source " + id)
                        .orElseGet(() -> "catalog " + subject.catalog().name() + " has "
                                + (writable.isEmpty() ? "no native source" : writable.size() + " native sources")
                                + " to write a revision to"),
                known));
    }

    private static Revision read(String text, SourceConfig into, Path file) {
        var header = HeaderReader.read(text, into.id(), file.getFileName().toString());
        if (!header.problems().isEmpty()) {
            throw new LedgerException(header.problems());
        }
        return header.revision().orElseThrow();
    }

    /** @return what is left to do; throws when the revision does not make the objects, so that nothing is written */
    private Optional<String> proven(Subject subject, Revision revision, Visit visit) {
        var catalog = subject.catalog();
        var revisions = new ArrayList<>(catalog.graph().inOrder());
        revisions.add(revision);
        var grown = new Catalog(
                catalog.name() + " with " + revision.id(),
                new RevisionGraph(revisions),
                catalog.snapshots(),
                catalog.seeds(),
                catalog.probes(),
                catalog.policy());
        var made = ledger.detections().references(subject.configured(), grown, subject.database().engine());
        var refused = made.references().stream()
                .flatMap(reference -> reference.unrun().stream())
                .filter(unrun -> unrun.revision().equals(revision.id()))
                .findFirst();
        if (refused.isPresent()) {
            throw new LedgerException(new Problem(
                    "LDG764",
                    Exit.FAILED,
                    "the revision that would adopt what is in " + subject.id() + " fails in a scratch database: "
                            + refused.get().reason() + "; nothing was written",
                    "--dry-run shows it; write it by hand, or remove the object that it fails on"));
        }
        var after = ledger.detections().see(subject.configured(), grown, subject.database().engine(), visit.session()).detection();
        var next = catalog.graph().heads().heads().containsAll(revision.parents())
                ? "`ledger up` brings it to every database; " + subject.id() + " is " + Words.of(after)
                        + " with it; where only some of the objects are, run the file by hand before"
                : "it makes a branch, as " + subject.id() + " is behind: join it with a merge when all are at head";
        return Optional.of(next);
    }

    @Override
    public OwnersResult stopped(Subject subject, Problem problem) {
        return OwnersResult.refused(subject.id(), subject.catalog().name(), problem);
    }
}
