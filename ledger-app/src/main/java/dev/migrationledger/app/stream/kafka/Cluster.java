package dev.migrationledger.app.stream.kafka;

import dev.migrationledger.app.config.KafkaConfig;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
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
        this(config, admin(config, new ClientSettings(config, environment).admin()));
    }

    /** @param admin is closed with this */
    Cluster(KafkaConfig config, Admin admin) {
        this.config = config;
        this.topics = new Topics(config.prefix());
        this.admin = admin;
    }

    private static Admin admin(KafkaConfig config, Map<String, Object> settings) {
        try {
            return Admin.create(settings);
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

    /**
     * Creates what is missing, where that is allowed.
     *
     * @return what an operator should know of the topics that were there (LDG972, LDG973); none of it hinders publishing
     */
    List<Problem> requireTopics() {
        var missing = missing();
        var created = missing.isEmpty() ? Set.<String>of() : create(missing);
        // Brokers may not know yet what was created a moment ago; it has the policy that it was created with.
        return requirePolicies(topics.all().stream().filter(topic -> !created.contains(topic)).toList());
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

    /** With the numbers of partitions and replicas that the brokers give by themselves. @return without what others created meanwhile */
    private Set<String> create(List<String> missing) {
        var wanted = missing.stream()
                .map(topic -> new NewTopic(topic, Optional.empty(), Optional.empty()).configs(topics.settings(topic)))
                .toList();
        var created = new HashSet<String>();
        var refused = new HashMap<String, Throwable>();
        admin.createTopics(wanted).values().forEach((topic, creation) -> {
            try {
                creation.get();
                created.add(topic);
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
        return created;
    }

    private List<Problem> requirePolicies(List<String> found) {
        var resources = found.stream().map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic)).toList();
        var described = admin.describeConfigs(resources).values();
        var warnings = new ArrayList<Problem>();
        var unread = new ArrayList<String>();
        for (var resource : resources) {
            try {
                var policy = Policy.of(resource.name(), described.get(resource).get());
                policy.require(topics.isCompacted(resource.name()));
                policy.forgetting().ifPresent(warnings::add);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof AuthorizationException)) {
                    throw KafkaProblems.of(config, "looking at topic " + resource.name(), e.getCause());
                }
                unread.add(resource.name());
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
        if (!unread.isEmpty()) {
            warnings.add(KafkaProblems.unreadPolicies(unread));
        }
        return warnings;
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
