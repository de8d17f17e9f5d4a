package dev.migrationledger.app.stream.kafka;

import dev.migrationledger.app.config.KafkaConfig;
import dev.migrationledger.core.problem.LedgerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Looks at a cluster before anything is sent: which one it is, and whether its topics are there and keep what they must. */
final class Cluster implements AutoCloseable {
    private final Admin admin;
    private final KafkaConfig config;
    private final Topics topics;

    Cluster(KafkaConfig config, Map<String, String> environment) {
        this.config = config;
        this.topics = new Topics(config.prefix());
        var settings = new ClientSettings(config, environment).admin();
        try {
            admin = Admin.create(settings);
        } catch (KafkaException e) {
            throw KafkaProblems.notMade(config, e);
        }
    }

    /** Given when the cluster was made; another cluster has another. */
    String id() {
        try {
            return get(admin.describeCluster().clusterId(), "connecting");
        } catch (LedgerException e) {
            throw e.problem().code().equals("LDG911")
                    ? KafkaProblems.unanswered(config, e, Speech.of(config.bootstrapServers()))
                    : e;
        }
    }

    /** Creates what is missing, where that is allowed. */
    void requireTopics() {
        var missing = missing();
        if (!missing.isEmpty()) {
            create(missing);
        }
        // Brokers may not know yet what was created a moment ago; it has the policy that it was created with.
        requirePolicies(topics.all().stream().filter(topic -> !missing.contains(topic)).toList());
    }

    private List<String> missing() {
        var missing = new ArrayList<String>();
        admin.describeTopics(topics.all()).topicNameValues().forEach((topic, found) -> {
            try {
                found.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw KafkaProblems.of(config, "looking at topic " + topic, e.getCause());
                }
                missing.add(topic);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        });
        return missing.stream().sorted().toList();
    }

    /** With the numbers of partitions and replicas that the brokers give by themselves. */
    private void create(List<String> missing) {
        var wanted = missing.stream()
                .map(topic -> new NewTopic(topic, Optional.empty(), Optional.empty()).configs(topics.settings(topic)))
                .toList();
        var refused = new HashMap<String, Throwable>();
        admin.createTopics(wanted).values().forEach((topic, created) -> {
            try {
                created.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    refused.put(topic, e.getCause());
                }
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        });
        if (!refused.isEmpty()) {
            var why = refused.values().iterator().next();
            if (why instanceof AuthenticationException) {
                throw KafkaProblems.of(config, "creating topics", why);
            }
            throw KafkaProblems.missing(refused.keySet().stream().sorted().toList(), why.getMessage());
        }
    }

    /** A compacted topic of events keeps the newest of each database only; a state topic that is not forgets quiet ones. */
    private void requirePolicies(List<String> found) {
        var resources = found.stream().map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic)).toList();
        admin.describeConfigs(resources).values().forEach((resource, described) -> {
            try {
                var policy = described.get().get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
                boolean compacted = policy.contains(TopicConfig.CLEANUP_POLICY_COMPACT);
                boolean deleted = policy.contains(TopicConfig.CLEANUP_POLICY_DELETE);
                boolean mustBeCompacted = topics.isCompacted(resource.name());
                if (compacted != mustBeCompacted || mustBeCompacted && deleted) {
                    throw KafkaProblems.wrongPolicy(resource.name(), policy, mustBeCompacted ? "compact" : "delete");
                }
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof AuthorizationException)) {
                    throw KafkaProblems.of(config, "looking at topic " + resource.name(), e.getCause());
                }
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        });
    }

    private <T> T get(KafkaFuture<T> future, String during) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw KafkaProblems.of(config, during, e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private RuntimeException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return KafkaProblems.of(config, "looking at topics", e);
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
