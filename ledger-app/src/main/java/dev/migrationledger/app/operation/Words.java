package dev.migrationledger.app.operation;

import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import java.time.Instant;
import java.util.stream.Collectors;

/** What was seen in one sentence, for reasons and messages. */
final class Words {
    private static final int MOST_TELLING = 3;

    private Words() {}

    static String of(Detection detection) {
        return switch (detection.verdict()) {
            case EMPTY -> "empty";
            case EXACT -> "exactly at " + detection.state();
            case EQUIVALENT -> "at one of "
                    + detection.candidates().stream().map(Object::toString).collect(Collectors.joining(" | "));
            case PARTIAL -> "at " + detection.state() + " with a part of a later revision";
            case DRIFTED -> "near " + detection.state() + " with differences";
            case UNKNOWN -> "far from every revision";
        };
    }

    static Problem unseen(Subject subject, Instant instant) {
        return new Problem(
                "LDG761",
                Exit.OK,
                "nobody had looked at " + subject.id() + " by " + instant,
                "`ledger history " + subject.id() + "` shows when it was first seen");
    }

    static String evidence(Detection detection) {
        var telling = detection.evidence().stream().limit(MOST_TELLING).collect(Collectors.joining("; "));
        return telling.isEmpty() ? of(detection) : telling;
    }
}
