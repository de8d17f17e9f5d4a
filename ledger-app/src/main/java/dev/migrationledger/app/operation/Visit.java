package dev.migrationledger.app.operation;

import dev.migrationledger.app.detection.Detector;
import dev.migrationledger.app.execution.ExecutorBusy;
import dev.migrationledger.app.execution.Failures;
import dev.migrationledger.app.execution.TargetWork;
import dev.migrationledger.app.execution.WriteClaim;
import dev.migrationledger.core.catalog.Policy;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.HalfWay;
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
import dev.migrationledger.core.script.Dialect;
import dev.migrationledger.core.target.LockHolder;
import dev.migrationledger.core.target.Marker;
import dev.migrationledger.core.target.Registration;
import dev.migrationledger.core.target.SessionOptions;
import dev.migrationledger.core.target.SessionOptions.Access;
import dev.migrationledger.core.target.StatementFailed;
import dev.migrationledger.core.target.StatementFailure;
import dev.migrationledger.core.target.TargetAddress;
import dev.migrationledger.core.target.TargetIdentity;
import dev.migrationledger.core.target.TargetSession;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A connection to one database while an operation works on it. What is found is told to the ledger before anything is
 * done about it.
 */
final class Visit implements AutoCloseable {
    /** Polled, as a blocking advisory lock deadlocks with CONCURRENTLY (DESIGN section 6). */
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

    /** For a server that starts. */
    private static final Duration BETWEEN_CONNECTIONS = Duration.ofMillis(250);

    private final WorkingLedger ledger;
    private final Subject subject;
    private final TargetAddress address;
    private final TargetSession session;
    private final Duration patience;
    private Optional<Problem> notice = Optional.empty();
    private Optional<HalfWay> halfWay = Optional.empty();

    private Visit(
            WorkingLedger ledger, Subject subject, TargetAddress address, TargetSession session, Duration patience) {
        this.ledger = ledger;
        this.subject = subject;
        this.address = address;
        this.session = session;
        this.patience = patience;
    }

    /**
     * Registers the database where the ledger does not know it yet, and connects to look.
     *
     * @throws LedgerException LDG980 when a person had it forgotten
     * @param patience how long to wait for a server that is starting
     */
    static Visit to(WorkingLedger ledger, Subject subject, Duration patience) {
        return to(ledger, subject, patience, Access.LOOK, false);
    }

    /** @param returning whether a database that was forgotten comes back when a person named it: once it is reached, not before */
    private static Visit to(
            WorkingLedger ledger, Subject subject, Duration patience, Access access, boolean returning) {
        if (ledger.interruption().requested()) {
            throw new LedgerException(new Problem(
                    "LDG644", Exit.FAILED, "interrupted before anything was done to " + subject.id(), "run it again"));
        }
        boolean forgotten = returning && subject.named() && ledger.state(subject.id()).forgotten();
        long known = forgotten ? 0 : register(ledger, subject, Optional.empty());
        var address = subject.database().resolve(ledger.environment());
        var session = connect(ledger, address, access, patience);
        var visit = new Visit(ledger, subject, address, session, patience);
        try {
            if (access != Access.LOOK) {
                visit.reserve();
            }
            visit.compareFences(forgotten ? register(ledger, subject, Optional.of(visit.asked(session::identity))) : known);
            return visit;
        } catch (RuntimeException e) {
            visit.close();
            throw e;
        }
    }

    /** Tries until the target lets us in, for as long as one that starts may need. */
    private static TargetSession connect(
            WorkingLedger ledger, TargetAddress address, Access access, Duration patience) {
        var engine = ledger.engine(address);
        var deadline = ledger.now().plus(patience);
        while (true) {
            try {
                return engine.connect(address, SessionOptions.DEFAULT.withAccess(access));
            } catch (LedgerException e) {
                if (!engine.mayPass(e.problem())
                        || !ledger.now().isBefore(deadline)
                        || !ledger.interruption().pause(BETWEEN_CONNECTIONS)) {
                    throw e;
                }
            }
        }
    }

    /**
     * @param reached see {@link DatabaseCommand.Register}
     * @return place of the newest event in the database's stream
     */
    static long register(WorkingLedger ledger, Subject subject, Optional<TargetIdentity> reached) {
        return ledger.tell(subject, new DatabaseCommand.Register(subject.description(), reached)).version();
    }

