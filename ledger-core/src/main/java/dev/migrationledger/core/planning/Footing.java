package dev.migrationledger.core.planning;

import dev.migrationledger.core.catalog.Policy;
import dev.migrationledger.core.detection.Claim;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.HalfWay;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.schema.Tier;
import dev.migrationledger.core.target.TrackerReading;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where an upgrade may start, and what must be written first (DESIGN section 5, "Rules"). Never {@code head} because
 * it is convenient: without conclusive evidence, or a claim that the evidence does not contradict, a person decides.
 */
public sealed interface Footing {
    /** Codes of refusals that another policy would not have made. */
    Set<String> DECIDED_BY_POLICY = Set.of("LDG463", "LDG464");

    /**
     * What the trackers claim stands, as they say it: evidence takes revisions that run nothing for run, and a tool that
     * is to go on knows only what it recorded.
     */
    record Firm(State state) implements Footing {}

    /** Nothing is there yet, and the trackers do not say otherwise. */
    record Fresh() implements Footing {}

    /** The trackers say nothing; write what the evidence proves. */
    record Stamp(State state, String evidence) implements Footing {}

    /** The trackers are proven wrong; write what the evidence proves. */
    record Correct(State from, State to, String evidence) implements Footing {}

    /** A person must decide. */
    record Refused(Problem problem) implements Footing {}

    /** @param insisted a person saw the differences and says to go on from a claim that agrees with the nearest state */
    static Footing of(String database, Detection detection, RevisionGraph graph, Policy policy, boolean insisted) {
        return switch (detection.verdict()) {
            case EMPTY -> onEmpty(database, detection, policy);
            case EXACT -> onExact(database, detection, policy);
            case EQUIVALENT -> onEquivalent(database, detection, graph, policy);
            case DRIFTED -> detection.claim() == Claim.AGREES && insisted
                    ? new Firm(detection.claimed())
                    : new Refused(drifted(database, detection));
            case PARTIAL -> new Refused(isDoubted(detection) ? doubted(database, detection) : new Problem(
                    "LDG461",
                    Exit.REFUSED,
                    database + " holds part of a revision above " + detection.state() + ": " + evidence(detection),
                    "finish or undo that revision by hand, then look again: `ledger detect " + database + "`"));
            case UNKNOWN -> new Refused(new Problem(
                    "LDG462",
                    Exit.REFUSED,
                    database + " is not near any state of the catalog; the nearest is " + detection.state(),
                    "check that the right catalog is configured for this database, and which of its schemas is used"));
        };
    }

    /**
     * On a revision that was begun and has not ended: it is gone on with, from the claim where that can be, else from what
     * the evidence leaves.
     *
     * @param detection partial, at the state where it goes on
     */
    static Footing of(String database, Detection detection, HalfWay half, Policy policy) {
        return half.below()
                .map(below -> switch (detection.claim()) {
                    case AGREES -> new Firm(below);
                    case ABSENT, EMPTY -> new Stamp(below, evidence(detection));
                    case WRONG, SEVERAL, UNKNOWN_REVISION ->
                        isClaimed(below, detection) ? new Firm(below) : correct(database, detection, below, policy);
                })
                .orElseGet(() -> new Refused(new Problem(
                        "LDG827",
                        Exit.REFUSED,
                        "revision " + half.revision().id() + " of " + database + " was begun and has not ended, and neither the"
                                + " claim nor the evidence says where it goes on: " + evidence(detection),
                        "unless a run is at it now, put back what was changed by hand; or bring the revision to its end and say so: `ledger stamp "
                                + half.revision().id() + " " + database + " --yes --reason TEXT`")));
    }

    private static boolean isClaimed(State state, Detection detection) {
        return detection.trackers().stream()
                .anyMatch(tracker -> tracker.kind().equals("ledger") && State.of(tracker.rows()).equals(state));
    }

    private static Footing onEmpty(String database, Detection detection, Policy policy) {
        return switch (detection.claim()) {
            case ABSENT, EMPTY -> new Fresh();
            case AGREES -> detection.claimed().isEmpty() ? new Fresh() : new Firm(detection.claimed());
            case WRONG, SEVERAL, UNKNOWN_REVISION -> correct(database, detection, State.EMPTY, policy);
        };
    }

