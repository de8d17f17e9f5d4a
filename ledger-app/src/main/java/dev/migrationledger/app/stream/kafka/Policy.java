package dev.migrationledger.app.stream.kafka;

import dev.migrationledger.core.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What a topic throws away.
 *
 * @param cleanup {@code cleanup.policy}: of {@code compact} and {@code delete} one, both or none
 * @param millis  {@code retention.ms}: negative without end
 * @param bytes   {@code retention.bytes} of a partition: negative without end
 */
record Policy(String topic, List<String> cleanup, long millis, long bytes) {
    static Policy of(String topic, Config config) {
        return new Policy(
                topic,
                List.of(config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value().split(",")),
                Long.parseLong(config.get(TopicConfig.RETENTION_MS_CONFIG).value()),
                Long.parseLong(config.get(TopicConfig.RETENTION_BYTES_CONFIG).value()));
    }

    private boolean compacts() {
        return cleanup.contains(TopicConfig.CLEANUP_POLICY_COMPACT);
    }

    private boolean deletes() {
        return cleanup.contains(TopicConfig.CLEANUP_POLICY_DELETE);
    }

    /**
     * A compacted topic of events keeps the newest of each database only; a state topic that deletes forgets quiet ones.
     *
     * @throws dev.migrationledger.core.problem.LedgerException LDG916
     */
    void require(boolean compacted) {
        if (compacts() != compacted || compacted && deletes()) {
            throw KafkaProblems.wrongPolicy(topic, String.join(",", cleanup), compacted ? "compact" : "delete");
        }
    }

    /** That it forgets, which may be wanted. */
    Optional<Problem> forgetting() {
        var limits = new ArrayList<String>();
        if (deletes() && millis >= 0) {
            limits.add("what is older than " + words(Duration.ofMillis(millis)) + " (retention.ms=" + millis + ")");
        }
        if (deletes() && bytes >= 0) {
            limits.add("the oldest of a partition of more than " + bytes + " bytes (retention.bytes)");
        }
        return limits.isEmpty() ? Optional.empty() : Optional.of(KafkaProblems.forgetting(topic, String.join(", and ", limits)));
    }

    private static String words(Duration time) {
        return time.toDays() > 1 ? time.toDays() + " days" : time.toHours() > 1 ? time.toHours() + " hours" : time.toSeconds() + " seconds";
    }
}