    /**
     * Whether the target knows of work that the ledger's history does not. An intent is in the ledger before its fence
     * is in the target, so a fence that seems too high is held against a newer look at the ledger.
     */
    private void compareFences(long version) {
        var found = registration().filter(registration -> registration.epoch() > version).filter(this::isOurs);
        if (found.isPresent()) {
            long seen = found.get().epoch();
            long known = state().fence(register(ledger, subject, Optional.empty()));
            if (seen > known) {
                ledger.tell(subject, new DatabaseCommand.NoticeBehind(known, seen));
                notice = Optional.of(new Problem(
                        "LDG811",
                        Exit.OK,
                        "the ledger's history of " + subject.id() + " ends before what the database has seen (" + known + ", "
                                + seen + "): the ledger was restored from an older backup, or another ledger worked there",
                        "what is there is judged by evidence and nothing is run twice; look for the missing part of the"
                                + " history, and let only one ledger work on a database"));
            }
        }
    }

    private boolean isOurs(Registration registration) {
        return registration.databaseId().equals(subject.id()) && registration.identity().equals(session.identity());
    }

    /** What a person should know whatever the operation is; the unknown outcome of a statement first. */
    Optional<Problem> notice() {
        return unresolved()
                .map(problem -> new Problem("LDG810", Exit.OK, problem.message(), problem.hint()))
                .or(() -> notice)
                .or(this::inChunks);
    }

    /** Asks only where a revision of the catalog runs in chunks. */
    private Optional<Problem> inChunks() {
        return asked(() -> graph().inOrder().stream()
                .filter(revision -> revision.chunks().isPresent() && session.registration().isPresent())
                .filter(revision -> session.marker(revision.id(), 1)
                        .filter(marker -> marker.phase() == Marker.Phase.BEGUN)
                        .isPresent())
                .flatMap(revision -> session.chunks().progress(revision.id()).stream()
                        .map(progress -> new Problem(
                                "LDG824",
                                Exit.OK,
                                "revision " + revision.id() + " of " + subject.id() + " is on its way through " + progress.way() + ": "
                                        + progress,
                                "`ledger up " + subject.id() + "` goes on with it, unless a run is at it now")))
                .findFirst());
    }

    /** Why nothing may run: LDG503. */
    Optional<Problem> unresolved() {
        return DatabaseDecider.unresolved(state())
                .map(problem -> new Problem(
                        problem.code(),
                        problem.exit(),
                        "database " + subject.id() + ": " + problem.message(),
                        problem.hint().replace("DATABASE", subject.id())));
    }

    /**
     * As {@link #to}, for what means to change the target: alone, so that no rival takes a plan that runs for a dead
     * one, or fills a database that is being filled. One that was forgotten comes back when a person named it.
     *
     * @param patience also how long to wait for another operation to end
     * @throws LedgerException LDG350 when it did not, LDG980 when it was forgotten and is one of many
     */
    static Visit toChange(WorkingLedger ledger, Subject subject, Duration patience) {
        return to(ledger, subject, patience, Access.CHANGE, true);
    }

    /** As {@link #toChange}, to go on from what the history tells: LDG980 when the database was forgotten. */
    static Visit toChangeKnown(WorkingLedger ledger, Subject subject, Duration patience) {
        return to(ledger, subject, patience, Access.CHANGE, false);
    }

    /** As {@link #toChange}; a database that lives in a file is made where there is none. */
    static Visit toBuild(WorkingLedger ledger, Subject subject, Duration patience) {
        return to(ledger, subject, patience, Access.CREATE, true);
    }

    private void reserve() {
        take(session::tryReserve, session::reservedBy);
    }

    /** @param holders who has what cannot be taken. @throws LedgerException LDG350 when it was not free in time */
    private void take(Supplier<Boolean> lock, Supplier<List<LockHolder>> holders) {
        var deadline = ledger.now().plus(patience);
        while (!asked(lock)) {
            if (!ledger.now().isBefore(deadline) || !ledger.interruption().pause(BETWEEN_TRIES)) {
                throw new LedgerException(ExecutorBusy.on(subject.id(), asked(holders)));
            }
        }
    }

