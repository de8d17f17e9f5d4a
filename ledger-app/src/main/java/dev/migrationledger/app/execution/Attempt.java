package dev.migrationledger.app.execution;

import dev.migrationledger.core.history.Failure;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.script.Blank;
import dev.migrationledger.core.script.Part;
import dev.migrationledger.core.source.Tools;
import dev.migrationledger.core.target.Claimed;
import dev.migrationledger.core.target.Marker;
import dev.migrationledger.core.target.StatementFailed;
import dev.migrationledger.core.target.StatementFailure;
import dev.migrationledger.core.target.TargetSession;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** One attempt on one target: the fence, the markers and the order in which they are touched. Used by one thread. */
final class Attempt {
    /** How long a server may take to end a session whose connection broke, before the lock is taken for busy. */
    static final Duration ORPHAN = Duration.ofSeconds(30);

    private final RunRequest request;
    private final RunListener listener;
    private final Opening opening;
    private final Failures failures;
    private final Interruption interruption;
    private final InstantSource clock;
    private final LockPatience patience;
    private final Set<String> members;
    private final ToolRevisions toolRevisions;
    private final RevertScript revertScript;
    private Optional<TargetSession> open = Optional.empty();
    private boolean fenceIsOurs;
    /** What a dead attempt did that this one continues is not known before. */
    private boolean hasSeenAllThatIsIn;

    Attempt(
            RunRequest request,
            RunListener listener,
            Opening opening,
            Failures failures,
            Interruption interruption,
            InstantSource clock,
            Tools tools) {
        this.request = request;
        this.listener = listener;
        this.opening = opening;
        this.failures = failures;
        this.interruption = interruption;
        this.clock = clock;
        this.patience = new LockPatience(listener, failures, interruption);
        this.members = new LinkedHashSet<>(request.graph().members(request.from()));
        this.hasSeenAllThatIsIn = request.recovers().isEmpty();
        this.toolRevisions = new ToolRevisions(this, request, listener, failures, interruption, tools);
        this.revertScript = new RevertScript(this, request, failures);
    }

    void open() {
        open = Optional.of(opening.open());
        listener.identified(session().identity());
    }

    State state() {
        return request.graph().state(members);
    }

    /** A revision was found that this attempt and those before it have not done; nor have they what comes after it. */
    void isNext() {
        hasSeenAllThatIsIn = true;
    }

    boolean hasSeenAllThatIsIn() {
        return hasSeenAllThatIsIn;
    }

    void apply(PreparedScript script) {
        var revision = script.revision();
        goOn(revision);
        listener.started(revision);
        var start = clock.millis();
        var recovered = script.revision().chunks().isPresent()
                ? new ChunkedScript(this, request, listener, failures, patience, opening.dialect()).upgrade(script)
                : patience.with(revision, () -> upgrade(script), this::abandon);
        members.add(revision.id());
        listener.applied(revision, script.size(), clock.millis() - start, recovered);
        if (!recovered) {
            revision.verify().forEach(check -> listener.verified(revision, check, true));
        }
    }

    /** @return whether it was found done */
    private boolean upgrade(PreparedScript script) {
        if (!script.script().isSql()) {
            return toolRevisions.upgrade(script, state());
        }
        return script.revision().transactional() ? inOneTransaction(script) : statementByStatement(script);
    }

    void revert(PreparedScript script) {
        var revision = script.revision();
        goOn(revision);
        listener.started(revision);
        var start = clock.millis();
        patience.with(revision, () -> takeBack(script), this::abandon);
        members.remove(revision.id());
        listener.reverted(revision, clock.millis() - start);
    }

    /** @return whether it was found taken back */
    private boolean takeBack(PreparedScript script) {
        return script.script().isSql()
                ? revertScript.takeBack(script, !fenceIsOurs)
                : toolRevisions.downgrade(script, state());
    }

    void recordRevert(PreparedScript script) {
        revertScript.record(script);
    }

    /** @return whether it was found done */
    private boolean inOneTransaction(PreparedScript script) {
        begin();
        if (isDone(script, 0)) {
            end();
            return true;
        }
        isNext();
        requireNothingBegun(script);
        run(script);
        record(script);
        return false;
    }

