package dev.migrationledger.app.crowd;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What was said to the crowd. */
final class Tally {
    private final Map<String, AtomicInteger> answers = new ConcurrentSkipListMap<>();
    private final List<String> unexplained = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger kills = new AtomicInteger();
    private final AtomicInteger hands = new AtomicInteger();
    private final AtomicInteger steps = new AtomicInteger();
    private final int stepsToADeath;

    Tally(int steps) {
        this.stepsToADeath = Math.max(100, steps / 40);
    }

    void answered(Errand errand, Answer answer) {
        answers.computeIfAbsent(errand.verb() + " " + answer.exit() + " " + answer.code(), _ -> new AtomicInteger())
                .incrementAndGet();
        if (steps.incrementAndGet() % 500 == 0) {
            System.err.println("crowd: " + steps + " errands, " + kills + " kills");
        }
        if (!Refusals.isExpected(errand.verb(), answer) || !answer.problems().stream().allMatch(Refusals::isExplained)) {
            unexplained.add(errand + ": " + answer);
        }
    }

    int stepsToADeath() {
        return stepsToADeath;
    }

    void killed() {
        kills.incrementAndGet();
    }

    void byHand(boolean done) {
        if (done) {
            hands.incrementAndGet();
        }
    }

    List<String> unexplained() {
        return List.copyOf(unexplained);
    }

    int kills() {
        return kills.get();
    }

    int hands() {
        return hands.get();
    }

    /** Keyed by verb, exit code and error code. */
    Map<String, Integer> answers() {
        var counts = new TreeMap<String, Integer>();
        answers.forEach((what, count) -> counts.put(what, count.get()));
        return counts;
    }
}