    TargetSession session() {
        return session;
    }

    /** What the target says about itself. */
    Optional<Registration> registration() {
        return asked(session::registration);
    }

    /** @param key see {@link Marker#revision()}; @param statement see {@link Marker#statement()} */
    Optional<Marker> marker(String key, int statement) {
        return registration().flatMap(_ -> asked(() -> session.marker(key, statement)));
    }

    /** Other than to look, a session answers with failures of its own. */
    private <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (StatementFailed failed) {
            throw Failures.asked(subject.id(), ledger.interruption(), failed);
        }
    }

    /** Whose rules scripts for this target follow. */
    Dialect dialect() {
        return ledger.engine(address).dialect();
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

    /**
     * The highest fence the target has seen. Where the row that says it is missing, it is not known, and no marker counts for
     * newer than what was looked at.
     */
    long epoch() {
        return registration().map(Registration::epoch).orElse(Long.MAX_VALUE);
    }

    /** Detects, and tells the ledger. */
    Detection look() {
        return see().detection();
    }

    /** As {@link #look}, with what was looked at. */
    Detector.Seen see() {
        var seen = ledger.see(subject, session);
        halfWay = seen.halfWay();
        ledger.tell(subject, new DatabaseCommand.RecordDetection(seen.detection()));
        return seen;
    }

    /**
     * Where an upgrade may start, see {@link Footing#of}: nowhere on what an unfinished dump left, and below a revision
     * that was begun and has not ended.
     *
     * @param detection of the last look
     */
    Footing footing(Detection detection, Policy policy, boolean insisted) {
        return DatabaseDecider.unfinishedInstall(state())
                .<Footing>map(Footing.Refused::new)
                .or(() -> halfWay().map(half -> Footing.of(subject.id(), detection, half, policy)))
                .orElseGet(() -> Footing.of(subject.id(), detection, graph(), policy, insisted));
    }

    /** What the last look found begun and not ended. */
    Optional<HalfWay> halfWay() {
        return halfWay;
    }

    /** Remembers that the operation was not carried out, and why. @return the same problem */
    Problem refuse(String verb, Problem problem) {
        ledger.tell(subject, new DatabaseCommand.Refuse(verb, problem.code(), problem.message()));
        return problem;
    }

    /**
     * Throws when the connection that the evidence came over is gone: it may have been a fail-over or a move that broke
     * it, and another database than the one that was looked at would answer by now.
     */
    void requireUnbroken() {
        if (!session.isAlive()) {
            throw Failures.asked(subject.id(), ledger.interruption(), new StatementFailed(new StatementFailure(
                    StatementFailure.Kind.LOST, "", "the one over which it was looked at, before anything ran", List.of())));
        }
    }

    /** How a run in the target is to be done. */
    TargetWork work() {
        return new TargetWork(
                address, SessionOptions.DEFAULT, subject.id(), subject.catalog().name(), state().identity(), patience);
    }

    /** Tells the ledger, then makes the trackers say it. Nothing runs. @param evidence why, or the person's reason */
    void stamp(State from, State to, boolean forced, String evidence) {
        write(from, to, forced, new DatabaseCommand.Stamp(from, to, forced, evidence));
    }

    /** As {@link #stamp}, over a claim that the evidence contradicts. */
    void correct(State from, State to, String evidence) {
        write(from, to, false, new DatabaseCommand.CorrectClaim(from, to, evidence));
    }

    private void write(State from, State to, boolean insists, DatabaseCommand command) {
        requireUnbroken();
        var fence = state().fence(ledger.tell(subject, command).version());
        var outcome = new WriteClaim(ledger.engine(address), ledger.interruption(), ledger.tools(subject))
                .write(work(), graph(), from, to, insists, fence);
        if (!outcome.isDone()) {
            throw new LedgerException(outcome.problems());
        }
        ledger.tell(subject, new DatabaseCommand.Identify(session.identity(), false));
    }

    /** Says that nobody else works on the target, or throws; what is told in between is told while that is so. */
    void alone(Runnable telling) {
        take(session::tryLock, session::lockHolders);
        try {
            telling.run();
        } finally {
            asked(() -> {
                session.unlock();
                return true;
            });
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
