package dev.migrationledger.app.config;

import dev.migrationledger.core.problem.Shown;
import dev.migrationledger.app.config.KafkaConfig.ClientCertificate;
import dev.migrationledger.app.config.KafkaConfig.Login;
import dev.migrationledger.app.config.KafkaConfig.Mechanism;
import dev.migrationledger.app.config.KafkaConfig.Tls;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads {@code stream}. */
final class StreamFields {
    private static final List<String> KEYS = List.of("source", "kafka");
    private static final List<String> KAFKA_KEYS = List.of("bootstrap-servers", "prefix", "security", "password");
    private static final List<String> SECURITY_KEYS =
            List.of("protocol", "mechanism", "user", "ca", "certificate", "key");
    private static final List<String> PROTOCOLS = List.of("plaintext", "ssl", "sasl-plaintext", "sasl-ssl");

    /** Kafka's rule for names of topics, with room for ours behind it. */
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]{1,200}");

    private static final Pattern SERVER = Pattern.compile("(.+):([0-9]{1,5})");
    private static final int LARGEST_PORT = 65_535;

    private final References references;

    StreamFields(References references) {
        this.references = references;
    }

    StreamConfig read(Section section) {
        section.allowOnly(KEYS);
        return new StreamConfig(
                section.text("source").flatMap(text -> source(section, text)).orElse(StreamConfig.NONE.source()),
                section.section("kafka").flatMap(this::kafka));
    }

    private static Optional<URI> source(Section section, String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException _) {
            section.problems()
                    .add("LDG953", section.place("source"), "`source` of " + section.where() + " is no URI",
                            "write an address of this ledger, such as https://ledger.example.org");
            return Optional.empty();
        }
    }

    private Optional<KafkaConfig> kafka(Section unnamed) {
        var section = unnamed.named("kafka");
        section.allowOnly(KAFKA_KEYS);
        section.required("bootstrap-servers");
        var servers = section.textItems("bootstrap-servers").stream().filter(text -> isServer(section, text)).toList();
        var prefix = section.text("prefix").filter(text -> isPrefix(section, text));
        var security = section.section("security").map(fields -> fields.named("kafka's security"));
        security.ifPresent(fields -> fields.allowOnly(SECURITY_KEYS));
        var protocol = security.flatMap(fields -> fields.word("protocol", PROTOCOLS)).orElse(PROTOCOLS.getFirst());
        var login = login(section, security, protocol.startsWith("sasl"));
        var tls = security.flatMap(fields -> tls(fields, protocol.endsWith("ssl")));
        return servers.isEmpty()
                ? Optional.empty()
                : Optional.of(new KafkaConfig(servers, prefix.orElse(KafkaConfig.DEFAULT_PREFIX), login, tls));
    }

    private static boolean isServer(Section section, String text) {
        var server = SERVER.matcher(text);
        if (server.matches()
                && Names.isHost(server.group(1).replaceAll("^\\[(.*)]$", "$1"))
                && Integer.parseInt(server.group(2)) <= LARGEST_PORT) {
            return true;
        }
        section.problems()
                .add("LDG950", section.place("bootstrap-servers"),
                        "`" + Shown.of(text) + "` in `bootstrap-servers` of " + section.where() + " is not host:port",
                        "write each as `host:9092`");
        return false;
    }

    private static boolean isPrefix(Section section, String text) {
        if (PREFIX.matcher(text).matches()) {
            return true;
        }
        section.problems()
                .add("LDG951", section.place("prefix"),
                        "`prefix` of " + section.where() + " cannot begin the name of a topic",
                        "letters, digits, `.`, `_` and `-`, at most 200");
        return false;
    }

    private Optional<Login> login(Section kafka, Optional<Section> security, boolean sasl) {
        var password = references.secret(kafka, "password");
        var mechanism = security.flatMap(fields -> fields.word(
                        "mechanism", Stream.of(Mechanism.values()).map(Mechanism::label).toList()))
                .flatMap(word -> Arrays.stream(Mechanism.values()).filter(m -> m.label().equals(word)).findFirst())
                .orElse(Mechanism.SCRAM_SHA_512);
        var user = security.flatMap(fields -> fields.text("user"));
        boolean given = kafka.has("password") || security.filter(s -> s.has("user") || s.has("mechanism")).isPresent();
        boolean whole = user.isPresent() && kafka.has("password");
        if (sasl && !whole || !sasl && given) {
            kafka.problems()
                    .add("LDG952", kafka.node(),
                            sasl
                                    ? "the protocol of kafka's security logs in, and `user` in `security` or `password` of kafka is missing"
                                    : "kafka has a login, and the protocol of its security does not log in",
                            sasl ? "add both" : "write `protocol: sasl-ssl` in `security`, or remove user, mechanism and password");
        }
        return sasl ? user.flatMap(name -> password.map(secret -> new Login(mechanism, name, secret))) : Optional.empty();
    }

    private Optional<Tls> tls(Section security, boolean ssl) {
        var ca = references.path(security, "ca");
        var chain = references.path(security, "certificate");
        var key = references.path(security, "key");
        if (security.has("certificate") != security.has("key")) {
            security.problems()
                    .add("LDG954", security.node(), "`certificate` and `key` of kafka's security belong together", "add the other one");
        }
        if (!ssl && Stream.of("ca", "certificate", "key").anyMatch(security::has)) {
            security.problems()
                    .add("LDG955", security.node(), "kafka's security names certificates, and its protocol uses none",
                            "write `protocol: ssl` or `sasl-ssl`");
        }
        return ssl
                ? Optional.of(new Tls(ca, chain.flatMap(c -> key.map(k -> new ClientCertificate(c, k)))))
                : Optional.empty();
    }
}
