package dev.migrationledger.app.alert;

import dev.migrationledger.app.delivery.HttpMessage;
import java.time.Instant;
import java.util.UUID;

/** How one service wants to be told. */
interface Channel {

    /** @param id of the notification, the same at every try; @param now of this try */
    HttpMessage message(UUID id, Notification notification, Instant now);
}
