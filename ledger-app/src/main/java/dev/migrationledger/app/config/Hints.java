package dev.migrationledger.app.config;

import dev.migrationledger.core.problem.NearMatches;
import java.util.Collection;
import java.util.List;

/** What to write instead of a word that is not known. */
final class Hints {
    private static final int SHOWN = 12;

    private Hints() {}

    /** The near matches, or else what is known. */
    static String near(String word, Collection<String> known) {
        var question = NearMatches.question(word, known);
        return question.isEmpty() ? known(known) : question;
    }

    /** Both, for short lists that a person cannot guess. */
    static String nearAndKnown(String word, Collection<String> known) {
        var question = NearMatches.question(word, known);
        return question.isEmpty() ? known(known) : question + " " + known(known);
    }

    private static String known(Collection<String> words) {
        var list = List.copyOf(words);
        return "known: "
                + (list.size() <= SHOWN
                        ? String.join(", ", list)
                        : String.join(", ", list.subList(0, SHOWN)) + " and " + (list.size() - SHOWN) + " more");
    }
}
