package dev.migrationledger.core.problem;

import java.util.regex.Pattern;

/** Words that somebody wrote, as a message may repeat them: short, and with nothing that is secret or steers a terminal. */
public final class Shown {
    private static final int MOST = 60;
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
    private static final Pattern SECRET =
            Pattern.compile("(?i)(://|(?:pass(?:word|wd)?|pwd|secret|token)\\s*[=:]).*", Pattern.DOTALL);

    private Shown() {}

    /** At most 60 characters; of a URL the scheme, and nothing that follows {@code password=} and its like. */
    public static String of(String text) {
        var clean = UNSEEN.matcher(SECRET.matcher(text).replaceFirst("$1...")).replaceAll("?");
        return clean.length() <= MOST ? clean : clean.substring(0, MOST - 1) + "…";
    }
}
