package dev.migrationledger.app.stream.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * An authority of our own in a directory, and what it signed: a broker named {@code localhost} (a name, no address) and a
 * client. Made by the JDK's {@code keytool}; PEM files {@code NAME.pem} (certificate, then its authority's) and {@code NAME.key}.
 */
public final class Certificates {
    private static final String STORE_PASSWORD = "only-between-these-lines";

    private final Path directory;
    private final Path store;

    public Certificates(Path directory) {
        this.directory = directory;
        this.store = directory.resolve("all.p12");
        make("authority", "-ext", "bc:c");
        make("broker", "-signer", "authority", "-ext", "san=dns:localhost");
        make("client", "-signer", "authority");
        // A second authority that signed nothing here.
        make("stranger", "-ext", "bc:c");
    }

    /** {@code authority}, {@code broker}, {@code client} or {@code stranger}. */
    public Path certificate(String name) {
        return directory.resolve(name + ".pem");
    }

    public Path key(String name) {
        return directory.resolve(name + ".key");
    }

    private void make(String name, String... more) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC",
                "-genkeypair", "-alias", name, "-dname", "CN=" + name, "-keyalg", "EC", "-groupname", "secp256r1",
                "-validity", "30", "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", STORE_PASSWORD));
        command.addAll(List.of(more));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
            write(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private void write(String name) throws IOException, GeneralSecurityException {
        var all = KeyStore.getInstance(store.toFile(), STORE_PASSWORD.toCharArray());
        var chain = new StringBuilder();
        for (var certificate : all.getCertificateChain(name)) {
            chain.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        Files.writeString(certificate(name), chain);
        Files.writeString(key(name), pem("PRIVATE KEY", all.getKey(name, STORE_PASSWORD.toCharArray()).getEncoded()));
    }

    private static String pem(String type, byte[] bytes) {
        var text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes);
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(type, text);
    }
}
