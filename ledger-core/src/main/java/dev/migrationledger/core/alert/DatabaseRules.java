package dev.migrationledger.core.alert;

import dev.migrationledger.core.detection.Claim;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.Drift;
import dev.migrationledger.core.detection.Verdict;
import dev.migrationledger.core.history.Attempt;
import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.history.DatabaseState;
import dev.migrationledger.core.history.Failure;
import dev.migrationledger.core.planning.Plan;
import dev.migrationledger.core.revision.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one event makes of the alerts of its database. Used once. */
final class DatabaseRules {
    private final Watch watch;
    private final Instant time;
    private final AlertRules rules;
    private final SortedMap<String, Alert> firing;
    private final SortedMap<String, Stuck> stuck;
    private final List<AlertChange> changes = new ArrayList<>();

    /** @param watch its state already after the event */
    DatabaseRules(Watch watch, Instant time, AlertRules rules) {
        this.watch = watch;
        this.time = time;
        this.rules = rules;
        this.firing = new TreeMap<>(watch.firing());
        this.stuck = new TreeMap<>(watch.stuck());
    }

    Watch.Step after(DatabaseState before, DatabaseEvent event) {
        switch (event) {
            case DatabaseEvent.Detected _, DatabaseEvent.DetectionConfirmed _ ->
                watch.state().detection().ifPresent(this::looked);
            case DatabaseEvent.Stamped e -> written(e.to(), "its trackers were stamped");
            case DatabaseEvent.ClaimCorrected e -> written(e.to(), "its trackers were corrected");
            case DatabaseEvent.RevisionFailed e -> failed(e, before.running());
            case DatabaseEvent.RevisionApplied e -> over(e.revision(), e.revision() + " is applied");
            case DatabaseEvent.RevisionReverted e -> over(e.revision(), e.revision() + " is reverted");
            case DatabaseEvent.ApplyFinished e -> finished(e);
            case DatabaseEvent.OutcomeUnknown e -> unknown(e);
            case DatabaseEvent.OutcomeResolved e -> resolve(Rule.OUTCOME_UNKNOWN, e.revision(), e.evidence());
            case DatabaseEvent.LedgerBehind _ -> before.unknown().ifPresent(open ->
                    resolve(Rule.OUTCOME_UNKNOWN, open.revision(), "the target has seen newer work: evidence decides"));
            case DatabaseEvent.DriftAccepted e -> resolve(Rule.DRIFT, "", "accepted: " + e.reason());
            case DatabaseEvent.Forgotten e -> forgotten(e.reason());
            case DatabaseEvent.Registered _, DatabaseEvent.Redescribed _, DatabaseEvent.Identified _,
                    DatabaseEvent.Refused _, DatabaseEvent.ApplyStarted _, DatabaseEvent.RevertStarted _,
                    DatabaseEvent.RevisionBlocked _, DatabaseEvent.FoundBehind _, DatabaseEvent.Verified _, DatabaseEvent.InstallStarted _,
                    DatabaseEvent.LeftOpen _, DatabaseEvent.SeedApplied _, DatabaseEvent.SeedFailed _ -> {}
        }
        return new Watch.Step(
                new Watch(watch.database(), watch.state(), firing, stuck, watch.seen()), List.copyOf(changes));
    }

    private void looked(Detection seen) {
        switch (seen.claim()) {
            case WRONG, SEVERAL, UNKNOWN_REVISION -> fire(Rule.CLAIM_WRONG, "", wrong(seen), "`ledger repair " + name() + "`");
            case AGREES, ABSENT, EMPTY -> resolve(Rule.CLAIM_WRONG, "", claim(seen.claim()));
        }
        if (seen.isBegun() && watch.state().running().isPresent()) {
            return;
        }
        if (Drift.isLoud(seen, watch.state().acceptedDrift().isPresent())) {
            fire(Rule.DRIFT, "", drift(seen), "`ledger drift " + name() + "`");
        } else {
            resolve(Rule.DRIFT, "", watch.state().acceptedDrift().isPresent() ? "accepted before" : "nothing differs any more");
        }
        if (seen.verdict() == Verdict.EXACT) {
            moved(seen.state(), "it is at " + seen.state());
        }
    }

