package dev.migrationledger.app.config;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/** Collects what is wrong with one configuration file, each with its line. */
final class Problems {
    static final String TOO_DEEP = "has too many aliases or is nested too deeply";
    static final String WRITE_OUT = "write the fields out";

    /** More than anyone reads; a file with so many has one cause. */
    private static final int LISTED = 100;

    /** Ten times a fleet of 5,000; aliases can make a small file that large. */
    private static final int FIELDS = 1_000_000;

    private record Found(int line, Problem problem) {}

    private final String file;
    private int visited;
    private final LinkedHashSet<Found> found = new LinkedHashSet<>();

    /** @param file as the person named it */
    Problems(String file) {
        this.file = file;
    }

    /** Counts what is read, aliases each time they are. */
    void visit(Node where, int fields) {
        visited += fields + 1;
        if (visited > FIELDS) {
            add("LDG204", where, TOO_DEEP, WRITE_OUT);
            throw asException();
        }
    }

    static int lineOf(Node node) {
        return node.getStartMark() == null ? 0 : node.getStartMark().getLine() + 1;
    }

    void add(String code, Node where, String message, String hint) {
        add(code, lineOf(where), message, hint);
    }

    /** @param line from 1; 0 for the file as a whole */
    void add(String code, int line, String message, String hint) {
        var place = line == 0 ? file : file + ":" + line;
        found.add(new Found(line, new Problem(code, Exit.CONFIGURATION, place + ": " + message, hint)));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** In file order; those beyond a hundred are counted in one last problem. */
    LedgerException asException() {
        var sorted = found.stream()
                .sorted(Comparator.comparingInt(Found::line))
                .map(Found::problem)
                .toList();
        if (sorted.size() <= LISTED) {
            return new LedgerException(sorted);
        }
        List<Problem> listed = new ArrayList<>(sorted.subList(0, LISTED));
        listed.add(new Problem(
                "LDG221",
                Exit.CONFIGURATION,
                file + ": and " + (sorted.size() - LISTED) + " more problems",
                "solve the first ones and run again"));
        return new LedgerException(listed);
    }
}
