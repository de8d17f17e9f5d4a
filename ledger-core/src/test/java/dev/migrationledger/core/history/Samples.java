package dev.migrationledger.core.history;

import dev.migrationledger.core.detection.Claim;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.Drift;
import dev.migrationledger.core.detection.Verdict;
import dev.migrationledger.core.planning.Plan;
import dev.migrationledger.core.planning.Step;
import dev.migrationledger.core.revision.Kind;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.schema.Difference;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.schema.ObjectKind;
import dev.migrationledger.core.schema.Tier;
import dev.migrationledger.core.target.TargetIdentity;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The history of a database with the revisions a, b and c in a row. */
final class Samples {
    static final Description SHOP = new Description("shop", "prod", "postgresql", "shop@db1:5432/shop", Map.of("region", "eu"));
    static final TargetIdentity HERE = new TargetIdentity("1", "2");
    static final State A = State.of("a");
    static final State B = State.of("b");
    static final State C = State.of("c");
    static final Plan A_TO_C = plan(A, C, "b", "c");
    static final Plan C_TO_A = plan(C, A, "c", "b");
    static final DatabaseEvent REGISTERED =
            new DatabaseEvent.Registered("shop", "prod", "postgresql", "shop@db1:5432/shop", Map.of("region", "eu"));
    static final DatabaseEvent EMPTY = new DatabaseEvent.Detected(seen(Verdict.EMPTY, State.EMPTY));
    static final DatabaseEvent AT_A = new DatabaseEvent.Detected(seen(Verdict.EXACT, A));
    static final DatabaseEvent STARTED = new DatabaseEvent.ApplyStarted("1", A_TO_C, Optional.empty());
    static final DatabaseEvent UNKNOWN = new DatabaseEvent.OutcomeUnknown("1", "b", 2, "connection lost");

    static final Detection DIFFERING = new Detection(
            Verdict.DRIFTED, A, List.of(), Claim.ABSENT, State.EMPTY, List.of(), List.of(extra("public.spare")), List.of(), "empty", "x");
    static final String DRIFT = Drift.digest(DIFFERING).orElseThrow();

    private Samples() {}

    static Difference extra(String table) {
        return new Difference(
                Difference.Change.EXTRA, new FactKey(ObjectKind.TABLE, table), "", "table", Tier.HARD, "");
    }

    static Detection seen(Verdict verdict, State state, State... candidates) {
        return new Detection(
                verdict, state, List.of(candidates), Claim.ABSENT, State.EMPTY, List.of(), List.of(), List.of(), "empty", verdict + "" + state);
    }

    static DatabaseEvent.RevisionApplied applied(String attempt, String revision) {
        return new DatabaseEvent.RevisionApplied(attempt, revision, "digest-" + revision, 1, 5, false);
    }

    static DatabaseEvent.RevisionReverted reverted(String attempt, String revision) {
        return new DatabaseEvent.RevisionReverted(attempt, revision, "digest-" + revision, 5);
    }

    static DatabaseEvent.RevisionFailed failed(String attempt, String revision) {
        return new DatabaseEvent.RevisionFailed(attempt, revision, new Failure(1, 2, "42P07", "exists"));
    }

    static Plan plan(State from, State to, String... revisions) {
        return new Plan(
                from,
                to,
                Arrays.stream(revisions)
                        .map(r -> new Step(r, Kind.SCHEMA, true, 1, "digest-" + r, List.of()))
                        .toList(),
                "plan " + from + " " + to);
    }
}
