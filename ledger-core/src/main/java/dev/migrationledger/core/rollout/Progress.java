package dev.migrationledger.core.rollout;

import java.util.Optional;

/**
 * How far one database is.
 *
 * @param run     in which it is under way, or ended
 * @param outcome empty while it waits or is under way
 * @param stop    why its last run did not end well; kept until the next
 */
public record Progress(Optional<String> run, Optional<Outcome> outcome, Optional<Stop> stop) {
    static final Progress NONE = new Progress(Optional.empty(), Optional.empty(), Optional.empty());

    static Progress startedIn(String run) {
        return new Progress(Optional.of(run), Optional.empty(), Optional.empty());
    }

    Progress ended(Outcome with, Optional<Stop> why) {
        return new Progress(run, Optional.of(with), why);
    }

    /** To be begun again, unless it is where it should be. */
    Progress again() {
        return outcome.filter(o -> !o.isStop()).isPresent() ? this : new Progress(Optional.empty(), Optional.empty(), stop);
    }

    public boolean isWaiting() {
        return run.isEmpty() && outcome.isEmpty();
    }

    public boolean isUnderWay() {
        return run.isPresent() && outcome.isEmpty();
    }

    public boolean isStopped() {
        return outcome.filter(Outcome::isStop).isPresent();
    }
}
