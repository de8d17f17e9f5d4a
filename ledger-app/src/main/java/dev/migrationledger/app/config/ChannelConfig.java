package dev.migrationledger.app.config;

import java.util.Optional;

/** One way by which alerts are told. */
public sealed interface ChannelConfig {
    String id();

    /** The ledger's own standard error. */
    record Log(String id) implements ChannelConfig {}

    /** Signed as the Standard Webhooks say. */
    record Webhook(String id, Address url, Secret secret) implements ChannelConfig {}

    /** @param url of Alertmanager itself, without {@code /api/v2/alerts} */
    record Alertmanager(String id, Address url) implements ChannelConfig {}

    /** An incoming webhook of Slack, or of one that understands the same. */
    record Slack(String id, Address url) implements ChannelConfig {}

    /** @param url empty for PagerDuty itself */
    record PagerDuty(String id, Secret routingKey, Optional<Address> url) implements ChannelConfig {}
}
