package dev.migrationledger.app.detection;

import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.detection.Detecting;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.HalfWay;
import dev.migrationledger.core.detection.Known;
import dev.migrationledger.core.detection.Live;
import dev.migrationledger.core.detection.Next;
import dev.migrationledger.core.detection.Question;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.schema.Fingerprint;
import dev.migrationledger.core.schema.Row;
import dev.migrationledger.core.schema.SchemaSnapshot;
import dev.migrationledger.core.target.Target;
import dev.migrationledger.core.target.TrackerReading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Detects one database: reads it, and answers the core's questions from it and from scratch databases. */
public final class Detector {
    /** It asks for data, then for composed states, then for those near; more would be a bug, not a database. */
    private static final int MOST_ROUNDS = 20;

    private final References references;

    public Detector(References references) {
        this.references = references;
    }

    /**
     * @param snapshot all that was there when the detection was made, objects of seeds included
     * @param halfWay  a revision that was begun and has not ended
     */
    public record Seen(Detection detection, SchemaSnapshot snapshot, Optional<HalfWay> halfWay) {}

    /** Writes nothing to the target. @param made the catalog's, see {@link References#of} */
    public Detection detect(Catalog catalog, References.Made made, Target target) {
        return see(catalog, made, target).detection();
    }

    /** As {@link #detect}, with what was looked at. */
    public Seen see(Catalog catalog, References.Made made, Target target) {
        var whole = target.snapshot();
        var trackers = target.trackers();
        var snapshot = made.toExplain(whole, trackers);
        var live = new Live(snapshot, trackers, begun(target, trackers), Fingerprint.of(snapshot), target.tearsRevisions());
        var known = Known.NOTHING;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            switch (Detecting.next(catalog, made.references(), live, known)) {
                case Next.Answer(var detection, var halfWay) -> {
                    return new Seen(detection, whole, halfWay);
                }
                case Next.Ask(var questions) -> known = known.and(answers(catalog, target, questions));
            }
        }
        throw new LedgerException(new Problem(
                "LDG426",
                Exit.FAILED,
                "detection with catalog " + catalog.name() + " came to no answer in " + MOST_ROUNDS + " rounds",
                "this is a fault of the program: report it with the catalog"));
    }

    /** Asked only where there is something to tell. @param trackers just read */
    public static Set<String> begun(Target target, List<TrackerReading> trackers) {
        return trackers.stream().anyMatch(TrackerReading::isBegun) ? target.begun() : Set.of();
    }

    private Known answers(Catalog catalog, Target target, Set<Question> questions) {
        var wanted = new ArrayList<Row>();
        var rows = new HashMap<String, Optional<Row>>();
        var queries = new HashMap<String, Optional<Boolean>>();
        var built = new HashMap<Question.Build, Optional<SchemaSnapshot>>();
        var halves = new HashMap<Question.Statements, List<SchemaSnapshot>>();
        for (var question : questions) {
            switch (question) {
                case Question.FindRow(var row) -> wanted.add(row);
                case Question.Holds(var query) -> queries.put(query, holds(target, query));
                case Question.Build build ->
                    built.put(build, references.build(catalog, build.origin(), build.state()));
                case Question.Statements half -> halves.put(
                        half,
                        references.afterEachStatement(catalog, half.origin(), half.lower(), half.revision()));
            }
        }
        var found = wanted.isEmpty() ? new HashMap<String, Row>() : target.rows(wanted);
        wanted.forEach(row -> rows.put(row.name(), Optional.ofNullable(found.get(row.name()))));
        return new Known(rows, queries, built, halves);
    }

    /** A probe that cannot be run says nothing; that the database is gone shows at the next look. */
    private static Optional<Boolean> holds(Target target, String query) {
        try {
            return target.holds(query);
        } catch (LedgerException e) {
            return Optional.empty();
        }
    }
}
