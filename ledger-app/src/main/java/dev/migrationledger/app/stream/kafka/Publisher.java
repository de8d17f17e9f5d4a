package dev.migrationledger.app.stream.kafka;

import dev.migrationledger.app.audit.AuditDirectory.SignedCheckpoint;
import dev.migrationledger.app.config.KafkaConfig;
import dev.migrationledger.app.eventstore.StoredEvent;
import dev.migrationledger.app.execution.Interruption;
import dev.migrationledger.app.projection.Databases;
import dev.migrationledger.app.stream.Envelope;
import dev.migrationledger.app.stream.EventConsumer;
import dev.migrationledger.app.stream.StateMessage;
import dev.migrationledger.core.problem.LedgerException;
import io.cloudevents.CloudEvent;
import io.cloudevents.rw.CloudEventRWException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Publishes events, then the states that they led to. Acknowledges when the brokers have all of it. A producer lives until
 * something fails; then a new publisher begins again with what was not acknowledged.
 */
final class Publisher implements EventConsumer, AutoCloseable {
    private final Producer<String, byte[]> producer;
    private final KafkaConfig config;
    private final Topics topics;
    private final Envelope envelope;
    private final Databases databases;
    private final Interruption stop;

    Publisher(KafkaConfig config, Map<String, String> environment, Envelope envelope, Databases databases, Interruption stop) {
        this.config = config;
        this.topics = new Topics(config.prefix());
        this.envelope = envelope;
        this.databases = databases;
        this.stop = stop;
        var settings = new ClientSettings(config, environment).producer();
        try {
            producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        } catch (KafkaException e) {
            throw KafkaProblems.notMade(config, e);
        }
    }

    @Override
    public void accept(List<StoredEvent> events) {
        var sending = new Sending(producer, config);
        var unpublishable = new LinkedHashMap<StoredEvent, String>();
        var sent = new LinkedHashMap<CloudEvent, StoredEvent>();
        for (var event : events) {
            wrapped(event, unpublishable).ifPresent(cloudEvent -> {
                sent.put(cloudEvent, event);
                sending.send(topics.events(), cloudEvent);
            });
        }
        sending.acknowledged(stop).forEach((event, why) -> unpublishable.put(sent.get(event), why));
        bury(unpublishable);
        publishStates(events);
    }

    private Optional<CloudEvent> wrapped(StoredEvent event, Map<StoredEvent, String> unpublishable) {
        try {
            return Optional.of(envelope.of(event));
        } catch (LedgerException | CloudEventRWException | IllegalStateException e) {
            unpublishable.put(event, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void bury(Map<StoredEvent, String> unpublishable) {
        var sending = new Sending(producer, config);
        unpublishable.forEach((event, why) -> sending.send(topics.dlq(), envelope.unpublishable(event, why)));
        sending.acknowledged(stop).forEach((event, why) -> {
            throw new IllegalStateException("a record of " + event.getId() + " for the dead letters is too large");
        });
    }

    private void publishStates(List<StoredEvent> events) {
        var sending = new Sending(producer, config);
        var ids = events.stream().map(Envelope::subject).collect(Collectors.toSet());
        databases.find(ids).stream().map(StateMessage::new).forEach(state ->
                sending.send(topics.state(), state.isForgotten() ? envelope.noState(state) : envelope.state(state)));
        var tooLarge = sending.acknowledged(stop);
        var buried = new Sending(producer, config);
        tooLarge.forEach((event, why) -> buried.send(topics.dlq(), envelope.unpublishable(event, why)));
        buried.acknowledged(stop);
    }

    /** Returns when the brokers have them. */
    void publish(List<SignedCheckpoint> checkpoints) {
        var sending = new Sending(producer, config);
        for (var signed : checkpoints) {
            var checkpoint = signed.checkpoint();
            sending.send(
                    topics.checkpoints(),
                    envelope.checkpoint(checkpoint.origin(), checkpoint.size(), checkpoint.time(), signed.note()));
        }
        sending.acknowledged(stop);
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
