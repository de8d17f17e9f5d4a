package dev.migrationledger.app.alert;

import dev.migrationledger.app.delivery.HttpMessage;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/**
 * An incoming webhook of Slack ({@code docs.slack.dev/messaging/sending-messages-using-incoming-webhooks}): {@code text}
 * alone, which Mattermost, Rocket.Chat and others understand too.
 */
record SlackChannel(URI url) implements Channel {
    @Override
    public HttpMessage message(UUID id, Notification notification, Instant now) {
        var alert = notification.alert();
        var test = notification.test() ? "[test] " : "";
        var text = notification
                .resolved()
                .map(over -> test + ":white_check_mark: *resolved* " + escaped(alert.summary()) + "\n" + escaped(over.why()))
                .orElseGet(() -> test + ":rotating_light: *" + alert.severity().label() + "* " + escaped(alert.summary()) + "\nnext: "
                        + escaped(alert.hint()));
        return HttpMessage.json(url, JsonMapper.shared().createObjectNode().put("text", text).toString());
    }

    /** The three characters that control Slack's text; {@code <!channel>} in a server's message would call everybody. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
