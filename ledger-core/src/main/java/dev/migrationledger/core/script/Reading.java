package dev.migrationledger.core.script;

import dev.migrationledger.core.problem.Problem;
import java.util.List;

/**
 * A script as psql would read it. All of its text but white space, comments and separators is in a part, even when
 * there are problems; a reading with problems must not be run.
 *
 * @param parts    in the order of the file
 * @param comments the line comments, in the order of the file
 * @param problems all of them, in the order of the file
 */
public record Reading(List<Part> parts, List<Comment> comments, List<Problem> problems) {
    public Reading {
        parts = List.copyOf(parts);
        comments = List.copyOf(comments);
        problems = List.copyOf(problems);
    }

    /** Whether the script provably does nothing: it holds comments and white space only. */
    public boolean isBlank() {
        return parts.isEmpty() && problems.isEmpty();
    }

    /** What is sent to the server, in order. */
    public List<Part.Sent> sent() {
        return parts.stream().filter(Part.Sent.class::isInstance).map(Part.Sent.class::cast).toList();
    }
}
