package dev.migrationledger.app.crowd;

import java.util.List;

/**
 * What an operator asks a worker for.
 *
 * @param argument a revision; empty for verbs that take none
 * @param seconds  how long to wait for another operation to end
 */
record Errand(Verb verb, String database, String argument, int seconds) {
    enum Verb {
        UP,
        APPLY,
        REVERT,
        STAMP,
        REPAIR,
        DETECT,
        STATUS,
        VERIFY,
        PLAN,
        HISTORY,
        RESOLVE
    }

    String line() {
        return String.join("\t", List.of(verb.name(), database, argument, "" + seconds));
    }

    static Errand read(String line) {
        var words = line.split("\t", -1);
        return new Errand(Verb.valueOf(words[0]), words[1], words[2], Integer.parseInt(words[3]));
    }
}
