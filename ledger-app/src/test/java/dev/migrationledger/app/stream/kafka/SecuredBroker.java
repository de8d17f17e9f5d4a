package dev.migrationledger.app.stream.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/** One broker that listens three times: in clear, over TLS with SCRAM-SHA-512, and over TLS to those with a certificate. */
public final class SecuredBroker implements AutoCloseable {
    private final Broker broker;

    public SecuredBroker(Certificates certificates, String user, String password) throws IOException {
        broker = new Broker(Map.ofEntries(
                Map.entry("listeners", "EXTERNAL://localhost:0,LOGIN://localhost:0,MUTUAL://localhost:0,CONTROLLER://localhost:0"),
                Map.entry("listener.security.protocol.map", "EXTERNAL:PLAINTEXT,LOGIN:SASL_SSL,MUTUAL:SSL,CONTROLLER:PLAINTEXT"),
                Map.entry("listener.name.login.sasl.enabled.mechanisms", "SCRAM-SHA-512"),
                Map.entry(
                        "listener.name.login.scram-sha-512.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required;"),
                Map.entry("listener.name.mutual.ssl.client.auth", "required"),
                Map.entry("ssl.keystore.type", "PEM"),
                Map.entry("ssl.keystore.certificate.chain", Files.readString(certificates.certificate("broker"))),
                Map.entry("ssl.keystore.key", Files.readString(certificates.key("broker"))),
                Map.entry("ssl.truststore.type", "PEM"),
                Map.entry("ssl.truststore.certificates", Files.readString(certificates.certificate("authority")))));
        try (var admin = broker.admin()) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4_096), password)))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            broker.close();
            throw new AssertionError(e);
        }
    }

    /** In clear. */
    public Broker open() {
        return broker;
    }

    /** Where TLS and a login are demanded. */
    public int loginPort() {
        return broker.port("LOGIN");
    }

    /** Where TLS and a certificate are demanded. */
    public int mutualPort() {
        return broker.port("MUTUAL");
    }

    @Override
    public void close() {
        broker.close();
    }
}
