package dev.migrationledger.app.stream.kafka;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;

/** What can go wrong with Kafka: codes LDG911 to LDG916. The ledger's own work goes on; the events wait in its log. */
final class KafkaProblems {
    private KafkaProblems() {}

    static LedgerException of(List<String> servers, String during, Throwable failure) {
        var where = String.join(", ", servers);
        return new LedgerException(switch (failure) {
            case AuthenticationException e -> new Problem(
                    "LDG912",
                    Exit.FAILED,
                    "Kafka at " + where + " does not let us in while " + during + ": " + words(e),
                    "correct `security` and `password` of `stream.kafka`; the events wait in the log");
            case AuthorizationException e -> new Problem(
                    "LDG913",
                    Exit.FAILED,
                    "Kafka at " + where + " does not allow " + during + ": " + words(e),
                    "give this user Describe and Write on the topics, and IdempotentWrite; the events wait in the log");
            case TimeoutException e -> unreachable(where, during, words(e));
            case RetriableException e -> unreachable(where, during, words(e));
            default -> unreachable(where, during, failure.getClass().getSimpleName() + ": " + words(failure));
        });
    }

    /** A client that could not even be made: a name that nobody resolves, or settings that it cannot use. */
    static LedgerException notMade(List<String> servers, Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        boolean unresolved = cause instanceof ConfigException && words(cause).contains("bootstrap");
        return new LedgerException(
                unresolved ? unreachable(String.join(", ", servers), "connecting", words(cause)) : unusable(words(cause)));
    }

    static LedgerException silent(List<String> servers, String during) {
        return new LedgerException(unreachable(String.join(", ", servers), during, "nothing was acknowledged in time"));
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
                "create them; the one whose name ends with `state` with cleanup.policy=compact"));
    }

    static LedgerException wrongPolicy(String topic, String policy, String needed) {
        return new LedgerException(new Problem(
                "LDG916",
                Exit.CONFIGURATION,
                "topic " + topic + " has cleanup.policy=" + policy + ", which would lose "
                        + (needed.equals("compact") ? "states that do not change" : "events"),
                "set its cleanup.policy=" + needed));
    }

    /** The client's own, which never hold settings' values that are passwords. */
    private static String words(Throwable failure) {
        return Optional.ofNullable(failure.getMessage()).map(text -> text.lines().findFirst().orElse("")).orElse("no reason given");
    }
}
