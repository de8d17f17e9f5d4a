package dev.migrationledger.core.whatif;

import dev.migrationledger.core.history.DatabaseEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where a run over several databases would have stopped if it had given up after so many failures: nothing is begun any
 * more on databases where nothing was done yet, what was begun goes on to its end.
 */
public final class FailureBudget {
    private final int budget;
    private final Map<String, String> outcomes = new LinkedHashMap<>();
    private final Set<String> failed = new LinkedHashSet<>();
    private final Set<String> spared = new LinkedHashSet<>();
    private final Set<String> touched = new LinkedHashSet<>();
    private Optional<Fleet> stop = Optional.empty();

    private FailureBudget(int budget) {
        this.budget = budget;
    }

    /** An event and the database it is of. */
    public record Fleet(String database, PastEvent past) {}

    /**
     * A run that would have stopped.
     *
     * @param first   its first event
     * @param at      the failure that was one too many
     * @param failed  databases that had failed by then, in that order
     * @param spared  databases that would not have been touched, in the order in which they were: what became of each
     */
    public record Stop(PastEvent first, Fleet at, List<String> failed, Map<String, String> spared) {}

    /**
     * @param events of all databases, in the order of the log
     * @param budget failed databases that a run may have; one more stops it
     * @return oldest first, the runs of one command line each
     */
    public static List<Stop> stops(Collection<Fleet> events, int budget) {
        var runs = events.stream()
                .filter(event -> !event.past().from().correlation().isEmpty())
                .collect(Collectors.groupingBy(
                        event -> event.past().from().correlation(), LinkedHashMap::new, Collectors.toList()));
        var stops = new ArrayList<Stop>();
        runs.values().forEach(run -> new FailureBudget(budget).run(run).ifPresent(stops::add));
        return List.copyOf(stops);
    }

    private Optional<Stop> run(List<Fleet> run) {
        var failedThen = new ArrayList<String>();
        for (var event : run) {
            hear(event);
            if (stop.isEmpty() && failed.size() > budget) {
                stop = Optional.of(event);
                failedThen.addAll(failed);
            }
        }
        if (stop.isEmpty() || spared.isEmpty()) {
            return Optional.empty();
        }
        var instead = new LinkedHashMap<String, String>();
        spared.forEach(id -> instead.put(id, outcomes.getOrDefault(id, "changed")));
        return Optional.of(new Stop(run.getFirst().past(), stop.get(), List.copyOf(failedThen), instead));
    }

    private void hear(Fleet event) {
        if (isWork(event.past().event()) && touched.add(event.database()) && stop.isPresent()) {
            spared.add(event.database());
        }
        if (event.past().event() instanceof DatabaseEvent.ApplyFinished finished) {
            outcomes.put(event.database(), finished.outcome());
            if (finished.outcome().equals("failed")) {
                failed.add(event.database());
            }
        }
    }

    /** What is done to a database, in contrast to what is seen or said about it. */
    private static boolean isWork(DatabaseEvent event) {
        return switch (event) {
            case DatabaseEvent.Stamped _, DatabaseEvent.ClaimCorrected _, DatabaseEvent.ApplyStarted _,
                    DatabaseEvent.RevertStarted _, DatabaseEvent.InstallStarted _, DatabaseEvent.SeedApplied _,
                    DatabaseEvent.SeedFailed _ -> true;
            case DatabaseEvent.Registered _, DatabaseEvent.Redescribed _, DatabaseEvent.Identified _,
                    DatabaseEvent.Detected _, DatabaseEvent.DetectionConfirmed _, DatabaseEvent.Refused _,
                    DatabaseEvent.RevisionApplied _, DatabaseEvent.RevisionFailed _, DatabaseEvent.RevisionBlocked _,
                    DatabaseEvent.OutcomeUnknown _, DatabaseEvent.OutcomeResolved _, DatabaseEvent.Verified _,
                    DatabaseEvent.ApplyFinished _, DatabaseEvent.RevisionReverted _, DatabaseEvent.LedgerBehind _,
                    DatabaseEvent.DriftAccepted _, DatabaseEvent.LeftOpen _, DatabaseEvent.Forgotten _,
                    DatabaseEvent.FoundBehind _ -> false;
        };
    }
}
