package dev.migrationledger.app.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a person may have meant. */
public final class NearMatches {
    private static final int SHOWN = 3;

    private NearMatches() {}

    /** At most three of the known words, nearest first; empty when none is near. */
    public static List<String> of(String word, Collection<String> known) {
        record Near(String word, int distance) {}
        var wanted = word.toLowerCase(Locale.ROOT);
        return known.stream()
                .distinct()
                .filter(candidate -> !candidate.isEmpty() && Math.abs(candidate.length() - word.length()) < 40)
                .map(candidate -> new Near(candidate, distance(wanted, candidate.toLowerCase(Locale.ROOT))))
                .filter(near -> near.distance() <= allowed(wanted, near.word()))
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::word))
                .limit(SHOWN)
                .map(Near::word)
                .toList();
    }

    /** {@code did you mean a or b?}, or else the alternative. */
    static String hint(String word, Collection<String> known, String otherwise) {
        var near = of(word, known);
        return near.isEmpty() ? otherwise : "did you mean " + orList(near) + "?";
    }

    static String orList(Collection<String> words) {
        return words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(" or "));
    }

    private static int allowed(String word, String candidate) {
        if (word.length() >= 3 && candidate.toLowerCase(Locale.ROOT).startsWith(word)) {
            return Integer.MAX_VALUE;
        }
        return Math.max(1, Math.min(word.length(), candidate.length()) / 3);
    }

    /** Edits, a swap of neighbours counting one (optimal string alignment). */
    private static int distance(String a, String b) {
        var d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
