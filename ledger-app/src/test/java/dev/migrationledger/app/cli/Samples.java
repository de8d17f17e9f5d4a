package dev.migrationledger.app.cli;

import dev.migrationledger.app.result.AppliedRevision;
import dev.migrationledger.app.result.Check;
import dev.migrationledger.app.result.Correction;
import dev.migrationledger.app.result.DetectResult;
import dev.migrationledger.app.result.FailedRevision;
import dev.migrationledger.app.result.ForgetResult;
import dev.migrationledger.app.result.HistoryResult;
import dev.migrationledger.app.result.OwnersResult;
import dev.migrationledger.app.result.PlanResult;
import dev.migrationledger.app.result.RepairResult;
import dev.migrationledger.app.result.Report;
import dev.migrationledger.app.result.ResolveResult;
import dev.migrationledger.app.result.RevertResult;
import dev.migrationledger.app.result.SeedRun;
import dev.migrationledger.app.result.StampResult;
import dev.migrationledger.app.result.StatusResult;
import dev.migrationledger.app.result.UpResult;
import dev.migrationledger.app.result.VerifyResult;
import dev.migrationledger.core.detection.Claim;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.Verdict;
import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.history.Failure;
import dev.migrationledger.core.history.Provenance;
import dev.migrationledger.core.ownership.Claimant;
import dev.migrationledger.core.ownership.Claimant.How;
import dev.migrationledger.core.ownership.OwnedObject;
import dev.migrationledger.core.ownership.OwnedObject.Status;
import dev.migrationledger.core.planning.Plan;
import dev.migrationledger.core.planning.Step;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Kind;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.schema.Difference;
import dev.migrationledger.core.schema.Difference.Change;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.schema.ObjectKind;
import dev.migrationledger.core.schema.Tier;
import dev.migrationledger.core.target.TargetIdentity;
import dev.migrationledger.core.target.TrackerReading;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.OptionalInt;

/** A report of every verb, with the situations of a small and unhappy fleet. */
public final class Samples {
    public static final Instant NOW = Instant.parse("2026-03-14T09:30:00Z");

    public static final Detection WRONG = new Detection(Verdict.EXACT, State.of("9c23e4e81011"), List.of(), Claim.WRONG,
            State.of("c64001afbd46"),
            List.of(new TrackerReading("alembic", "public.alembic_version", List.of("c64001afbd46"), false)),
            List.of(new Difference(Change.CHANGED, new FactKey(ObjectKind.INDEX, "public.orders(placed_at)"),
                    "ix_orders_placed", "orders_placed_at_idx", Tier.COSMETIC, "9c23e4e81011")),
            List.of("table public.personality_traits present (added by 9c23e4e81011)",
                    "column public.orders.note absent (added by c64001afbd46)"),
            "empty", "5f1c");
    public static final Detection DRIFTED = new Detection(Verdict.DRIFTED, State.of("ab68d77b5088"), List.of(),
            Claim.AGREES, State.of("ab68d77b5088"),
            List.of(new TrackerReading("flyway", "public.flyway_schema_history",
                    List.of("1", "1.1", "2", "3", "ab68d77b5088"), true)),
            List.of(new Difference(Change.MISSING, new FactKey(ObjectKind.TABLE, "public.refunds"), "table", "",
                            Tier.HARD, "ab68d77b5088"),
                    new Difference(Change.EXTRA, new FactKey(ObjectKind.COLUMN, "public.orders.hotfix"), "",
                            "text, nullable", Tier.HARD, ""),
                    new Difference(Change.CHANGED, new FactKey(ObjectKind.COLUMN, "public.orders.total"),
                            "numeric(12,2)", "double precision", Tier.HARD, "336ce8830dfe"),
                    new Difference(Change.MISSING,
                            new FactKey(ObjectKind.FOREIGN_KEY, "public.orders(customer_id) -> public.customers(id)"),
                            "on delete cascade", "", Tier.HARD, "336ce8830dfe"),
                    new Difference(Change.CHANGED, new FactKey(ObjectKind.FUNCTION, "public.total(integer)"),
                            "body 3f2a", "body 77c1", Tier.SOFT, "ab68d77b5088")),
            List.of("41 of 44 facts of ab68d77b5088 are there"), "empty", "77aa");
    private static final Detection EQUIVALENT = new Detection(Verdict.EQUIVALENT, State.of("e1"),
            List.of(State.of("e1"), State.of("e2", "side")), Claim.ABSENT, State.EMPTY, List.of(), List.of(),
            List.of("e2 and side change nothing that can be seen"), "init", "e0");
    private static final Problem UNREACHABLE = new Problem("LDG301", Exit.FAILED,
            "database shop-dev at db9:5432 cannot be reached: connection refused",
            "is the server running? --wait SECONDS waits for one that is starting");
    private static final List<OwnedObject> OWNED = List.of(
            owned(ObjectKind.TABLE, "public.customers", Status.CONTESTED,
                    new Claimant("9c23e4e81011", "alembic", How.CREATES), new Claimant("20240219_tables", "sql", How.CREATES)),
            owned(ObjectKind.TABLE, "public.invoices", Status.MISSING, new Claimant("336ce8830dfe", "alembic", How.CREATES)),
            owned(ObjectKind.TABLE, "public.orders", Status.OWNED, new Claimant("336ce8830dfe", "alembic", How.CREATES)),
            new OwnedObject(new FactKey(ObjectKind.TABLE, "public.tmp_fix"), "", "", Status.UNOWNED, List.of(), List.of()),
            owned(ObjectKind.COLUMN, "public.orders.note", Status.OWNED, new Claimant("ab68d77b5088", "alembic", How.CREATES)));

