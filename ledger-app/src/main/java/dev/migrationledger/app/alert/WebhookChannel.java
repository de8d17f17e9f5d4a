package dev.migrationledger.app.alert;

import dev.migrationledger.app.delivery.HttpMessage;
import dev.migrationledger.app.delivery.StandardWebhook;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/** A webhook of anybody's, signed. */
record WebhookChannel(URI url, StandardWebhook webhook) implements Channel {
    @Override
    public HttpMessage message(UUID id, Notification notification, Instant now) {
        return webhook.signed(url, id.toString(), now, NotificationJson.text(notification));
    }
}