    /** @return whether it was found done */
    private boolean statementByStatement(PreparedScript script) {
        begin();
        var done = isDone(script, 0);
        end();
        if (done) {
            return true;
        }
        isNext();
        var alone = new AloneStatements(session(), request, listener, failures, opening.dialect());
        for (var statement : script.statements()) {
            goOn(script.revision());
            alone.run(script, statement, this::begin, () -> isDone(script, statement.number()));
        }
        begin();
        record(script);
        return false;
    }

    /** Some of it is in, where it ran statement by statement or in chunks and its file was edited since. */
    private void requireNothingBegun(PreparedScript script) {
        var revision = script.revision();
        session().marker(revision.id(), 1).ifPresent(marker -> {
            throw Stopped.because(new Problem(
                    "LDG828",
                    Exit.REFUSED,
                    failures.where(Optional.of(revision), Optional.empty()) + "it was begun here in parts (attempt "
                            + marker.attempt() + "), and now its file says that it runs in one transaction",
                    "put the old header back and run again; or bring it to its end by hand, then `ledger stamp " + revision.id() + " "
                            + request.work().databaseId() + " --yes --reason TEXT`"));
        });
    }

    void run(PreparedScript script) {
        var revision = Optional.of(script.revision());
        var transaction = session().transactionId();
        var trackers = new TrackerStatements(session());
        for (var statement : script.statements()) {
            goOn(script.revision());
            try {
                var skipped = trackers.whyToSkip(statement);
                if (skipped.isPresent()) {
                    listener.noted(script.revision().id(), statement.line(), skipped.get());
                } else {
                    send(session(), statement);
                }
            } catch (StatementFailed failed) {
                throw failures.stop(revision, Optional.of(statement), failed.failure());
            }
        }
        if (!script.statements().isEmpty() && !session().transactionId().equals(transaction)) {
            throw failures.failed(
                    "LDG533",
                    failures.where(revision, Optional.empty()) + "a statement ended the transaction that it ran in",
                    "what ran before that is committed without a record: see what with `ledger detect`, then remove the COMMIT or ROLLBACK",
                    new Failure(0, 0, "", "a statement ended the transaction that it ran in"));
        }
    }

    static void send(TargetSession session, Part.Sent statement) {
        switch (statement) {
            case Part.Statement(var sql, _, _) -> session.execute(sql);
            case Part.CopyData(var sql, var data, _, _) -> session.copyIn(sql, data);
        }
    }

    /** Post-conditions, marker and trackers, in the transaction that is open; then its end. */
    void record(PreparedScript script) {
        var revision = script.revision();
        session().restoreSettings();
        for (var check : revision.verify()) {
            if (!session().isTrue(check)) {
                session().rollback();
                listener.verified(revision, check, false);
                throw failures.failed(
                        "LDG532",
                        failures.where(Optional.of(revision), Optional.empty()) + "its post-condition is not true: " + check,
                        revision.inOneTransaction() && script.script().isSql()
                                ? "the revision was rolled back; correct its script or the data, then run again"
                                : "its statements ran but it is not recorded; correct the data, then run again",
                        new Failure(0, 0, "", "post-condition is not true: " + check));
            }
        }
        session().mark(marker(script, 0, Marker.Phase.DONE));
        var reached = new LinkedHashSet<>(members);
        reached.add(revision.id());
        session().claim(new Claimed(request.graph(), request.graph().state(reached), false));
        commit(revision, () -> session().marker(revision.id(), 0)
                .filter(Attempt::isDone)
                .filter(marker -> marker.attempt().equals(request.attempt()))
                .isPresent());
    }

    Marker marker(PreparedScript script, int statement, Marker.Phase phase) {
        return new Marker(
                script.revision().id(), statement, phase, request.attempt(), request.fence(), script.script().digest());
    }

    /** Opens a transaction that no other executor can be in. */
    void begin() {
        var session = session();
        session.begin();
        if (!(fenceIsOurs ? session.keepFence(request.fence()) : session.raiseFence(request.fence()))) {
            throw failures.stale(session());
        }
    }

