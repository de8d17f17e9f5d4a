package dev.migrationledger.app.rest;

import dev.migrationledger.app.projection.Databases;
import dev.migrationledger.app.stream.Background;
import dev.migrationledger.app.stream.EventFeed;
import dev.migrationledger.app.stream.Subscriptions;
import java.util.List;

/** What is shown to others. @param services what runs beside the server */
public record Served(EventFeed feed, Subscriptions subscriptions, Databases databases, List<Background> services) {
    public Served {
        services = List.copyOf(services);
    }
}
