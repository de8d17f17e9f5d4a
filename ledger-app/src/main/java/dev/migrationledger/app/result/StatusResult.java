package dev.migrationledger.app.result;

import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.Verdict;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * {@code status}: the three facts of one database, each absent while nobody looked.
 *
 * @param claimed    what the trackers say
 * @param observed   what the live schema proves
 * @param expected   what the ledger's history says
 * @param behind     revisions between the observed state and head
 * @param lastChange of the target through the ledger
 * @param at         when this was so: now, or the instant of {@code --as-of}
 * @param detection  the look behind {@code observed}, where one was made
 */
public record StatusResult(
        String id,
        String catalog,
        String environment,
        Optional<State> claimed,
        Optional<State> observed,
        Optional<State> expected,
        Optional<Verdict> verdict,
        OptionalInt behind,
        Optional<Instant> lastChange,
        Instant at,
        Optional<Detection> detection,
        Optional<Problem> problem)
        implements Result {

    public static StatusResult refused(String id, String catalog, String environment, Instant at, Problem problem) {
        return new StatusResult(
                id,
                catalog,
                environment,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                at,
                Optional.empty(),
                Optional.of(problem));
    }

    @Override
    public Exit exit() {
        return problem.map(Problem::exit).orElse(Exit.OK);
    }

    /** Well is: at head, and no fact contradicts another. */
    @Override
    public boolean hasFindings() {
        return problem.isPresent()
                || behind.orElse(1) != 0
                || verdict.map(StatusResult::isDoubtful).orElse(true)
                || detection.map(d -> !DetectResult.isWell(d)).orElse(false)
                || disagree(claimed, observed)
                || disagree(expected, observed);
    }

    private static boolean isDoubtful(Verdict verdict) {
        return switch (verdict) {
            case EMPTY, EXACT, EQUIVALENT -> false;
            case PARTIAL, DRIFTED, UNKNOWN -> true;
        };
    }

    private boolean disagree(Optional<State> said, Optional<State> seen) {
        var among = detection.map(Detection::candidates).orElse(List.of());
        return said.isPresent() && seen.isPresent() && !said.equals(seen) && !among.contains(said.get());
    }
}
