package dev.migrationledger.app.audit;

import dev.migrationledger.app.axon.CommandContext;
import dev.migrationledger.app.eventstore.Restoring;
import dev.migrationledger.app.eventstore.StoredLog;
import dev.migrationledger.app.projection.ScriptStore;
import dev.migrationledger.app.testing.StoreFixture;
import dev.migrationledger.core.audit.LogAudit;
import dev.migrationledger.core.history.DatabaseCommand;
import dev.migrationledger.core.history.Description;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** A store with its evidence in a directory. */
final class Ledgers implements AutoCloseable {
    final StoreFixture store = new StoreFixture(6);
    final StoredLog log = new StoredLog(store.sql, store.log);
    final AuditPlace place;
    final AuditDirectory directory;
    private final CommandContext who = CommandContext.of("ana", Optional.of("a \"test\", with quotes\nand lines"));

    Ledgers(Path data) {
        place = AuditPlace.of(data, Map.of());
        directory = new AuditDirectory(place);
    }

    /** Registers a database and refuses something to it, so many times. */
    Ledgers events(String database, int refusals) {
        store.axon.commands().send(database, new DatabaseCommand.Register(new Description(
                "shop", "prod", "postgresql", "ledger@db:5432/" + database, Map.of("region", "eu"))), who);
        return more(database, refusals);
    }

    Ledgers more(String database, int refusals) {
        for (int i = 0; i < refusals; i++) {
            store.axon.commands().send(database, new DatabaseCommand.Refuse("up", "LDG460", "look é\u0007\"" + i), who);
        }
        return this;
    }

    Checkpointing.Signed sign() {
        var clock = Clock.fixed(Instant.parse("2026-11-21T06:17:00Z"), ZoneOffset.UTC);
        return new Checkpointing(directory, log, clock).sign();
    }

    LogAudit.Outcome audit() {
        var evidence = directory.evidence(directory.trusted());
        return log.audit(evidence.log()).and(evidence.findings());
    }

    long export(Path file) {
        return new Export(log, directory, this::scripts).jsonLines(file);
    }

    long importFrom(Path file) {
        return new Import(new Restoring(store.sql), directory).from(new ExportFile(file));
    }

    private void scripts(BiConsumer<String, String> consumer) {
        new ScriptStore(store.sql).forEach(consumer);
    }

    @Override
    public void close() {
        store.close();
    }
}
