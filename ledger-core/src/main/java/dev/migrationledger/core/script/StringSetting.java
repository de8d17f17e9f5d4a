package dev.migrationledger.core.script;

import java.util.regex.Pattern;

/** {@code standard_conforming_strings}: off, a backslash escapes in plain strings too, and they end elsewhere. */
final class StringSetting {
    private static final String OFF = "\\s*'?(?:off|of|f|fa|fal|fals|false|n|no|0)'?\\s*";
    private static final Pattern SET = Pattern.compile(
            "(?is)set\\s+(?:(?:session|local)\\s+)?\"?standard_conforming_strings\"?\\s*(?:=|\\sto\\s)" + OFF);
    private static final Pattern CALL =
            Pattern.compile("(?is).*set_config\\s*\\(\\s*'standard_conforming_strings'\\s*," + OFF + ",.*");

    private StringSetting() {}

    /** Whether it may be off from this statement on; what switches it on again may be undone with its transaction. */
    static boolean mayBeOff(String sql) {
        return SET.matcher(sql).matches() || CALL.matcher(sql).matches();
    }
}
