package dev.migrationledger.app.stream.kafka;

import com.zaxxer.hikari.HikariDataSource;
import dev.migrationledger.app.audit.AuditDirectory;
import dev.migrationledger.app.audit.AuditPlace;
import dev.migrationledger.app.config.KafkaConfig;
import dev.migrationledger.app.eventstore.EventCodec;
import dev.migrationledger.app.eventstore.EventLog;
import dev.migrationledger.app.eventstore.Sequencer;
import dev.migrationledger.app.execution.Interruption;
import dev.migrationledger.app.projection.Databases;
import dev.migrationledger.app.stream.Envelope;
import dev.migrationledger.app.stream.Subscriptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** One publisher from its beginning to its end; whatever it catches up with, it goes on publishing until it is killed. */
interface Life extends AutoCloseable {
    /** Returns when all is published that was in the log when it began. */
    void awaitReady() throws Exception;

    /** Nothing of it reaches the store or Kafka when this returns. */
    @Override
    void close() throws Exception;

    /** A publisher with connections of its own. */
    static KafkaStream stream(DataSource source, KafkaConfig config) {
        var sql = DSL.using(source, SQLDialect.POSTGRES);
        var log = new EventLog(sql, new Sequencer(sql));
        var codec = new EventCodec();
        var nowhere = Path.of("target", "no-audit");
        return new KafkaStream(
                config,
                Map.of(),
                new Subscriptions(sql, log),
                new Envelope(URI.create("/test"), codec),
                new Databases(sql, log, codec),
                new AuditDirectory(new AuditPlace(nowhere, nowhere.resolve("key"), false)),
                new Interruption(),
                _ -> {});
    }

    static KafkaConfig config(String server, String prefix) {
        return new KafkaConfig(List.of(server), prefix, Optional.empty(), Optional.empty());
    }

    static HikariDataSource pool(DataSource source) {
        var pool = new HikariDataSource();
        pool.setDataSource(source);
        pool.setMaximumPoolSize(3);
        pool.setMinimumIdle(1);
        return pool;
    }
}
