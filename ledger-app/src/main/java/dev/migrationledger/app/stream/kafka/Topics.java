package dev.migrationledger.app.stream.kafka;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** Names of the topics of one ledger. */
record Topics(String prefix) {
    private static final String FOR_EVER = "-1";

    /** Every event, key = database id. */
    String events() {
        return prefix + "events";
    }

    /** Compacted: the newest state of each database, key = database id. */
    String state() {
        return prefix + "state";
    }

    /** Signed notes, key = name of the signing key. */
    String checkpoints() {
        return prefix + "checkpoints";
    }

    /** What could not be published, and why. */
    String dlq() {
        return prefix + "dlq";
    }

    List<String> all() {
        return List.of(events(), state(), checkpoints(), dlq());
    }

    boolean isCompacted(String topic) {
        return topic.equals(state());
    }

    /** Of one that is made here: nothing in it goes by age or size, which brokers else let it do after seven days. */
    Map<String, String> settings(String topic) {
        return isCompacted(topic)
                ? Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)
                : Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG, FOR_EVER,
                        TopicConfig.RETENTION_BYTES_CONFIG, FOR_EVER);
    }
}
