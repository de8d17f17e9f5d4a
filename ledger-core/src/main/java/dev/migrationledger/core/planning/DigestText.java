package dev.migrationledger.core.planning;

import dev.migrationledger.core.revision.Script;
import java.util.Collection;

/**
 * A canonical text to take a SHA-256 of: a line for the form's version, then fields. Every field is preceded by its
 * length and every list by its size, so that no two contents share a text.
 */
public final class DigestText {
    private final StringBuilder text = new StringBuilder();

    /** @param form what it is a text of, and the version of its shape */
    public DigestText(String form) {
        text.append(form).append('\n');
    }

    public DigestText list(Collection<String> values) {
        field(values.size());
        values.forEach(this::field);
        return this;
    }

    public DigestText field(Object value) {
        var written = value.toString();
        text.append(written.length()).append(':').append(written).append('\n');
        return this;
    }

    /** Lower-case hexadecimal. */
    public String digest() {
        return new Script(text.toString(), 1).digest();
    }
}
