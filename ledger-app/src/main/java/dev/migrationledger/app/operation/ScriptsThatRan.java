package dev.migrationledger.app.operation;

import dev.migrationledger.app.result.HistoryResult;
import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.history.Provenance;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.NearMatches;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.problem.Shown;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The exact texts that ran in a database, however its files look today. */
public record ScriptsThatRan(Ledger ledger) {

    /**
     * One text that ran.
     *
     * @param what  revision, seed or dump
     * @param did   such as {@code applied}
     * @param time  when it ran first
     */
    public record Ran(String what, String did, String digest, Instant time, Provenance from, String text) {}

    private record Trace(String what, String did, String digest, Instant time, Provenance from) {}

    /**
     * @param wanted a revision, seed or dump, or the beginning of a revision's id or of a digest
     * @return oldest first, each digest once; several when a revision was applied and reverted, or ran with other text
     * @throws LedgerException LDG840 to LDG842
     */
    public List<Ran> of(String databaseId, String wanted) {
        var history = ledger.history(databaseId, Optional.empty());
        if (history.isEmpty()) {
            throw new LedgerException(ledger.unknownDatabase(databaseId));
        }
        var traces = history.stream().flatMap(ScriptsThatRan::trace).toList();
        var found = Stream.of(
                        traces.stream().filter(t -> t.what().equals(wanted)).toList(),
                        traces.stream().filter(t -> t.digest().startsWith(wanted) || t.what().startsWith(wanted)).toList())
                .filter(list -> !list.isEmpty())
                .findFirst()
                .orElseThrow(() -> nothing(databaseId, wanted, traces));
        if (found.stream().map(Trace::what).distinct().count() > 1) {
            throw several(wanted, found);
        }
        var once = new LinkedHashMap<String, Trace>();
        found.forEach(trace -> once.putIfAbsent(trace.digest(), trace));
        return once.values().stream().map(this::ran).toList();
    }

    private Ran ran(Trace trace) {
        var text = ledger.script(trace.digest())
                .orElseThrow(() -> new LedgerException(new Problem(
                        "LDG842",
                        Exit.FAILED,
                        "the text of " + trace.what() + " (" + trace.digest() + ") is not in the store",
                        "it was deleted from outside: restore the store from a backup")));
        return new Ran(trace.what(), trace.did(), trace.digest(), trace.time(), trace.from(), text);
    }

    private static Stream<Trace> trace(HistoryResult.Entry entry) {
        return switch (entry.event()) {
            case DatabaseEvent.RevisionApplied e -> trace(entry, e.revision(), "applied", e.digest());
            case DatabaseEvent.RevisionReverted e -> trace(entry, e.revision(), "reverted", e.digest());
            case DatabaseEvent.SeedApplied e -> trace(entry, e.seed(), "applied", e.digest());
            case DatabaseEvent.SeedFailed e -> trace(entry, e.seed(), "failed", e.digest());
            case DatabaseEvent.Registered _, DatabaseEvent.Redescribed _, DatabaseEvent.Identified _,
                    DatabaseEvent.Detected _, DatabaseEvent.DetectionConfirmed _, DatabaseEvent.Stamped _,
                    DatabaseEvent.ClaimCorrected _, DatabaseEvent.Refused _, DatabaseEvent.RevisionFailed _,
                    DatabaseEvent.OutcomeUnknown _, DatabaseEvent.OutcomeResolved _, DatabaseEvent.Verified _,
                    DatabaseEvent.ApplyStarted _, DatabaseEvent.ApplyFinished _, DatabaseEvent.RevertStarted _,
                    DatabaseEvent.InstallStarted _, DatabaseEvent.DriftAccepted _, DatabaseEvent.RevisionBlocked _,
                    DatabaseEvent.LedgerBehind _, DatabaseEvent.LeftOpen _, DatabaseEvent.Forgotten _, DatabaseEvent.FoundBehind _ -> Stream.empty();
        };
    }

    private static Stream<Trace> trace(HistoryResult.Entry entry, String what, String did, String digest) {
        return Stream.of(new Trace(what, did, digest, entry.time(), entry.from()));
    }

    private static LedgerException nothing(String databaseId, String wanted, List<Trace> traces) {
        var known = traces.stream().map(Trace::what).distinct().toList();
        var near = NearMatches.question(wanted, known);
        return new LedgerException(new Problem(
                "LDG841",
                Exit.USAGE,
                "nothing called " + Shown.of(wanted) + " ran in " + databaseId,
                near.isEmpty() ? "`ledger history " + databaseId + "` shows what did" : near));
    }

    private static LedgerException several(String wanted, List<Trace> found) {
        return new LedgerException(new Problem(
                "LDG841",
                Exit.USAGE,
                wanted + " is the beginning of several: "
                        + String.join(", ", found.stream().map(Trace::what).distinct().toList()),
                "write more of it"));
    }
}
