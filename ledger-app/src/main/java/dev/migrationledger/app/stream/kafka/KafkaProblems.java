package dev.migrationledger.app.stream.kafka;

import dev.migrationledger.app.config.KafkaConfig;
import dev.migrationledger.app.config.KafkaConfig.Tls;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;

/** What can go wrong with Kafka: codes LDG911 to LDG916, LDG970 to LDG973. The ledger's own work goes on; the events wait in its log. */
final class KafkaProblems {
    private KafkaProblems() {}

    static LedgerException of(KafkaConfig config, String during, Throwable failure) {
        var where = where(config);
        return new LedgerException(switch (failure) {
            case AuthenticationException e -> certificate(e)
                    .map(why -> unproven(config, during, why))
                    .orElseGet(() -> notLetIn(config, during, innermost(e)));
            case AuthorizationException e -> new Problem(
                    "LDG913",
                    Exit.FAILED,
                    "Kafka at " + where + " does not allow " + during + ": " + words(e),
                    "give this user Describe, DescribeConfigs and Write on the topics, and IdempotentWrite; the events wait in the log");
            case TimeoutException e -> unreachable(where, during, words(e));
            case RetriableException e -> unreachable(where, during, words(e));
            default -> unreachable(where, during, failure.getClass().getSimpleName() + ": " + words(failure));
        });
    }

    private static String where(KafkaConfig config) {
        return String.join(", ", config.bootstrapServers());
    }

    /** Why the broker's certificate was not believed. */
    private static Optional<String> certificate(Throwable failure) {
        return causes(failure)
                .filter(CertificateException.class::isInstance)
                .map(cause -> words(cause).replaceAll("[\\w.]+Exception: ", ""))
                .findFirst();
    }

    private static String innermost(Throwable failure) {
        return words(causes(failure).reduce(failure, (_, cause) -> cause));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    private static Problem unproven(KafkaConfig config, String during, String why) {
        var authority = config.tls().flatMap(Tls::ca).map(ca -> "what " + ca + " signed").orElse("whom Java trusts");
        return new Problem(
                "LDG970",
                Exit.FAILED,
                "Kafka at " + where(config) + " does not prove who it is while " + during + ", believing " + authority + ": " + why,
                "nothing was sent, and the events wait in the log; give `ca` the authority of the brokers' certificates, and"
                        + " `bootstrap-servers` a name that is in them");
    }

    private static Problem notLetIn(KafkaConfig config, String during, String why) {
        var who = config.login().map(login -> "user " + login.user())
                .or(() -> config.tls().flatMap(Tls::client).map(client -> "the certificate " + client.chain()))
                .orElse("us without user and certificate");
        return new Problem(
                "LDG912",
                Exit.FAILED,
                "Kafka at " + where(config) + " does not let in " + who + " while " + during + ": " + why,
                "correct `security` and `password` of `stream.kafka`; the events wait in the log");
    }

    /** Nobody answered what we speak. @param speech what is spoken there */
    static LedgerException unanswered(KafkaConfig config, LedgerException failure, Speech speech) {
        boolean ours = config.tls().isPresent();
        return switch (speech) {
            case TLS -> ours
                    ? unanswered(failure)
                    : wrongProtocol(config, "speaks TLS, and `security` does not", ", or write `protocol: ssl` or `sasl-ssl`");
            case NO_TLS -> ours ? wrongProtocol(config, "does not speak TLS, and `security` wants it", "") : unanswered(failure);
            case HANGS_UP -> ours
                    ? wrongProtocol(config, "hung up on TLS: it speaks none, or no broker is behind it", ", and see that a broker lives there")
                    : unanswered(failure);
            case NOTHING -> failure;
        };
    }

    /** Never that TLS be given up: somebody in between who only hangs up would be told the password in clear. */
    private static LedgerException wrongProtocol(KafkaConfig config, String what, String or) {
        return new LedgerException(new Problem(
                "LDG971",
                Exit.FAILED,
                "what listens at " + where(config) + " " + what,
                "take the port for this protocol" + or + "; the events wait in the log"));
    }

    /** Brokers hang up on who does not log in where that is demanded, without a word. */
    private static LedgerException unanswered(LedgerException failure) {
        var problem = failure.problem();
        return new LedgerException(new Problem(
                problem.code(),
                problem.exit(),
                problem.message() + "; connections are taken",
                "is it Kafka, and is a login demanded there? give `protocol`, `user` and `password`; the events wait in the log"));
    }

    /** A client that could not even be made: a name that nobody resolves, or settings that it cannot use. */
    static LedgerException notMade(KafkaConfig config, Throwable failure) {
        var cause = causes(failure).reduce(failure, (_, deeper) -> deeper);
        boolean unresolved = cause instanceof ConfigException && words(cause).contains("bootstrap");
        return new LedgerException(
                unresolved ? unreachable(where(config), "connecting", words(cause)) : unusable(words(cause)));
    }

    static LedgerException silent(KafkaConfig config, String during) {
        return new LedgerException(unreachable(where(config), during, "nothing was acknowledged in time"));
    }

    private static Problem unreachable(String where, String during, String why) {
        return new Problem(
                "LDG911",
                Exit.FAILED,
                "Kafka at " + where + " does not answer while " + during + ": " + why,
                "the events wait in the log and are published when it does");
    }

    static Problem unusable(String why) {
        return new Problem(
                "LDG914",
                Exit.CONFIGURATION,
                "Kafka's client cannot use the configuration: " + why,
                "correct `security` of `stream.kafka`; certificates and keys are files in PEM");
    }

    static LedgerException missing(List<String> topics, String why) {
        return new LedgerException(new Problem(
                "LDG915",
                Exit.CONFIGURATION,
                "Kafka lacks topics, and they could not be created: " + String.join(", ", topics) + " (" + why + ")",
                "create them; the one whose name ends with `state` with cleanup.policy=compact, the others with retention.ms=-1"));
    }

    static LedgerException wrongPolicy(String topic, String policy, String needed) {
        return new LedgerException(new Problem(
                "LDG916",
                Exit.CONFIGURATION,
                "topic " + topic + " has cleanup.policy=" + policy + ", which would lose "
                        + (needed.equals("compact") ? "states that do not change" : "events"),
                "set its cleanup.policy=" + needed));
    }

    static Problem forgetting(String topic, String what) {
        return new Problem(
                "LDG972",
                Exit.OK,
                "topic " + topic + " deletes " + what + ": whoever has not read it by then never gets it from Kafka",
                "set its retention.ms=-1 and retention.bytes=-1, unless that is wanted; the ledger's own log keeps every event");
    }

    static Problem unreadPolicies(List<String> topics) {
        return new Problem(
                "LDG973",
                Exit.OK,
                "whether Kafka keeps what it must cannot be seen: it does not let this user read the settings of "
                        + String.join(", ", topics),
                "give it DescribeConfigs on the topics");
    }

    /** The client's own, which never hold settings' values that are passwords. */
    private static String words(Throwable failure) {
        return Optional.ofNullable(failure.getMessage()).map(text -> text.lines().findFirst().orElse(""))
                .filter(text -> !text.isBlank())
                .orElseGet(() -> failure.getClass().getSimpleName());
    }
}
