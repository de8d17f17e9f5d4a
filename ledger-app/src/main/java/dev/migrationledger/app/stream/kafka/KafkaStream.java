package dev.migrationledger.app.stream.kafka;

import dev.migrationledger.app.audit.AuditDirectory;
import dev.migrationledger.app.config.KafkaConfig;
import dev.migrationledger.app.execution.Interruption;
import dev.migrationledger.app.projection.Databases;
import dev.migrationledger.app.stream.Envelope;
import dev.migrationledger.app.stream.Follower;
import dev.migrationledger.app.stream.SavedPosition;
import dev.migrationledger.app.stream.Subscriptions;
import dev.migrationledger.app.stream.Subscriptions.Start;
import dev.migrationledger.core.problem.Problem;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The whole log in Kafka, kept up with. How far it came is saved for each cluster and prefix: another cluster is
 * published to from the first event, the same one under another address is not.
 */
public final class KafkaStream implements AutoCloseable {
    private final KafkaConfig config;
    private final Map<String, String> environment;
    private final Subscriptions subscriptions;
    private final Envelope envelope;
    private final Databases databases;
    private final AuditDirectory audit;
    private final Interruption stop;
    private final Consumer<Problem> warnings;
    private final Set<Problem> warned = new HashSet<>();
    private volatile @Nullable Connection connection;

    /**
     * @param environment of the process, for secrets
     * @param stop        ends what waits for Kafka
     * @param warnings    hears once of what does not hinder publishing: LDG972, LDG973
     */
    public KafkaStream(
            KafkaConfig config,
            Map<String, String> environment,
            Subscriptions subscriptions,
            Envelope envelope,
            Databases databases,
            AuditDirectory audit,
            Interruption stop,
            Consumer<Problem> warnings) {
        this.config = config;
        this.environment = environment;
        this.subscriptions = subscriptions;
        this.envelope = envelope;
        this.databases = databases;
        this.audit = audit;
        this.stop = stop;
        this.warnings = warnings;
    }

    private record Connection(Publisher publisher, Follower events, SavedPosition checkpoints) {}

    /**
     * Publishes all that was committed before the call, and the checkpoints over it. Not for several threads.
     *
     * @return events that were acknowledged; empty when another process is publishing
     * @throws dev.migrationledger.core.problem.LedgerException LDG911 to LDG916, LDG970, LDG971; what was acknowledged
     *     stays so, and the next call connects anew
     */
    public OptionalLong catchUp() {
        try {
            var current = connection == null ? connect() : connection;
            connection = current;
            var published = current.events().catchUp(current.publisher(), stop);
            publishCheckpoints(current);
            return published;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** How the names of subscriptions to these topics begin; the id of the cluster follows. */
    public static String subscription(KafkaConfig config) {
        return "kafka/" + config.prefix() + "@";
    }

    private Connection connect() {
        try (var cluster = new Cluster(config, environment)) {
            var id = cluster.id();
            cluster.requireTopics().stream().filter(warned::add).forEach(warnings);
            var events = subscriptions.follower(subscription(config) + id, Start.FIRST_EVENT);
            var checkpoints = subscriptions.position("kafka-checkpoints/" + config.prefix() + "@" + id);
            return new Connection(new Publisher(config, environment, envelope, databases, stop), events, checkpoints);
        }
    }

    /** Only over events that are published: whoever verifies one can have them all. */
    private void publishCheckpoints(Connection current) {
        long published = current.events().position();
        long from = current.checkpoints().get();
        var due = audit.checkpointsAfter(from).stream()
                .filter(signed -> signed.checkpoint().size() <= published)
                .toList();
        if (!due.isEmpty()) {
            current.publisher().publish(due);
            current.checkpoints().move(from, due.getLast().checkpoint().size());
        }
    }

    /** What is not acknowledged yet is given up; it will be published by whoever publishes next. */
    @Override
    public void close() {
        var current = connection;
        connection = null;
        if (current != null) {
            current.publisher().close();
        }
    }
}
