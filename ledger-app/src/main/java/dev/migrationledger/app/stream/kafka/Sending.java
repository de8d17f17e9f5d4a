package dev.migrationledger.app.stream.kafka;

import dev.migrationledger.app.config.KafkaConfig;
import dev.migrationledger.app.execution.Interruption;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Some records that are sent together and acknowledged together. The first that fails closes the producer at once, so
 * that none which was sent after it can arrive without it.
 */
final class Sending {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_MILLIS = 100;

    private final Producer<String, byte[]> producer;
    private final KafkaConfig config;
    private final Map<CloudEvent, Future<?>> sent = new LinkedHashMap<>();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    Sending(Producer<String, byte[]> producer, KafkaConfig config) {
        this.producer = producer;
        this.config = config;
    }

    /**
     * The record's own timestamp is that of the sending: retention counts from it, and would delete history that is published
     * late at once.
     *
     * @param event with a {@code partitionkey}, which becomes the record's key
     */
    void send(String topic, CloudEvent event) {
        ProducerRecord<String, byte[]> record =
                KafkaMessageFactory.createWriter(topic, key(event)).writeBinary(event);
        try {
            sent.put(event, producer.send(record, (_, e) -> {
                if (e != null && !(e instanceof RecordTooLargeException) && failure.compareAndSet(null, e)) {
                    producer.close(Duration.ZERO);
                }
            }));
        } catch (IllegalStateException e) {
            throw failed(e);
        }
    }

    private static String key(CloudEvent event) {
        return String.valueOf(event.getExtension("partitionkey"));
    }

    /**
     * Waits until the brokers have all of them.
     *
     * @return those that are too large for the brokers, and what these said; the others are acknowledged
     */
    Map<CloudEvent, String> acknowledged(Interruption stop) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        var tooLarge = new LinkedHashMap<CloudEvent, String>();
        for (var each : new ArrayList<>(sent.entrySet())) {
            while (!isDone(each.getValue(), each.getKey(), tooLarge)) {
                if (stop.requested() || System.nanoTime() > deadline) {
                    producer.close(Duration.ZERO);
                    throw KafkaProblems.silent(config, "publishing");
                }
            }
        }
        return tooLarge;
    }

    private boolean isDone(Future<?> future, CloudEvent event, Map<CloudEvent, String> tooLarge) {
        try {
            future.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException large) {
                tooLarge.put(event, String.valueOf(large.getMessage()));
                return true;
            }
            throw failed(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(e);
        }
    }

    private RuntimeException failed(Throwable otherwise) {
        var first = failure.get();
        return KafkaProblems.of(config, "publishing", first == null ? otherwise : first);
    }
}
