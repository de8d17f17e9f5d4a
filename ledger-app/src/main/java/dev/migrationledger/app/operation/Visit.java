package dev.migrationledger.app.operation;

import dev.migrationledger.app.execution.ExecutorBusy;
import dev.migrationledger.app.execution.TargetWork;
import dev.migrationledger.app.execution.WriteClaim;
import dev.migrationledger.core.catalog.Policy;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.history.DatabaseCommand;
import dev.migrationledger.core.history.DatabaseDecider;
import dev.migrationledger.core.history.DatabaseState;
import dev.migrationledger.core.planning.Footing;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.ChecksumProblems;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.target.Registration;
import dev.migrationledger.core.target.SessionOptions;
import dev.migrationledger.core.target.TargetAddress;
import dev.migrationledger.core.target.TargetSession;
import java.time.Duration;

/**
 * A connection to one database while an operation works on it. What is found is told to the ledger before anything is
 * done about it.
 */
final class Visit implements AutoCloseable {
    /** Polled, as a blocking advisory lock deadlocks with CONCURRENTLY (DESIGN section 6). */
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

    private final Ledger ledger;
    private final Subject subject;
    private final TargetAddress address;
    private final TargetSession session;
    private final Duration patience;

    private Visit(
            Ledger ledger, Subject subject, TargetAddress address, TargetSession session, Duration patience) {
        this.ledger = ledger;
        this.subject = subject;
        this.address = address;
        this.session = session;
        this.patience = patience;
    }

    /**
     * Registers the database where the ledger does not know it yet, and connects.
     *
     * @param patience how long to wait for a server that is starting
     */
    static Visit to(Ledger ledger, Subject subject, Duration patience) {
        if (ledger.interruption().requested()) {
            throw new LedgerException(new Problem(
                    "LDG644", Exit.FAILED, "interrupted before anything was done to " + subject.id(), "run it again"));
        }
        ledger.tell(subject, new DatabaseCommand.Register(subject.description()));
        var address = subject.database().resolve(ledger.environment());
        var session = ledger.waiting(patience, () -> ledger.engine(address).connect(address, SessionOptions.DEFAULT));
        return new Visit(ledger, subject, address, session, patience);
    }

    /**
     * As {@link #to}, for what means to change the target: alone, so that no rival takes a plan that runs for a dead
     * one, or fills a database that is being filled.
     *
     * @param patience also how long to wait for another operation to end
     * @throws LedgerException LDG350 when it did not
     */
    static Visit toChange(Ledger ledger, Subject subject, Duration patience) {
        var visit = to(ledger, subject, patience);
        try {
            visit.reserve();
            return visit;
        } catch (RuntimeException e) {
            visit.close();
            throw e;
        }
    }

    private void reserve() {
        var deadline = ledger.now().plus(patience);
        while (!session.tryReserve()) {
            if (!ledger.now().isBefore(deadline) || !ledger.interruption().pause(BETWEEN_TRIES)) {
                throw new LedgerException(ExecutorBusy.on(subject.id(), session.reservedBy()));
            }
        }
    }

    TargetSession session() {
        return session;
    }

    TargetAddress address() {
        return address;
    }

    RevisionGraph graph() {
        return subject.catalog().graph();
    }

    DatabaseState state() {
        return ledger.state(subject.id());
    }

    /** The highest fence the target has seen; 0 before the first. */
    long epoch() {
        return session.registration().map(Registration::epoch).orElse(0L);
    }

    /** Detects, and tells the ledger. */
    Detection look() {
        var detection = ledger.detections().detect(subject.configured(), subject.catalog(), session);
        ledger.tell(subject, new DatabaseCommand.RecordDetection(detection));
        return detection;
    }

    /** Where an upgrade may start, see {@link Footing#of}; nowhere on what an unfinished dump left. */
    Footing footing(Detection detection, Policy policy, boolean insisted) {
        return DatabaseDecider.unfinishedInstall(state())
                .<Footing>map(Footing.Refused::new)
                .orElseGet(() -> Footing.of(subject.id(), detection, graph(), policy, insisted));
    }

    /** Remembers that the operation was not carried out, and why. @return the same problem */
    Problem refuse(String verb, Problem problem) {
        ledger.tell(subject, new DatabaseCommand.Refuse(verb, problem.code(), problem.message()));
        return problem;
    }

    /** How a run in the target is to be done. */
    TargetWork work() {
        return new TargetWork(
                address, SessionOptions.DEFAULT, subject.id(), subject.catalog().name(), state().identity(), patience);
    }

    /** Tells the ledger, then makes the trackers say it. Nothing runs. @param evidence why, or the person's reason */
    void stamp(State from, State to, boolean forced, String evidence) {
        write(from, to, new DatabaseCommand.Stamp(from, to, forced, evidence));
    }

    /** A person's word on a revision of which nobody knows whether it ran; the attempt that it stopped is over then. */
    void decide(State to, String reason) {
        var open = state().unknown();
        if (open.isEmpty()) {
            return;
        }
        alone(() -> {
            var applied = graph().members(to).contains(open.get().revision());
            ledger.tell(subject, new DatabaseCommand.ResolveOutcome(applied, reason));
            state().running().ifPresent(attempt ->
                    ledger.tell(subject, new DatabaseCommand.FinishApply(attempt.id(), "interrupted", to)));
        });
    }

    /** As {@link #stamp}, over a claim that the evidence contradicts. */
    void correct(State from, State to, String evidence) {
        write(from, to, new DatabaseCommand.CorrectClaim(from, to, evidence));
    }

    private void write(State from, State to, DatabaseCommand command) {
        var fence = ledger.tell(subject, command).version();
        var outcome = new WriteClaim(ledger.engine(address), ledger.interruption(), ledger.tools(subject))
                .write(work(), graph(), from, to, fence);
        if (!outcome.isDone()) {
            throw new LedgerException(outcome.problems());
        }
        ledger.tell(subject, new DatabaseCommand.Identify(session.identity(), false));
    }

    /** Says that nobody else works on the target, or throws; what is told in between is told while that is so. */
    void alone(Runnable telling) {
        if (!session.tryLock()) {
            throw new LedgerException(ExecutorBusy.on(subject.id(), session.lockHolders()));
        }
        try {
            telling.run();
        } finally {
            session.unlock();
        }
    }

    /** Throws when what was applied is not what the files say now. */
    void requireUneditedScripts() {
        var edited = ChecksumProblems.find(state().applied(), graph());
        if (!edited.isEmpty()) {
            throw new LedgerException(edited);
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
