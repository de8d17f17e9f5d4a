package dev.migrationledger.app.alert;

import dev.migrationledger.app.config.ChannelConfig;
import dev.migrationledger.app.delivery.Delivery;
import dev.migrationledger.app.delivery.HttpSender;
import dev.migrationledger.app.delivery.Postman;
import dev.migrationledger.app.delivery.Reply;
import dev.migrationledger.app.delivery.StandardWebhook;
import dev.migrationledger.core.problem.LedgerException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The configured channels. Secrets are looked up at each message, so a new one counts from the next on. */
public final class Channels implements Postman.Voice {
    private final List<ChannelConfig> configured;
    private final Map<String, String> environment;
    private final HttpSender sender;
    private final Clock clock;
    private final Consumer<String> log;

    /** @param environment of the process; @param log takes one line at a time */
    public Channels(
            List<ChannelConfig> configured,
            Map<String, String> environment,
            HttpSender sender,
            Clock clock,
            Consumer<String> log) {
        this.configured = List.copyOf(configured);
        this.environment = environment;
        this.sender = sender;
        this.clock = clock;
        this.log = log;
    }

    public List<ChannelConfig> all() {
        return configured;
    }

    public Optional<ChannelConfig> find(String id) {
        return configured.stream().filter(channel -> channel.id().equals(id)).findFirst();
    }

    @Override
    public Reply tell(Delivery delivery) {
        return find(delivery.channel())
                .map(channel -> tell(channel, delivery.id(), NotificationJson.read(delivery.body())))
                .orElseGet(() -> new Reply.Refused("the configuration has no channel " + delivery.channel() + " any more"));
    }

    /** @param id of the notification, the same at every try */
    public Reply tell(ChannelConfig to, UUID id, Notification notification) {
        try {
            var channel = channel(to);
            if (channel.isEmpty()) {
                log.accept(notification.words());
                return new Reply.Delivered();
            }
            return sender.send(channel.get().message(id, notification, clock.instant()));
        } catch (LedgerException e) {
            return new Reply.Later(e.problem().message(), Optional.empty(), false);
        }
    }

    /** Empty for the log. */
    private Optional<Channel> channel(ChannelConfig configured) {
        var owner = "channel " + configured.id();
        return switch (configured) {
            case ChannelConfig.Log _ -> Optional.empty();
            case ChannelConfig.Webhook c -> Optional.of(new WebhookChannel(
                    c.url().resolve(owner, environment),
                    new StandardWebhook(c.secret().resolve("the secret of " + owner, environment), owner)));
            case ChannelConfig.Alertmanager c -> Optional.of(new AlertmanagerChannel(c.url().resolve(owner, environment)));
            case ChannelConfig.Slack c -> Optional.of(new SlackChannel(c.url().resolve(owner, environment)));
            case ChannelConfig.PagerDuty c -> Optional.of(new PagerDutyChannel(
                    c.url().map(url -> url.resolve(owner, environment)).orElse(PagerDutyChannel.ITS_OWN),
                    c.routingKey().resolve("the routing key of " + owner, environment)));
        };
    }
}
