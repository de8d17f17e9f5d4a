package dev.migrationledger.app.stream.kafka;

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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.postgresql.ds.PGSimpleDataSource;

/** The publisher as a program of its own, to be killed. Catches up, says so, and goes on until its input ends. */
final class PublisherProcess {
    private PublisherProcess() {}

    /** @param args where the store is, where Kafka is, the prefix of its topics */
    public static void main(String[] args) throws Exception {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        var source = new PGSimpleDataSource();
        source.setUrl(args[0]);
        source.setUser("postgres");
        source.setPassword(System.getenv("STORE_PASSWORD"));
        var sql = DSL.using(source, SQLDialect.POSTGRES);
        var log = new EventLog(sql, new Sequencer(sql));
        var codec = new EventCodec();
        var nowhere = Path.of("target", "no-audit");
        var stop = new Interruption();
        try (var stream = new KafkaStream(
                new KafkaConfig(List.of(args[1]), args[2], Optional.empty(), Optional.empty()),
                Map.of(),
                new Subscriptions(sql, log),
                new Envelope(URI.create("/test"), codec),
                new Databases(sql, log, codec),
                new AuditDirectory(new AuditPlace(nowhere, nowhere.resolve("key"), false)),
                stop)) {
            System.out.println("connecting");
            stream.catchUp();
            System.out.println("ready");
            while (System.in.available() == 0) {
                stream.catchUp();
                stop.pause(Duration.ofMillis(2));
            }
            stream.catchUp();
        }
    }
}