    /** After the fence: before it, the marker of an orphan could still be on its way. */
    boolean isDone(PreparedScript script, int statement) {
        var found = session().marker(script.revision().id(), statement);
        // A whole revision that was only begun may have another text by now: nothing says that it ran.
        found.filter(marker -> marker.statement() > 0 || isDone(marker)).ifPresent(marker -> check(script, marker));
        return found.filter(Attempt::isDone)
                .filter(marker -> !isOfBefore(marker) || !Blank.is(script.script()))
                .isPresent();
    }

    static boolean isDone(Marker marker) {
        return marker.phase() == Marker.Phase.DONE;
    }

    private void check(PreparedScript script, Marker marker) {
        var where = failures.where(Optional.of(script.revision()), Optional.empty());
        if (!marker.digest().equals(script.script().digest())) {
            isNext();
            throw Stopped.because(new Problem(
                    "LDG526",
                    Exit.REFUSED,
                    where + "it ran here with another text (attempt " + marker.attempt() + "); its file was edited since",
                    "put the old text back, or write a new revision with the change"));
        }
        if (isOfBefore(marker) && !Blank.is(script.script())) {
            isNext();
            throw Stopped.because(new Problem(
                    "LDG527",
                    Exit.REFUSED,
                    where + "it ran here before (attempt " + marker.attempt() + "), but the schema does not show it",
                    "somebody changed the database or its claim by hand: look with `ledger detect`; when the revision is in, say so:"
                            + " `ledger stamp REVISION DATABASE --yes --reason TEXT`"));
        }
    }

    /**
     * Of a revision that the evidence does not show although others had done it. One that runs nothing shows nowhere, and is
     * recorded again.
     */
    private boolean isOfBefore(Marker marker) {
        return marker.statement() == 0
                && isDone(marker)
                && !isOurs(marker)
                && marker.epoch() <= request.evidenceEpoch();
    }

    /** Written by this attempt, or by one that it continues. */
    boolean isOurs(Marker marker) {
        return marker.attempt().equals(request.attempt()) || request.recovers().contains(marker.attempt());
    }

    /** Ends the transaction; when the answer is lost, asks the target itself. @param done read behind the fence */
    void commit(Revision revision, BooleanSupplier done) {
        try {
            end();
        } catch (StatementFailed failed) {
            if (failed.failure().kind() != StatementFailure.Kind.LOST) {
                throw failed;
            }
            if (!committedAfterAll(revision, failed, done)) {
                throw failures.stop(Optional.of(revision), Optional.empty(), failed.failure());
            }
        }
    }

    private boolean committedAfterAll(Revision revision, StatementFailed lost, BooleanSupplier done) {
        try {
            beginAgain();
            var answer = done.getAsBoolean();
            end();
            return answer;
        } catch (StatementFailed | LedgerException | Stopped again) {
            listener.unsettled();
            throw failures.failed(
                    "LDG537",
                    failures.where(Optional.of(revision), Optional.empty())
                            + "the connection was lost while it was committed, and the database did not answer again",
                    "run again when the database is back: its marker says whether the revision is in",
                    new Failure(0, 0, lost.failure().sqlState(), lost.failure().message()));
        }
    }

    /** As {@link #begin}, on a new session instead of one that broke. */
    void beginAgain() {
        close();
        open = Optional.of(opening.open(ORPHAN));
        session().begin();
        if (!session().raiseFence(request.fence()) && !session().keepFence(request.fence())) {
            throw failures.stale(session());
        }
    }

    /** Ends a transaction whose commit nothing depends on. */
    void end() {
        session().commit();
        fenceIsOurs = true;
    }

    void goOn(Revision revision) {
        if (interruption.requested()) {
            throw failures.interruptedBefore("revision " + revision.id() + " was done");
        }
    }

    TargetSession session() {
        return open.orElseThrow();
    }

    void abandon() {
        open.filter(TargetSession::inTransaction).ifPresent(TargetSession::rollback);
    }

    void close() {
        toolRevisions.close();
        open.ifPresent(opening::close);
        open = Optional.empty();
    }
}