    private static OwnedObject owned(ObjectKind kind, String name, Status status, Claimant... claimants) {
        return new OwnedObject(
                new FactKey(kind, name), claimants[0].revision(), claimants[0].source(), status, List.of(claimants), List.of());
    }

    private static final Plan PLAN = new Plan(State.of("9c23e4e81011"), State.of("c64001afbd46"),
            List.of(new Step("ab68d77b5088", Kind.SCHEMA, true, 3, "aa", List.of()),
                    new Step("4d1f", Kind.SCHEMA, false, 1, "bb",
                            List.of("runs alone: CREATE INDEX CONCURRENTLY", "waits for old transactions")),
                    new Step("c64001afbd46", Kind.DATA, true, 12, "cc", List.of())),
            "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");

    private Samples() {}

    /** Keyed by the name of its golden files. */
    public static Map<String, Report> all() {
        return Map.ofEntries(
                Map.entry("detect", new Report("detect", List.of(DetectResult.of("shop-prod-eu", "shop", WRONG),
                        DetectResult.of("shop-prod-us", "shop", DRIFTED),
                        DetectResult.of("shop-test", "shop", EQUIVALENT),
                        DetectResult.refused("shop-dev", "shop", UNREACHABLE)))),
                Map.entry("up", up()),
                Map.entry("status", status()),
                Map.entry("plan", new Report("plan", List.of(PlanResult.of("shop-prod-eu", "shop", WRONG, PLAN),
                        PlanResult.of("shop-test", "shop", WRONG,
                                new Plan(State.of("c64001afbd46"), State.of("c64001afbd46"), List.of(), "00")),
                        PlanResult.refused("shop-dev", "shop", Optional.empty(), UNREACHABLE)))),
                Map.entry("repair", repair()),
                Map.entry("history", history()),
                Map.entry("owners", new Report("owners", List.of(OwnersResult.of("shop-prod-eu", "shop", OWNED, WRONG)))),
                Map.entry("verify", new Report("verify", List.of(new VerifyResult("shop-prod-eu", "shop",
                        List.of(new Check("c64001afbd46", "select count(*) >= 5 from personality_traits", true),
                                new Check("ab68d77b5088", "select not exists (select from orders where total < 0)", false)),
                        Optional.empty())))),
                Map.entry("revert", new Report("revert", List.of(new RevertResult("shop-prod-eu", "shop",
                        RevertResult.Outcome.REVERTED, State.of("c64001afbd46"), State.of("ab68d77b5088"),
                        List.of(new AppliedRevision("c64001afbd46", Kind.DATA, 7)), Optional.empty(), Optional.empty())))),
                Map.entry("stamp", new Report("stamp", List.of(new StampResult("shop-test", "shop",
                        StampResult.Outcome.STAMPED, State.EMPTY, State.of("e1"), true, "restored from the March dump",
                        Optional.empty(), Optional.empty())))),
                Map.entry("resolve", new Report("resolve", List.of(
                        ResolveResult.resolved("shop-prod-eu", "shop", "9c23e4e81011", 2, true, "the index is there"),
                        ResolveResult.stopped("shop-dev", "shop", false, new Problem("LDG512", Exit.USAGE,
                                "shop-dev: no statement's outcome is unknown", "there is nothing to decide"))))),
                Map.entry("forget", new Report("forget", List.of(
                        ForgetResult.forgotten("shop-old", "sold to another team"),
                        ForgetResult.unchanged("shop-older"),
                        ForgetResult.stopped("shop-dev", new Problem("LDG981", Exit.REFUSED,
                                "shop-dev: attempt 7 is not finished, and what it did would be lost from the history",
                                "wait for it"))))),
                Map.entry("refused", new Report("up", List.of(), List.of(new Problem("LDG231", Exit.USAGE,
                        "no database is selected", "name databases, or use --all")))));
    }

