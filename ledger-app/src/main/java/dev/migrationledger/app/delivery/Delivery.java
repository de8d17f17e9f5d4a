package dev.migrationledger.app.delivery;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * One message to one channel, as it stands.
 *
 * @param id      the same at every try
 * @param subject of one channel and subject the earlier is told before the later
 * @param kind    what the message is, for its channel
 * @param body    the message as the ledger knows it
 * @param tries   made so far
 * @param error   of the last try; blank before one failed
 */
public record Delivery(
        UUID id,
        String channel,
        String subject,
        String kind,
        String body,
        Instant made,
        Status status,
        int tries,
        Instant nextTry,
        String error) {

    public enum Status {
        WAITING,
        DELIVERED,
        /** Given up: it is kept, and a person may have it tried again. */
        DEAD;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A new one, to be tried at once. */
    public static Delivery of(UUID id, String channel, String subject, String kind, String body, Instant now) {
        return new Delivery(id, channel, subject, kind, body, now, Status.WAITING, 0, now, "");
    }

    /** One that was refused or given up before it was kept here. */
    Delivery dead(int triesMade, String why) {
        return new Delivery(id, channel, subject, kind, body, made, Status.DEAD, triesMade, nextTry, why);
    }
}
