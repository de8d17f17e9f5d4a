package dev.migrationledger.core.audit;

/**
 * Something that is not as it was stored or signed.
 *
 * @param position  in the log; 0 when it is not about an event
 * @param aggregate such as {@code database/shop-prod-eu}; empty where it cannot be known
 * @param type      of the event; empty where it cannot be known
 * @param what      in words
 */
public record Finding(long position, String aggregate, String type, Fault fault, String what) {

    /** What is wrong. */
    public enum Fault {
        /** The event's bytes are not those that its hash was made of. */
        CHANGED,
        /** The event before it in its aggregate is not there. */
        OUT_OF_SEQUENCE,
        /** A position without event. */
        MISSING,
        /** A position that was there before. */
        REPEATED,
        /** The chains are whole, but another event was signed at this position. */
        NOT_AS_SIGNED,
        /** The log is shorter than what was signed. */
        CUT_OFF,
        /** An event that no reader sees. */
        UNORDERED,
        /** A script's text is not that of its digest. */
        SCRIPT_CHANGED,
        /** The list of signed leaves disagrees with a checkpoint. */
        LEAVES_CHANGED,
        /** A checkpoint that no trusted key signed, or that cannot be read. */
        CHECKPOINT_UNTRUSTED,
        /** Something was found, and the note that shortens later looks could not be deleted. */
        CLEAN_LOOK_STAYS
    }

    static Finding of(LogEntry entry, Fault fault, String what) {
        return new Finding(entry.position(), entry.aggregate(), entry.type(), fault, what);
    }

    /** About no event. */
    public static Finding about(Fault fault, String what) {
        return new Finding(0, "", "", fault, what);
    }
}
