package dev.migrationledger.app.execution;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.script.Blank;
import dev.migrationledger.core.target.Claimed;
import dev.migrationledger.core.target.Marker;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** A revision's revert section, in one transaction with its marker and the trackers. */
final class RevertScript {
    private final Attempt attempt;
    private final RunRequest request;
    private final Failures failures;

    RevertScript(Attempt attempt, RunRequest request, Failures failures) {
        this.attempt = attempt;
        this.request = request;
        this.failures = failures;
    }

    /**
     * @param isFirst whether nothing was done behind the attempt's fence yet
     * @return whether it was found taken back
     */
    boolean takeBack(PreparedScript script, boolean isFirst) {
        var revision = script.revision();
        attempt.begin();
        if (isFirst) {
            requireNothingAbove(revision);
        }
        var found = attempt.session().marker(Marker.ofRevert(revision.id()), 0);
        if (found.filter(attempt::isOurs).isPresent() || isGone(revision)) {
            attempt.end();
            return true;
        }
        attempt.isNext();
        attempt.run(script);
        record(script);
        return false;
    }

    /** What an orphan of a dead run still committed after the look stands on what is to be taken away. */
    private void requireNothingAbove(Revision revision) {
        var above = new LinkedHashSet<>(request.graph().descendants(Set.of(revision.id())));
        above.remove(revision.id());
        above.retainAll(attempt.session().marked());
        above.stream().filter(id -> !Blank.is(request.graph().get(id).script())).findFirst().ifPresent(id -> {
            attempt.isNext();
            throw Stopped.because(new Problem(
                    "LDG829",
                    Exit.REFUSED,
                    failures.where(Optional.of(revision), Optional.empty()) + "all or a part of revision " + id
                            + ", which needs it, is in by its marker, and was not when the database was looked at",
                    "nothing was taken back; run again, and look with `ledger detect` when that says the same"));
        });
    }

    /**
     * In a database that came back from a backup, a plan that others began may start below its beginning. The claim alone does
     * not say so: somebody may have written over it.
     */
    private boolean isGone(Revision revision) {
        return !request.recovers().isEmpty()
                && attempt.session().marker(revision.id(), 0).isEmpty()
                && isOut(revision, attempt.session().heads())
                && (request.found().isEmpty() || isOut(revision, request.found()));
    }

    private boolean isOut(Revision revision, Optional<State> state) {
        return state.filter(known -> known.heads().stream().allMatch(id -> request.graph().find(id).isPresent()))
                .filter(known -> !request.graph().members(known).contains(revision.id()))
                .isPresent();
    }

    /** In the transaction that is open; then its end. */
    void record(PreparedScript script) {
        var revision = script.revision();
        var mark = Marker.ofRevert(revision.id());
        var below = new LinkedHashSet<>(request.graph().members(attempt.state()));
        below.remove(revision.id());
        var session = attempt.session();
        session.restoreSettings();
        session.unmark(revision.id());
        session.unmark(mark);
        session.mark(new Marker(
                mark, 0, Marker.Phase.DONE, request.attempt(), request.fence(), script.script().digest()));
        session.claim(new Claimed(request.graph(), request.graph().state(below), false));
        attempt.commit(
                revision,
                () -> attempt.session().marker(mark, 0).filter(Attempt::isDone).filter(attempt::isOurs).isPresent());
    }
}
