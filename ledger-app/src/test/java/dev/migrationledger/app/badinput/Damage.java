package dev.migrationledger.app.badinput;

import java.util.List;
import java.util.Random;

/** Spoils a text, the same way for the same seed on every machine. */
public final class Damage {
    private static final List<String> ODD = List.of(
            "\0", "\uFEFF", "\r\n", "\r", "\n", "\t", "\u000B", "\u00A0", "\u2028", "\u202E", "\u200B", "\uD800", "\uDC00",
            "\uD83D\uDE00", "e\u0301", "\uFFFF", "\u001B[31m", "\u0007", "\u0085", "'", "\"", "`", "\\", "\\;", "$$", "$a$", "(",
            ")", "[", "]", "{", "}", ";", ":", ",", "@", "+1", "-1", "=", "!=", "%", "#", "--", "/*", "*/", "&", "*", "|", ">",
            "://", "//", "..", "null", "true", "-0", "1e999", "99999999999999999999", "NaN", "0x1F", "\u0661", "${x}", "{{x}}",
            "%s", "%n", "<!--", "]]>", "E'", "U&'", "begin atomic", "copy t from stdin;\n");

    private final Random random;
    private String text;

    private Damage(String text, long seed) {
        this.text = text;
        this.random = new Random(seed);
    }

    /** One to three wounds. @param others texts of the same kind, from which pieces are taken */
    public static String to(String text, long seed, List<String> others) {
        var damage = new Damage(text, seed);
        for (int wounds = 1 + damage.random.nextInt(3); wounds > 0; wounds--) {
            damage.wound(others);
        }
        return damage.text;
    }

    private void wound(List<String> others) {
        int at = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), at + 1 + random.nextInt(20));
        text = switch (random.nextInt(12)) {
            case 0 -> text.substring(0, at) + text.substring(to);
            case 1 -> text.substring(0, at);
            case 2 -> text.substring(at);
            case 3 -> at == text.length() ? text : text.substring(0, at) + (char) (text.charAt(at) ^ 1 << random.nextInt(8)) + text.substring(at + 1);
            case 4 -> text.substring(0, at) + odd().repeat(2 + random.nextInt(40)) + text.substring(at);
            case 5 -> text.substring(0, at) + text.substring(at, to).repeat(2 + random.nextInt(5)) + text.substring(to);
            case 6 -> text.substring(0, at) + piece(others) + text.substring(at);
            case 7 -> text.substring(0, at) + String.valueOf(text.substring(at, to)).toUpperCase(java.util.Locale.ROOT) + text.substring(to);
            case 8 -> random.nextInt(20) == 0 ? text.substring(0, at) + odd().repeat(20_000) + text.substring(at) : text.replace("\n", "\r\n");
            default -> text.substring(0, at) + odd() + text.substring(at);
        };
    }

    private String odd() {
        return ODD.get(random.nextInt(ODD.size()));
    }

    private String piece(List<String> others) {
        var other = others.get(random.nextInt(others.size()));
        int from = random.nextInt(other.length() + 1);
        return other.substring(from, Math.min(other.length(), from + 1 + random.nextInt(80)));
    }
}
