package dev.migrationledger.core.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A text and its signatures (C2SP signed-note, v1.0.0): the text, a blank line, and for each signature a line with the
 * key's name and the base64 of key id and signature.
 *
 * @param text ends with a line end, which is signed too
 */
public record SignedNote(String text, List<Signature> signatures) {
    private static final String DASH = "\u2014 ";

    public SignedNote {
        signatures = List.copyOf(signatures);
    }

    /**
     * One signature line.
     *
     * @param name  of the key
     * @param keyId four bytes in hexadecimal
     * @param bytes base64
     */
    public record Signature(String name, String keyId, String bytes) {
        byte[] raw() {
            return Base64.getDecoder().decode(bytes);
        }

        private static Signature read(String line) {
            int blank = line.lastIndexOf(' ');
            if (!line.startsWith(DASH) || blank <= DASH.length()) {
                throw new IllegalArgumentException("no signature line: " + line);
            }
            var all = Base64.getDecoder().decode(line.substring(blank + 1));
            if (all.length <= 4) {
                throw new IllegalArgumentException("a signature line without signature: " + line);
            }
            var signature = new Signature(
                    line.substring(DASH.length(), blank),
                    HexFormat.of().formatHex(all, 0, 4),
                    Base64.getEncoder().encodeToString(Arrays.copyOfRange(all, 4, all.length)));
            if (!signature.toString().equals(line)) {
                throw new IllegalArgumentException("a signature line has one form only: " + line);
            }
            return signature;
        }

        @Override
        public String toString() {
            var all = HexFormat.of().parseHex(keyId + HexFormat.of().formatHex(raw()));
            return DASH + name + " " + Base64.getEncoder().encodeToString(all);
        }
    }

    /** @throws IllegalArgumentException when it is no signed note */
    public static SignedNote parse(String note) {
        int end = note.lastIndexOf("\n\n");
        if (end < 0 || !note.endsWith("\n") || note.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw new IllegalArgumentException("no signed note");
        }
        var signatures = new ArrayList<Signature>();
        note.substring(end + 2).lines().forEach(line -> signatures.add(Signature.read(line)));
        if (signatures.isEmpty()) {
            throw new IllegalArgumentException("a note without signature");
        }
        return new SignedNote(note.substring(0, end + 1), signatures);
    }

    /** As it is written to a file. */
    @Override
    public String toString() {
        var all = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> all.append(signature).append('\n'));
        return all.toString();
    }
}
