import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Tells what a person should know, each event once. Run it with Kafka's client beside it:
 *
 * <pre>java -cp 'kafka-clients-4.2.1.jar:slf4j-api-2.0.17.jar' Consumer.java broker:9092 ledger.events seen-ids my-group</pre>
 *
 * The ledger promises that each event arrives at least once, those of one database in order, and again only with the same
 * id. So ids that were dealt with are kept, and the group's offset moves after that.
 */
public class Consumer {
    private static final Set<String> WORTH_TELLING = Set.of(
            "database.revision-failed.v1",
            "database.revision-blocked.v1",
            "database.outcome-unknown.v1",
            "database.refused.v1",
            "database.seed-failed.v1",
            "database.ledger-behind.v1",
            "database.found-behind.v1",
            "database.claim-corrected.v1");

    public static void main(String[] args) throws IOException {
        var seenFile = Path.of(args[2]);
        var seen = new HashSet<String>(Files.exists(seenFile) ? Files.readAllLines(seenFile) : List.of());
        var settings = Map.<String, Object>of(
                "bootstrap.servers", args[0],
                "group.id", args[3],
                "auto.offset.reset", "earliest",
                "enable.auto.commit", "false");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(args[1]));
            while (true) {
                for (var record : consumer.poll(Duration.ofSeconds(1))) {
                    if (!seen.contains(header(record, "ce_id"))) {
                        handle(record);
                        // A crash before this line tells the event again: make your own effect idempotent by the id.
                        Files.writeString(seenFile, header(record, "ce_id") + "\n",
                                StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                        seen.add(header(record, "ce_id"));
                    }
                }
                consumer.commitSync();
            }
        }
    }

    private static void handle(ConsumerRecord<String, String> record) {
        var type = header(record, "ce_type");
        boolean drifted = type.equals("database.detected.v1") && record.value().contains("\"verdict\":\"DRIFTED\"");
        if (drifted || WORTH_TELLING.contains(type)) {
            System.out.println(header(record, "ce_time") + " " + record.key() + ": " + (drifted ? "drift" : type)
                    + " by " + header(record, "ce_actor") + " " + record.value());
        }
    }

    /** CloudEvents in binary mode: attributes are headers, the value is the event itself. */
    private static String header(ConsumerRecord<String, String> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
