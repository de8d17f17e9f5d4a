package dev.migrationledger.app.stream.kafka;

import dev.migrationledger.app.config.KafkaConfig;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** A real broker with its controller (KRaft) in this process, on a port of its own; gone when closed. */
public final class Broker implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private final EmbeddedKafkaKraftBroker broker;

    public Broker() {
        this(Map.of());
    }

    /** @param properties of the broker, beside the usual ones */
    Broker(Map<String, String> properties) {
        broker = new EmbeddedKafkaKraftBroker(1, 3);
        broker.brokerProperties(properties);
        broker.brokerProperties(Map.of(
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "offsets.topic.replication.factor", "1",
                "group.initial.rebalance.delay.ms", "0",
                "auto.create.topics.enable", "false",
                "num.partitions", "3"));
        broker.afterPropertiesSet();
    }

    public String address() {
        return broker.getBrokersAsString();
    }

    /** Of one of its listeners. */
    int port(String listener) {
        return broker.getCluster().brokers().get(0).boundPort(ListenerName.normalised(listener));
    }

    /** Topics that no other test knows. */
    public KafkaConfig newTopics() {
        return config("test" + NUMBER.incrementAndGet() + ".");
    }

    KafkaConfig config(String prefix) {
        return new KafkaConfig(List.of(address()), prefix, Optional.empty(), Optional.empty());
    }

    Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", address()));
    }

    /** All that is in a topic now, as the CloudEvents library reads it; in order within a partition. */
    public List<ConsumerRecord<String, CloudEvent>> read(String topic) {
        return read(topic, new CloudEventDeserializer());
    }

    /** Values as they are on the wire, in order, keyed by key; null for a tombstone. */
    Map<String, List<byte[]>> bytes(String topic) {
        return read(topic, new ByteArrayDeserializer()).stream()
                .collect(Collectors.groupingBy(
                        ConsumerRecord::key, Collectors.mapping(ConsumerRecord::value, Collectors.toList())));
    }

    private <T> List<ConsumerRecord<String, T>> read(String topic, Deserializer<T> values) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", address(), "isolation.level", "read_uncommitted"),
                new StringDeserializer(),
                values)) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<String, T>>();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
            }
            return records;
        }
    }

    @Override
    public void close() {
        broker.destroy();
    }
}
