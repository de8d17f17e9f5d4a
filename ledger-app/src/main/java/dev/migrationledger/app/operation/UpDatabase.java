package dev.migrationledger.app.operation;

import dev.migrationledger.app.result.UpResult;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.rollout.ApprovedWork;
import java.time.Duration;
import java.util.Optional;

/** Brings a database to a revision: the main job. */
public record UpDatabase(WorkingLedger ledger, Wish wish) implements Operation<UpResult> {

    /**
     * What is asked for.
     *
     * @param verb     as in the history
     * @param to       selects the revisions that shall be in
     * @param patience how long to wait for a server that is starting, or for another executor to end
     * @param insisted a person saw the differences and says to go on from a claim that agrees with the nearest state
     * @param seeds    whether seeds run too
     * @param approved nothing else may run; empty where no approval is needed
     */
    public record Wish(
            String verb, String to, Duration patience, boolean insisted, boolean seeds, Optional<ApprovedWork> approved) {

        /** One that needs no approval. */
        public Wish(String verb, String to, Duration patience, boolean insisted, boolean seeds) {
            this(verb, to, patience, insisted, seeds, Optional.empty());
        }
    }

    @Override
    public UpResult on(Subject subject) {
        try (var visit = visit(subject)) {
            return new Upgrade(ledger, subject, wish, visit).run();
        }
    }

    /** What was approved was approved for a database that was there. */
    private Visit visit(Subject subject) {
        return wish.approved().isPresent()
                ? Visit.toChangeKnown(ledger, subject, wish.patience())
                : Visit.toBuild(ledger, subject, wish.patience());
    }

    @Override
    public UpResult stopped(Subject subject, Problem problem) {
        return UpResult.stopped(
                subject.id(), subject.catalog().name(), Optional.empty(), outcome(problem.exit()), problem);
    }

    static UpResult.Outcome outcome(Exit exit) {
        return switch (exit) {
            case REFUSED, FINDINGS, OK -> UpResult.Outcome.REFUSED;
            case LOCKED -> UpResult.Outcome.LOCKED;
            case FAILED, USAGE, CONFIGURATION -> UpResult.Outcome.FAILED;
        };
    }
}
