package dev.migrationledger.app.cli.render;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Durations and instants in few words. */
public final class Times {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Times() {}

    /** {@code 3 min ago}; the date from 30 days on; what clocks of other machines put in the future is just now. */
    public static String ago(Instant then, Instant now) {
        var passed = Duration.between(then, now);
        if (passed.toSeconds() < 10) {
            return "just now";
        }
        if (passed.toMinutes() < 1) {
            return passed.toSeconds() + " s ago";
        }
        if (passed.toHours() < 1) {
            return passed.toMinutes() + " min ago";
        }
        if (passed.toDays() < 1) {
            return passed.toHours() + " h ago";
        }
        return passed.toDays() < 30 ? passed.toDays() + (passed.toDays() == 1 ? " day ago" : " days ago") : DATE.format(then);
    }

    /** In UTC, to the second. */
    public static String moment(Instant instant) {
        return MOMENT.format(instant);
    }

    /** {@code 12 ms}, {@code 3.4 s}, {@code 2 min 5 s}. */
    public static String took(long millis) {
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
        }
        return millis / 60_000 + " min " + millis / 1_000 % 60 + " s";
    }
}