    private void written(State to, String why) {
        resolve(Rule.CLAIM_WRONG, "", why);
        moved(to, why + " to " + to);
    }

    private void failed(DatabaseEvent.RevisionFailed event, Optional<Attempt> running) {
        stuck.put(event.revision(), new Stuck(
                event.attempt(), running.map(Attempt::plan).map(Plan::to).orElse(State.EMPTY), Optional.empty()));
        fire(Rule.REVISION_FAILED, event.revision(),
                name() + ": revision " + event.revision() + " failed" + words(event.failure()),
                "correct it, then `ledger up " + name() + "`");
    }

    private void unknown(DatabaseEvent.OutcomeUnknown event) {
        fire(Rule.OUTCOME_UNKNOWN, event.revision(),
                name() + ": it is not known whether statement " + event.statement() + " of " + event.revision()
                        + " ran; nothing more runs there",
                "look in the database, then `ledger resolve " + name() + " --applied --reason TEXT` or `--not-applied`");
    }

    private void finished(DatabaseEvent.ApplyFinished event) {
        stuck.replaceAll((_, where) -> where.attempt().equals(event.attempt()) ? where.leftAt(event.state()) : where);
        if (event.outcome().equals("upgraded") || event.outcome().equals("reverted")) {
            moved(event.state(), "it is " + event.outcome() + " to " + event.state());
        }
    }

    private void forgotten(String reason) {
        stuck.clear();
        for (var alert : List.copyOf(firing.values())) {
            resolve(alert.rule(), alert.revision(), "the database was forgotten: " + reason);
        }
    }

    private void moved(State now, String why) {
        for (var revision : List.copyOf(stuck.keySet())) {
            if (stuck.get(revision).isOver(revision, now)) {
                over(revision, why);
            }
        }
    }

    private void over(String revision, String why) {
        stuck.remove(revision);
        resolve(Rule.REVISION_FAILED, revision, why);
    }

    private void fire(Rule rule, String revision, String summary, String hint) {
        var alert = new Alert(
                rule, rules.severity(rule), name(), revision, watch.state().description(), time, summary, hint);
        if (rules.isOn(rule) && firing.putIfAbsent(alert.key(), alert) == null) {
            changes.add(new AlertChange.Fired(alert));
        }
    }

    private void resolve(Rule rule, String revision, String why) {
        Optional.ofNullable(firing.remove(Alert.key(rule, name(), revision)))
                .ifPresent(alert -> changes.add(new AlertChange.Resolved(alert, time, why)));
    }

    private String name() {
        return watch.database();
    }

    private static String words(Failure failure) {
        return (failure.statement() == 0 ? "" : " at statement " + failure.statement())
                + (failure.sqlState().isEmpty() ? "" : " (" + failure.sqlState() + ")")
                + ": " + failure.message();
    }

    private String wrong(Detection seen) {
        return switch (seen.claim()) {
            case SEVERAL -> name() + ": its trackers contradict each other, or have more rows than heads";
            case UNKNOWN_REVISION -> name() + ": its trackers name " + seen.claimed() + ", which the catalog does not have";
            case WRONG, AGREES, ABSENT, EMPTY ->
                name() + ": its trackers say " + seen.claimed() + ", its schema is that of " + seen.state();
        };
    }

    private static String claim(Claim claim) {
        return claim == Claim.AGREES ? "its trackers agree with the evidence" : "no tracker claims anything any more";
    }

    private String drift(Detection seen) {
        return switch (seen.verdict()) {
            case UNKNOWN -> name() + ": its schema is near no state of the catalog";
            case PARTIAL -> name() + ": a revision above " + seen.state() + " is half applied";
            case EMPTY, EXACT, EQUIVALENT, DRIFTED -> {
                int count = Drift.of(seen).size();
                yield name() + ": " + (count == 1 ? "one object differs" : count + " objects differ") + " from " + seen.state();
            }
        };
    }
}