    private static Report up() {
        var head = State.of("c64001afbd46");
        var checks = List.of(new Check("c64001afbd46", "select count(*) >= 5 from personality_traits", true));
        return new Report("up", List.of(
                new UpResult("shop-prod-eu", "shop", Optional.of(WRONG), UpResult.Outcome.UPGRADED,
                        State.of("9c23e4e81011"), head,
                        List.of(new AppliedRevision("ab68d77b5088", Kind.SCHEMA, 12),
                                new AppliedRevision("c64001afbd46", Kind.DATA, 1_530, true)),
                        List.of(), Optional.of(new Correction(head, State.of("9c23e4e81011"))),
                        List.of(new SeedRun("seed", SeedRun.Outcome.APPLIED),
                                new SeedRun("extra", SeedRun.Outcome.FAILED, "null value in column \"name\"")),
                        checks, Optional.empty(), Optional.empty()),
                new UpResult("shop-prod-us", "shop", Optional.empty(), UpResult.Outcome.FAILED,
                        State.of("9c23e4e81011"), State.of("ab68d77b5088"),
                        List.of(new AppliedRevision("ab68d77b5088", Kind.SCHEMA, 9)), List.of(), Optional.empty(),
                        List.of(), List.of(),
                        Optional.of(new FailedRevision("c64001afbd46", "0007_traits.sql",
                                new Failure(3, 41, "42P07", "relation \"traits\" already exists"))),
                        Optional.of(new Problem("LDG310", Exit.FAILED,
                                "shop-prod-us stopped at c64001afbd46; what ran before it stays applied",
                                "correct 0007_traits.sql, then ledger up shop-prod-us"))),
                new UpResult("local", "shop", Optional.empty(), UpResult.Outcome.UNCHANGED, head, head, List.of(),
                        List.of(), Optional.empty(), List.of(new SeedRun("seed", SeedRun.Outcome.UNCHANGED)),
                        List.of(new Check("c64001afbd46", "select false", false)), Optional.empty(), Optional.empty()),
                new UpResult("copy", "shop", Optional.empty(), UpResult.Outcome.STAMPED, head, head, List.of(),
                        List.of("c64001afbd46"), Optional.empty(), List.of(), List.of(), Optional.empty(),
                        Optional.empty()),
                UpResult.stopped("shop-test", "shop", Optional.of(EQUIVALENT), UpResult.Outcome.REFUSED,
                        new Problem("LDG320", Exit.REFUSED, "shop-test may be at e1 or at e2, side",
                                "ledger stamp REVISION shop-test")),
                UpResult.stopped("shop-dev", "shop", Optional.empty(), UpResult.Outcome.LOCKED,
                        new Problem("LDG330", Exit.LOCKED, "another ledger works on shop-dev", "try again later"))));
    }

