package dev.migrationledger.app.config;

import java.util.regex.Pattern;

/** What ids, hosts and labels may look like; neither selectors nor connection addresses can be confused by them. */
final class Names {
    private static final Pattern ID = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}._@:-]{0,127}");
    private static final Pattern LABEL_KEY = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}._/-]{0,62}");
    private static final Pattern LABEL_VALUE = Pattern.compile("[^,=!\\p{Cntrl}]{1,255}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9._-]{0,251}[A-Za-z0-9_.])?");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");
    private static final Pattern URL = Pattern.compile("(?i)://|^jdbc:|[?&]password=");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private Names() {}

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    static boolean isLabelKey(String text) {
        return LABEL_KEY.matcher(text).matches();
    }

    static boolean isLabelValue(String text) {
        return LABEL_VALUE.matcher(text).matches();
    }

    /** A name or an address: no path, query, port or user in it. */
    static boolean isHost(String text) {
        return text.length() <= 253 && (HOST.matcher(text).matches() || IPV6.matcher(text).matches());
    }

    /** Of an environment variable. */
    static boolean isVariable(String text) {
        return VARIABLE.matcher(text).matches();
    }

    /** A database or user name: anything a server allows, but no control characters, and no URL, which may hold a password. */
    static boolean isServerName(String text) {
        return text.length() <= 255 && text.chars().noneMatch(Character::isISOControl) && !URL.matcher(text).find();
    }
}