    private static Footing onExact(String database, Detection detection, Policy policy) {
        return switch (detection.claim()) {
            case AGREES -> new Firm(detection.claimed());
            case ABSENT, EMPTY -> new Stamp(detection.state(), evidence(detection));
            case WRONG, SEVERAL, UNKNOWN_REVISION -> correct(database, detection, detection.state(), policy);
        };
    }

    private static Footing correct(String database, Detection detection, State proven, Policy policy) {
        return switch (policy.wrongClaim()) {
            case CORRECT -> new Correct(
                    detection.claimed(),
                    proven,
                    unfinished(detection).map(says -> says + ", and the schema is whole: ").orElse("") + evidence(detection));
            case REFUSE -> new Refused(new Problem(
                    "LDG463",
                    Exit.REFUSED,
                    database + " claims " + detection.claimed() + unfinished(detection).map(says -> " (" + says + ")").orElse("")
                            + " but is proven to be at " + proven + ", and the policy wrong-claim is refuse",
                    "`ledger repair " + database + "` corrects the claim"));
        };
    }

    /** The trackers' word decides between states that the evidence cannot tell apart; without it the policy does. */
    private static Footing onEquivalent(String database, Detection detection, RevisionGraph graph, Policy policy) {
        if (detection.claim() == Claim.AGREES) {
            return new Firm(detection.claimed());
        }
        if (policy.equivalent() == Policy.Equivalent.EARLIEST && !detection.candidates().isEmpty()) {
            var earliest = detection.candidates().getFirst();
            var members = graph.members(earliest);
            var between = new LinkedHashSet<String>();
            var below = detection.candidates().stream().allMatch(candidate -> {
                var these = graph.members(candidate);
                between.addAll(these);
                return these.containsAll(members);
            });
            between.removeAll(members);
            if (below && between.stream().allMatch(id -> graph.get(id).idempotent())) {
                var evidence = "earliest of " + detection.candidates().size()
                        + " equivalent states; what lies between is idempotent: " + String.join(", ", between);
                return switch (detection.claim()) {
                    case ABSENT, EMPTY -> new Stamp(earliest, evidence);
                    case AGREES, WRONG, SEVERAL, UNKNOWN_REVISION ->
                        policy.wrongClaim() == Policy.WrongClaim.CORRECT
                                ? new Stamp(earliest, evidence)
                                : correct(database, detection, earliest, policy);
                };
            }
        }
        return new Refused(new Problem(
                "LDG464",
                Exit.REFUSED,
                database + " is in one of " + detection.candidates().size() + " states with the same schema: "
                        + detection.candidates().stream().map(State::toString).collect(Collectors.joining(" | ")),
                "add a probe for the revisions between them to the catalog, or say which it is: "
                        + stampByHand(database)));
    }

    private static Optional<String> unfinished(Detection detection) {
        return detection.trackers().stream()
                .filter(TrackerReading::isUnfinished)
                .findFirst()
                .map(tracker -> tracker.table() + " says that a migration ended half-way");
    }

    /** Nothing of a revision above is there in part: what makes it partial is what a tool says of itself, or the data. */
    private static boolean isDoubted(Detection detection) {
        return detection.differences().stream().noneMatch(d -> d.tier() == Tier.HARD);
    }

    private static Problem doubted(String database, Detection detection) {
        return new Problem(
                "LDG788",
                Exit.REFUSED,
                database + " has the schema of " + detection.state() + ", and what ran is not certain: "
                        + evidence(detection),
                "look at what ran, finish it or take it back by hand, then say which revision it is: "
                        + stampByHand(database));
    }

    private static Problem drifted(String database, Detection detection) {
        var differences = detection.differences().stream()
                .filter(d -> d.tier() == Tier.HARD)
                .count();
        var anyway = detection.claim() == Claim.AGREES
                ? "go on in spite of them: `ledger up " + database + " --yes --reason TEXT`"
                : "say which revision it is: " + stampByHand(database);
        return new Problem(
                "LDG460",
                Exit.REFUSED,
                database + " is not exactly at any revision; nearest is " + detection.state() + ", with "
                        + differences + (differences == 1 ? " difference" : " differences"),
                "`ledger detect " + database + "` shows them; undo them, or " + anyway);
    }

    private static String stampByHand(String database) {
        return "`ledger stamp REVISION " + database + " --yes --reason TEXT`";
    }

    private static String evidence(Detection detection) {
        return detection.evidence().stream().limit(3).collect(Collectors.joining("; "));
    }
}
