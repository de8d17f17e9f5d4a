package dev.migrationledger.app.cli.render;

/** Columns that text takes on a terminal. */
final class Width {
    private Width() {}

    static int of(String text) {
        return text.codePoints().map(Width::of).sum();
    }

    /** At most {@code width} columns, the ellipsis included where something was cut. */
    static String cut(String text, int width, String ellipsis) {
        if (of(text) <= width) {
            return text;
        }
        var kept = new StringBuilder();
        int room = width - ellipsis.length();
        for (int point : text.codePoints().toArray()) {
            room -= of(point);
            if (room < 0) {
                break;
            }
            kept.appendCodePoint(point);
        }
        return kept.append(ellipsis).toString();
    }

    private static int of(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(point) ? 2 : 1;
        };
    }

    /** East Asian wide and emoji blocks, coarsely (Unicode Annex 11). */
    private static boolean isWide(int point) {
        return point >= 0x1100 && point <= 0x115F
                || point >= 0x2E80 && point <= 0xA4CF
                || point >= 0xAC00 && point <= 0xD7A3
                || point >= 0xF900 && point <= 0xFAFF
                || point >= 0xFE30 && point <= 0xFE6F
                || point >= 0xFF00 && point <= 0xFF60
                || point >= 0x1F300 && point <= 0x1FAFF
                || point >= 0x20000 && point <= 0x3FFFD;
    }
}
