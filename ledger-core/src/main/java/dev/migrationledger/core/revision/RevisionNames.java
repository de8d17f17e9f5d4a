package dev.migrationledger.core.revision;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.NearMatches;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.problem.Shown;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A revision by its id or a unique beginning of it. A version number ({@code 6.0.2015}) is shortened at a dot only:
 * {@code 1} never means {@code 10}.
 */
final class RevisionNames {
    private static final Pattern VERSION = Pattern.compile("\\d{1,7}|\\d+(\\.\\d+)+");
    private static final int SHOWN = 8;

    private final List<String> ids;

    RevisionNames(Collection<String> ids) {
        this.ids = List.copyOf(ids);
    }

    /** Whether {@link #find} would take the text for an id or the beginning of at least one. */
    boolean begins(String text) {
        return !text.isEmpty() && ids.stream().anyMatch(id -> matches(text, id));
    }

    /** @throws LedgerException LDG400 when nothing has this name, LDG401 when several begin with it */
    String find(String text) {
        if (ids.contains(text)) {
            return text;
        }
        var found = text.isEmpty() ? List.<String>of() : ids.stream().filter(id -> matches(text, id)).toList();
        return switch (found.size()) {
            case 1 -> found.getFirst();
            case 0 -> throw new LedgerException(unknown(text));
            default -> throw new LedgerException(new Problem(
                    "LDG401",
                    Exit.USAGE,
                    found.size() + " revisions begin with " + Shown.of(text) + ": " + shown(found),
                    "write more of the id"));
        };
    }

    private Problem unknown(String text) {
        var question = NearMatches.question(text, ids);
        return new Problem(
                "LDG400",
                Exit.USAGE,
                "no revision is named " + Shown.of(text),
                question.isEmpty() ? "`ledger graph` lists every revision" : question);
    }

    private static boolean matches(String text, String id) {
        return id.startsWith(text)
                && (id.length() == text.length()
                        || !VERSION.matcher(id).matches()
                        || id.charAt(text.length()) == '.');
    }

    private static String shown(List<String> found) {
        return String.join(", ", found.subList(0, Math.min(SHOWN, found.size())))
                + (found.size() > SHOWN ? " and " + (found.size() - SHOWN) + " more" : "");
    }
}
