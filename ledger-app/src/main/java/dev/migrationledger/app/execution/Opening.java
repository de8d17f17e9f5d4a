package dev.migrationledger.app.execution;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.script.Dialect;
import dev.migrationledger.core.target.Registration;
import dev.migrationledger.core.target.TargetEngine;
import dev.migrationledger.core.target.TargetIdentity;
import dev.migrationledger.core.target.TargetSession;
import java.time.Duration;

/** The way in to a target: be its only executor, then make sure that it is the one that is meant. */
final class Opening {
    /** Short enough to notice the end of a fast run, long enough not to burden the server. */
    private static final Duration POLL = Duration.ofMillis(100);

    private final TargetEngine engine;
    private final TargetWork work;
    private final Interruption interruption;
    private final Failures failures;

    Opening(TargetEngine engine, TargetWork work, Interruption interruption) {
        this.engine = engine;
        this.work = work;
        this.interruption = interruption;
        this.failures = new Failures(work.databaseId(), interruption);
    }

    /** A session that holds the lock, on a target with the own tables and the expected identity. */
    TargetSession open() {
        return open(work.patience());
    }

    /** @param wait for the lock, which the server keeps for a dead executor until it notices */
    TargetSession open(Duration wait) {
        var session = engine.connect(work.address(), work.options());
        interruption.watch(session);
        try {
            lock(session, wait);
            identify(session);
            return session;
        } catch (RuntimeException e) {
            close(session);
            throw e;
        }
    }

    /** Whose rules scripts for this target follow. */
    Dialect dialect() {
        return engine.dialect();
    }

    void close(TargetSession session) {
        interruption.forget(session);
        session.close();
    }

    private void lock(TargetSession session, Duration wait) {
        for (var waited = Duration.ZERO; !session.tryLock(); waited = waited.plus(POLL)) {
            if (waited.compareTo(wait) >= 0) {
                throw failures.executorBusy(session.lockHolders());
            }
            if (!interruption.pause(POLL)) {
                throw failures.interruptedBefore("anything ran");
            }
        }
    }

    private void identify(TargetSession session) {
        var live = session.identity();
        work.identity().filter(known -> !known.equals(live)).ifPresent(known -> {
            throw clone(known, live);
        });
        var registration = session.registration();
        if (registration.isEmpty()) {
            session.prepare();
            session.begin();
            session.register(work.databaseId(), live, work.catalog());
            session.commit();
            registration = session.registration();
        }
        registration.ifPresent(found -> compare(found, live));
    }

    private void compare(Registration found, TargetIdentity live) {
        if (!found.identity().equals(live)) {
            throw clone(found.identity(), live);
        }
        if (!found.databaseId().equals(work.databaseId())) {
            throw Stopped.because(new Problem(
                    "LDG521",
                    Exit.REFUSED,
                    "database " + work.databaseId() + " at " + work.address() + " says that it is " + found.databaseId(),
                    "correct the address in the configuration, or confirm that the database has a new id: " + confirmation()));
        }
        if (!found.catalog().equals(work.catalog())) {
            throw Stopped.because(new Problem(
                    "LDG536",
                    Exit.REFUSED,
                    "database " + work.databaseId() + " holds catalog " + found.catalog() + ", not " + work.catalog(),
                    "correct the catalog in the configuration; for a new one give the database another id there, then confirm"
                            + " that with repair --yes --reason TEXT"));
        }
    }

    private Stopped clone(TargetIdentity known, TargetIdentity live) {
        return Stopped.because(new Problem(
                "LDG520",
                Exit.REFUSED,
                "database " + work.databaseId() + " at " + work.address() + " is a copy, or was moved or restored: it was system "
                        + known.system() + " database " + known.database() + " and is now system " + live.system()
                        + " database " + live.database(),
                "when it replaces the original, confirm that: " + confirmation() + "; when it lives beside it, give it an id of its own"));
    }

    private String confirmation() {
        return "`ledger repair " + work.databaseId() + " --yes --reason TEXT`";
    }
}
