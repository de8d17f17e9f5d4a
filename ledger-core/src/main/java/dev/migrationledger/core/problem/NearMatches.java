package dev.migrationledger.core.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Which known names a mistyped or shortened one may have meant: those it is the beginning of (or that are its
 * beginning), and those within a small edit distance, a swap of neighbours counted once. Case does not matter.
 */
public final class NearMatches {
    private static final int MOST = 3;
    private static final int SHORTEST_PREFIX = 3;

    private NearMatches() {}

    /** At most three of {@code known}, nearest first, ties by name; empty when nothing is near. */
    public static List<String> of(String text, Collection<String> known) {
        var wanted = text.toLowerCase(Locale.ROOT);
        return known.stream()
                .distinct()
                .map(name -> new Match(name, distance(wanted, name.toLowerCase(Locale.ROOT))))
                .filter(match -> match.distance <= tolerance(wanted))
                .sorted(Comparator.comparingInt(Match::distance).thenComparing(Match::name))
                .limit(MOST)
                .map(Match::name)
                .toList();
    }

    /** {@code did you mean a, b or c?}; empty text when nothing is near. */
    public static String question(String text, Collection<String> known) {
        var near = of(text, known);
        return near.isEmpty() ? "" : "did you mean " + either(near) + "?";
    }

    /** {@code a}, {@code a or b}, {@code a, b or c}. @param choices at least one */
    public static String either(List<String> choices) {
        var last = choices.getLast();
        return choices.size() == 1
                ? last
                : choices.subList(0, choices.size() - 1).stream().collect(Collectors.joining(", ", "", " or " + last));
    }

    private record Match(String name, int distance) {}

    private static int tolerance(String wanted) {
        return Math.clamp(wanted.length() / 3, 1, 3);
    }

    private static int distance(String wanted, String name) {
        var shorter = Math.min(wanted.length(), name.length());
        if (shorter >= SHORTEST_PREFIX && (name.startsWith(wanted) || wanted.startsWith(name))) {
            return wanted.length() == name.length() ? 0 : 1;
        }
        return Math.abs(wanted.length() - name.length()) > tolerance(wanted)
                ? Integer.MAX_VALUE
                : edits(wanted, name);
    }

    /** Optimal string alignment: insertions, deletions, replacements and swaps of neighbours. */
    private static int edits(String a, String b) {
        var rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : best(rows, a, b, i, j);
            }
        }
        return rows[a.length()][b.length()];
    }

    private static int best(int[][] rows, String a, String b, int i, int j) {
        int replaced = rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
        boolean swapped =
                i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
    }
}
