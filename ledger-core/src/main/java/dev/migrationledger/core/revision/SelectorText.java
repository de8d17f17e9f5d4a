package dev.migrationledger.core.revision;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.problem.Shown;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A selector taken apart: {@code [branch@][point][+N|-N]}.
 *
 * @param branch a label, or a revision that stands on the branch
 * @param point  {@code head}, {@code heads}, {@code base}, an id or its beginning; absent: relative to the database
 * @param steps  revisions up (positive) or down (negative) from the point
 */
record SelectorText(Optional<String> branch, Optional<String> point, int steps) {
    private static final Pattern RELATIVE = Pattern.compile("(.*?)([+-]\\d{1,6})");

    /**
     * @param isRevision whether a text is an id or the beginning of one; such a text is never read as point and steps
     * @throws LedgerException LDG409 when it is no selector
     */
    static SelectorText parse(String text, Predicate<String> isRevision) {
        var trimmed = text.trim();
        int at = trimmed.indexOf('@');
        var branch = at < 0 ? Optional.<String>empty() : Optional.of(trimmed.substring(0, at));
        var rest = trimmed.substring(at + 1);
        if (rest.isEmpty() || rest.indexOf('@') >= 0 || branch.filter(String::isEmpty).isPresent()) {
            throw malformed(text);
        }
        var relative = RELATIVE.matcher(rest);
        if (isRevision.test(rest) || !relative.matches()) {
            return new SelectorText(branch, Optional.of(rest), 0);
        }
        int steps = Integer.parseInt(relative.group(2));
        if (steps == 0) {
            throw malformed(text);
        }
        return new SelectorText(
                branch, Optional.of(relative.group(1)).filter(point -> !point.isEmpty()), steps);
    }

    private static LedgerException malformed(String text) {
        return new LedgerException(new Problem(
                "LDG409",
                Exit.USAGE,
                "'" + Shown.of(text) + "' does not select a revision",
                "use head, heads, base, an id or its beginning, label@head, +2 or -1"));
    }
}
