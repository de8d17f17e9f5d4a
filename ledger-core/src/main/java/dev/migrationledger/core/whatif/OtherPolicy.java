package dev.migrationledger.core.whatif;

import dev.migrationledger.core.catalog.Policy;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.planning.Footing;
import dev.migrationledger.core.revision.RevisionGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks the rule that decides where an upgrade starts ({@link Footing#of}) once more, with another policy, about every
 * look that a run decided upon. A fold over one database's history; the look is the evidence as it was then.
 */
public final class OtherPolicy {
    /** {@code repair} corrects whatever the policy says, and {@code stamp} is a person's word. */
    private static final List<String> NOT_ASKED = List.of("repair", "stamp", "resolve", "revert");

    private final String database;
    private final RevisionGraph graph;
    private final Policy policy;
    private final List<Otherwise> differences = new ArrayList<>();
    private int decisions;
    private int unanswered;
    private Optional<Detection> seen = Optional.empty();
    private Optional<String> lookedIn = Optional.empty();

    private OtherPolicy(String database, RevisionGraph graph, Policy policy) {
        this.database = database;
        this.graph = graph;
        this.policy = policy;
    }

    /** @param at the event in which a run decided; @param instead what the policy would have decided */
    public record Otherwise(PastEvent at, Decided decided, Decided instead) {}

    /**
     * @param decisions   that a policy has a say in
     * @param unanswered  of these: the catalog no longer has revisions that were candidates then
     * @param differences oldest first
     */
    public record Answer(int decisions, int unanswered, List<Otherwise> differences) {
        public Answer {
            differences = List.copyOf(differences);
        }
    }

    /**
     * @param history oldest first
     * @param graph   of the catalog as it is now
     */
    public static Answer about(String database, List<PastEvent> history, RevisionGraph graph, Policy policy) {
        var asking = new OtherPolicy(database, graph, policy);
        history.forEach(asking::hear);
        return new Answer(asking.decisions, asking.unanswered, asking.differences);
    }

    private void hear(PastEvent past) {
        if (past.event() instanceof DatabaseEvent.Detected(var detection)) {
            seen = Optional.of(detection);
        }
        if (past.event() instanceof DatabaseEvent.Detected || past.event() instanceof DatabaseEvent.DetectionConfirmed) {
            lookedIn = Optional.of(past.from().correlation());
        }
        Decided.by(past.event()).ifPresent(decided -> weigh(past, decided));
    }

    /** Only the first decision after a look stands on it. */
    private void weigh(PastEvent past, Decided decided) {
        var look = seen.filter(_ -> lookedIn.filter(past.from().correlation()::equals).isPresent()).filter(OtherPolicy::isAsked);
        lookedIn = Optional.empty();
        if (look.isEmpty() || NOT_ASKED.contains(past.from().verb())) {
            return;
        }
        decisions++;
        if (look.get().candidates().stream().anyMatch(state -> state.heads().stream().anyMatch(id -> graph.find(id).isEmpty()))) {
            unanswered++;
            return;
        }
        var instead = Decided.of(Footing.of(database, look.get(), graph, policy, false));
        if (!instead.isLike(decided)) {
            differences.add(new Otherwise(past, decided, instead));
        }
    }

    /** Of other verdicts a person decides under every policy. */
    private static boolean isAsked(Detection detection) {
        return switch (detection.verdict()) {
            case EMPTY, EXACT, EQUIVALENT -> detection.halfWayAbove().isEmpty();
            case DRIFTED, PARTIAL, UNKNOWN -> false;
        };
    }
}
