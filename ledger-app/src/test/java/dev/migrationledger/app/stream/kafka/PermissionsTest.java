package dev.migrationledger.app.stream.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.app.config.KafkaConfig;
import dev.migrationledger.app.config.KafkaConfig.Login;
import dev.migrationledger.app.config.KafkaConfig.Mechanism;
import dev.migrationledger.app.config.Secret;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A broker that allows what is said to be needed, to topics that an operator created. */
@Timeout(120)
class PermissionsTest {
    private static final String MODULE = "org.apache.kafka.common.security.plain.PlainLoginModule required username=";

    @Test
    void aPolicyThatMayNotBeReadIsSaidAndOneThatMayIsJudged() throws Exception {
        try (var broker = new Broker(Map.of(
                        "listener.security.protocol.map", "EXTERNAL:SASL_PLAINTEXT,BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT",
                        "sasl.enabled.mechanisms", "PLAIN",
                        "sasl.mechanism.inter.broker.protocol", "PLAIN",
                        "listener.name.external.plain.sasl.jaas.config",
                                MODULE + "broker password=x user_broker=x user_ledger=y;",
                        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                        "super.users", "User:ANONYMOUS;User:broker"));
                var operator = Admin.create(Map.of(
                        "bootstrap.servers", broker.address(),
                        "security.protocol", "SASL_PLAINTEXT",
                        "sasl.mechanism", "PLAIN",
                        "sasl.jaas.config", MODULE + "broker password=x;"))) {
            operator.createTopics(List.of(
                            topic("events", "compact"), topic("state", "compact"), topic("checkpoints", "delete"), topic("dlq", "delete")))
                    .all()
                    .get();
            allow(operator, ResourceType.TOPIC, "x.", PatternType.PREFIXED, AclOperation.DESCRIBE, AclOperation.WRITE);
            allow(operator, ResourceType.CLUSTER, "kafka-cluster", PatternType.LITERAL, AclOperation.IDEMPOTENT_WRITE);
            assertThat(required(broker)).singleElement().satisfies(unread -> {
                assertThat(unread.code()).isEqualTo("LDG973");
                assertThat(unread.message()).contains("x.events, x.state, x.checkpoints, x.dlq");
            });

            allow(operator, ResourceType.TOPIC, "x.", PatternType.PREFIXED, AclOperation.DESCRIBE_CONFIGS);
            assertThatThrownBy(() -> required(broker)).isInstanceOfSatisfying(LedgerException.class, e -> {
                assertThat(e.problem().code()).isEqualTo("LDG916");
                assertThat(e.problem().message()).contains("x.events");
            });
        }
    }

    private static NewTopic topic(String name, String policy) {
        return new NewTopic("x." + name, 1, (short) 1)
                .configs(Map.of("cleanup.policy", policy, "retention.ms", "-1"));
    }

    private static void allow(Admin operator, ResourceType type, String name, PatternType pattern, AclOperation... operations)
            throws InterruptedException, ExecutionException {
        operator.createAcls(Arrays.stream(operations)
                        .map(operation -> new AclBinding(
                                new ResourcePattern(type, name, pattern),
                                new AccessControlEntry("User:ledger", "*", operation, AclPermissionType.ALLOW)))
                        .toList())
                .all()
                .get();
    }

    private static List<Problem> required(Broker broker) {
        var config = new KafkaConfig(
                List.of(broker.address()),
                "x.",
                Optional.of(new Login(Mechanism.PLAIN, "ledger", new Secret.Env("KAFKA_PASSWORD"))),
                Optional.empty());
        try (var cluster = new Cluster(config, Map.of("KAFKA_PASSWORD", "y"))) {
            return cluster.requireTopics();
        }
    }
}
