package dev.migrationledger.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrationledger.core.catalog.Policy;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.target.TargetAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationReaderTest {
    @TempDir
    Path directory;

    @Test
    void readsEveryField() {
        var read = ConfigurationReader.read(Example.in(directory, Example.TEXT));

        assertThat(read.baseDirectory()).isEqualTo(directory.toAbsolutePath());
        assertThat(read.catalogs().keySet()).containsExactly("shop", "tenants");
        var shop = read.catalogs().get("shop");
        assertThat(shop.scratch()).isEqualTo(new Scratch.Embedded());
        assertThat(shop.probes())
                .isEqualTo(Map.of("c64001afbd46", "select count(*) >= 5 from personality_traits"));
        assertThat(shop.policy()).isEqualTo(new Policy(Policy.Equivalent.EARLIEST, Policy.WrongClaim.REFUSE));
        assertThat(shop.sources())
                .containsExactly(
                        new SourceConfig("alembic", SourceFormat.ALEMBIC, directory.resolve("migrations"),
                                Optional.empty(), false, Optional.empty(), List.of("alembic", "-x", "a=b"),
                                Map.of("DATABASE_URL", "{{url}}", "PORT", "5432"), 6),
                        new SourceConfig("init", SourceFormat.SNAPSHOT, directory.resolve("dump.sql"),
                                Optional.of("0012"), false, Optional.empty(), List.of(), Map.of(), 11),
                        new SourceConfig("seed", SourceFormat.SEED, directory.resolve("seed.sql"),
                                Optional.empty(), true, Optional.of("c64001afbd46"), List.of(), Map.of(), 15));
        assertThat(read.databases())
                .containsExactly(
                        new DatabaseConfig("shop-prod-eu", "shop", "prod",
                                new TreeMap<>(Map.of("region", "eu", "tenant", "acme")),
                                new ConnectionConfig(Engine.POSTGRESQL, "db1", 5433, "shop", "ledger",
                                        Optional.of(new Secret.Env("SHOP_PROD_PASSWORD")), Optional.empty(),
                                        new TreeMap<>(Map.of("sslmode", "verify-full", "sslrootcert",
                                                directory.resolve("ca.pem").toString()))),
                                28),
                        new DatabaseConfig("shop-dev", "shop", "",
                                new TreeMap<>(Map.of("region", "us", "tenant", "acme")),
                                new ConnectionConfig(Engine.MYSQL, "localhost", 3306, "shop", "ledger",
                                        Optional.of(new Secret.Literal(Example.SECRET)), Optional.empty(),
                                        new TreeMap<>()),
                                39),
                        new DatabaseConfig("local", "tenants", "", new TreeMap<>(),
                                new ConnectionConfig(Engine.SQLITE, "", 0, "", "", Optional.empty(),
                                        Optional.of(directory.resolve("data/app.db")), new TreeMap<>()),
                                47));
        assertThat(read.catalogs().get("tenants").scratch())
                .isEqualTo(new Scratch.Server(new ConnectionConfig(Engine.POSTGRESQL, "::1", 5432, "postgres", "ci",
                        Optional.of(new Secret.FileRef(directory.resolve("ci.pw"))), Optional.empty(),
                        new TreeMap<>())));
    }

    @Test
    void readsWhereEventsAreToldTo() {
        var read = ConfigurationReader.read(Example.in(directory, Example.TEXT)).stream();
        assertThat(read).isEqualTo(new StreamConfig(
                URI.create("https://ledger.example.org"),
                Optional.of(new KafkaConfig(
                        List.of("broker1:9093", "[::1]:9093"),
                        "shop-ledger.",
                        Optional.of(new KafkaConfig.Login(
                                KafkaConfig.Mechanism.SCRAM_SHA_256, "ledger", new Secret.Env("KAFKA_PASSWORD"))),
                        Optional.of(new KafkaConfig.Tls(
                                Optional.of(directory.toAbsolutePath().resolve("ca.pem")), Optional.empty()))))));
    }

    @Test
    void whatIsNotSaidHasDefaults() {
        var text = "catalogs: { shop: { sources: [ { id: main, format: sql, path: migrations } ] } }\n";
        var read = ConfigurationReader.read(Example.in(directory, text));

        assertThat(read.databases()).isEmpty();
        assertThat(read.stream()).isEqualTo(StreamConfig.NONE);
        assertThat(read.catalogs().get("shop").policy()).isEqualTo(Policy.DEFAULT);
        assertThat(read.catalogs().get("shop").scratch()).isEqualTo(new Scratch.Embedded());
    }

    @Test
    void windowsLineEndsAndAByteOrderMarkAreFine() {
        var text = "\uFEFF" + Example.TEXT.replace("\n", "\r\n");
        assertThat(ConfigurationReader.read(Example.in(directory, text)).databases()).hasSize(3);
    }

    @Test
    void secretsAreLookedUpOnlyWhenConnecting() throws IOException {
        var read = ConfigurationReader.read(Example.in(directory, Example.TEXT));
        var database = read.database("shop-prod-eu").orElseThrow();

        assertThat(database.resolve(Map.of("SHOP_PROD_PASSWORD", "s3cret")))
                .isEqualTo(new TargetAddress("postgresql", "db1", 5433, "shop", "ledger", Optional.of("s3cret"),
                        Optional.empty(), database.connection().properties()));
        assertThat(database.connection().properties()).isNotEmpty();
        assertThat(problems(() -> database.resolve(Map.of())))
                .containsExactly(new Problem("LDG220", Exit.CONFIGURATION,
                        "the password of database shop-prod-eu is in the environment variable SHOP_PROD_PASSWORD, which is not set",
                        "set SHOP_PROD_PASSWORD and run again"));
        var secret = new Secret.FileRef(directory.resolve("ci.pw"));
        assertThat(problems(() -> secret.resolve("the scratch server", Map.of())).getFirst().message())
                .contains("the scratch server", "ci.pw", "cannot be read");
        Files.writeString(directory.resolve("ci.pw"), "p w \n");
        assertThat(secret.resolve("the scratch server", Map.of())).isEqualTo("p w ");
    }

    @Test
    void nothingPrintsASecret() {
        var read = ConfigurationReader.read(Example.in(directory, Example.TEXT));
        assertThat(read.toString()).doesNotContain(Example.SECRET);
        assertThat(read.database("shop-dev").orElseThrow().resolve(Map.of()).toString())
                .doesNotContain(Example.SECRET);
    }

    @Test
    void aFileThatCannotBeReadIsAProblem() throws IOException {
        assertThat(problems(() -> ConfigurationReader.read(directory.resolve("none.yml"))))
                .extracting(Problem::code, Problem::exit)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("LDG200", Exit.CONFIGURATION));
        assertThat(problems(() -> ConfigurationReader.read(directory)).getFirst().message()).contains("is a directory");
        var latin = Files.write(directory.resolve("l.yml"), "catalogs:\n  caf\u00e9:\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(problems(() -> ConfigurationReader.read(latin)).getFirst().message())
                .endsWith("l.yml:2: is not UTF-8 text");
        var cut = Files.write(directory.resolve("c.yml"), new byte[] {'a', ':', ' ', (byte) 0xC3});
        assertThat(problems(() -> ConfigurationReader.read(cut)).getFirst().code()).isEqualTo("LDG201");
    }

    @Test
    void aFleetOfFiveThousandIsRead() {
        var text = new StringBuilder("catalogs: { shop: { sources: [ { id: main, format: sql, path: migrations } ] } }\ndatabases:\n");
        for (int i = 0; i < 5_000; i++) {
            text.append("  - id: db-").append(i).append("\n    catalog: shop\n    engine: sqlite\n    file: db-")
                    .append(i).append(".db\n");
        }
        assertThat(ConfigurationReader.read(Example.in(directory, text.toString())).databases()).hasSize(5_000);
    }

    @Test
    void manyProblemsAreCounted() {
        var text = new StringBuilder("catalogs: { shop: { sources: [ { id: main, format: sql, path: migrations } ] } }\ndatabases:\n");
        text.append("  - id: one\n    catalog: shop\n    engine: sqlite\n".repeat(300));
        var problems = problems(() -> ConfigurationReader.read(Example.in(directory, text.toString())));
        assertThat(problems).hasSize(101);
        assertThat(problems.getLast().message()).contains("and 499 more problems");
    }

    private static List<Problem> problems(org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
        return catchThrowableOfType(LedgerException.class, action).problems();
    }
}
