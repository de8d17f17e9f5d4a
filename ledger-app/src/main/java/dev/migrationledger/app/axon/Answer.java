package dev.migrationledger.app.axon;

import dev.migrationledger.core.history.DatabaseEvent;
import java.util.List;

/** What a command led to. @param version sequence of the stream's last event */
record Answer(long version, List<DatabaseEvent> events) {}
