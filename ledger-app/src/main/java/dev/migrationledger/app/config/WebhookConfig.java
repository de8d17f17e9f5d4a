package dev.migrationledger.app.config;

/** Where every event of the log is sent. @param id also the name of its subscription */
public record WebhookConfig(String id, Address url, Secret secret) {}
