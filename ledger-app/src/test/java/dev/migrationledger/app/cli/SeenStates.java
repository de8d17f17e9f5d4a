package dev.migrationledger.app.cli;

import static dev.migrationledger.app.cli.CommandLineRun.texts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers of {@code detect} beside the truth, counted as the project counts them. */
final class SeenStates {
    private final Map<String, String> same = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private int right;
    private int rightSet;
    private int refused;
    private int wrong;

    /** States, as heads with blanks between, that differ by nothing but provably empty revisions. */
    SeenStates sameAs(String state, String latest) {
        same.put(state, latest);
        return this;
    }

    /** @param truth heads, sorted; @param claim that must be seen */
    void add(List<String> truth, String claim, CommandLineRun detect) {
        var seen = detect.exits(0).entry();
        var state = latest(truth);
        boolean isRight = switch (seen.path("verdict").asString()) {
            case "exact" -> count(latest(texts(seen.path("revisions"))).equals(state), true);
            case "equivalent" -> count(
                    seen.path("candidates").valueStream().map(candidate -> latest(texts(candidate))).anyMatch(state::equals), false);
            case "empty" -> count(false, true);
            default -> {
                refused++;
                yield false;
            }
        };
        if (!isRight || !seen.path("claim").asString().equals(claim)) {
            faults.add("at %s with a row that %s: %s".formatted(state, claim, seen));
        }
    }

    private boolean count(boolean isRight, boolean one) {
        if (!isRight) {
            wrong++;
        } else if (one) {
            right++;
        } else {
            rightSet++;
        }
        return isRight;
    }

    private String latest(List<String> heads) {
        var state = String.join(" ", heads.stream().sorted().toList());
        return same.getOrDefault(state, state);
    }

    /** Everything that is not as it should be, in words. */
    List<String> faults() {
        return faults;
    }

    String counts() {
        return "%d right, %d right set, %d refused, %d wrong".formatted(right, rightSet, refused, wrong);
    }
}