    private static Report status() {
        var head = Optional.of(State.of("c64001afbd46"));
        return new Report("status", List.of(
                new StatusResult("shop-prod-eu", "shop", "prod", head, Optional.of(State.of("9c23e4e81011")),
                        Optional.of(State.of("9c23e4e81011")), Optional.of(Verdict.EXACT), OptionalInt.of(3),
                        Optional.of(Instant.parse("2026-03-11T09:29:00Z")), NOW, Optional.of(WRONG), Optional.empty()),
                new StatusResult("local", "shop", "", head, head, head, Optional.of(Verdict.EXACT), OptionalInt.of(0),
                        Optional.of(Instant.parse("2026-03-14T09:28:10Z")), NOW, Optional.empty(), Optional.empty()),
                StatusResult.refused("shop-dev", "shop", "dev", NOW, UNREACHABLE)));
    }

    private static Report repair() {
        return new Report("repair", List.of(
                new RepairResult("shop-prod-eu", "shop", RepairResult.Outcome.CORRECTED, State.of("c64001afbd46"),
                        State.of("9c23e4e81011"), "the schema proves 9c23e4e81011", Optional.of(WRONG), Optional.empty()),
                new RepairResult("shop-prod-us", "shop", RepairResult.Outcome.REFUSED, State.of("ab68d77b5088"),
                        State.of("ab68d77b5088"), "the schema has drifted", Optional.empty(),
                        Optional.of(new Problem("LDG321", Exit.REFUSED, "the schema has drifted",
                                "ledger detect shop-prod-us lists the differences")))));
    }

    private static Report history() {
        var at = NOW.minusSeconds(3_600);
        return new Report("history", List.of(new HistoryResult("shop-prod-eu", List.of(
                entry(1, at, "registered", "", new DatabaseEvent.Registered("shop", "prod", "postgresql",
                        "ledger@db1:5432/shop", Map.of())),
                entry(2, at, "identified", "", new DatabaseEvent.Identified(new TargetIdentity("7301", "16384"))),
                entry(3, at, "detected", "", new DatabaseEvent.Detected(WRONG)),
                entry(4, at.plusSeconds(1), "claim-corrected", "", new DatabaseEvent.ClaimCorrected(
                        State.of("c64001afbd46"), State.of("9c23e4e81011"), "exact evidence")),
                entry(5, at.plusSeconds(1), "apply-started", "release 7", new DatabaseEvent.ApplyStarted("a1", PLAN,
                        Optional.empty())),
                entry(6, at.plusSeconds(2), "revision-applied", "",
                        new DatabaseEvent.RevisionApplied("a1", "ab68d77b5088", "aa", 3, 12, false)),
                entry(7, at.plusSeconds(3), "revision-failed", "", new DatabaseEvent.RevisionFailed("a1", "4d1f",
                        new Failure(1, 7, "55P03", "canceling statement due to lock timeout"))),
                entry(8, at.plusSeconds(3), "apply-finished", "",
                        new DatabaseEvent.ApplyFinished("a1", "failed", State.of("ab68d77b5088"))),
                entry(1_204, at.plusSeconds(90), "refused", "", new DatabaseEvent.Refused("stamp", "LDG320",
                        "the evidence says otherwise")),
                entry(1_205, at.plusSeconds(95), "revision-blocked", "", new DatabaseEvent.RevisionBlocked("a2", "c64001afbd46", 1,
                        new Failure(2, 7, "55P03", "canceling statement due to lock timeout: held by session 4711"
                                + " (nightly-report) of user app, idle in transaction for 12 s"), 500)),
                entry(1_206, at.plusSeconds(99), "ledger-behind", "", new DatabaseEvent.LedgerBehind(12, 40))),
                Optional.empty())));
    }

    private static HistoryResult.Entry entry(long position, Instant time, String name, String reason, DatabaseEvent event) {
        return new HistoryResult.Entry(position, time, "database." + name + ".v1", new UUID(0, position),
                new Provenance("ops", "os-user deploy", reason, "up", "c" + position, "run", "run"), event,
                "{\"position\":" + position + "}");
    }
}
