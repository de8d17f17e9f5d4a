package dev.migrationledger.codegen;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.SchemaMappingType;
import org.jooq.meta.jaxb.Target;

/**
 * Generates jOOQ types from the scripts of the {@code migrations} module, on a real server: for the ledger's store, the
 * tables kept in targets, other tools' trackers, and the PostgreSQL catalogs that snapshots read. Does nothing when the
 * scripts and this class are as they were at the last generation.
 */
public final class GenerateTypes {
    /** Keyed by the schema that a script is run in; the store's scripts in the order of their graph. */
    private static final Map<String, List<String>> SCRIPTS = Map.of(
            "ledger", List.of(
                    "/ledger/0001_event_log.sql",
                    "/ledger/0002_subscription.sql",
                    "/ledger/0003_delivery.sql",
                    "/ledger/0004_replay.sql"),
            "migration_ledger", List.of("/target/0001_marker.sql", "/target/0002_progress.sql"),
            "tracker", List.of("/trackers/trackers.sql"));

    private static final String CATALOG_TABLES = "pg_(namespace|class|attribute|attrdef|type|constraint|index|enum|proc"
            + "|trigger|policy|extension|description|inherits|sequence|depend|rewrite|partitioned_table|collation|roles"
            + "|stat_activity|locks|stat_xact_user_tables|language|am|opclass|range|database|statistic_ext|authid)";

    private GenerateTypes() {}

    public static void main(String[] args) throws Exception {
        var directory = Path.of(args[0]);
        var stamp = directory.resolve("generated-from");
        var digest = digest();
        if (Files.exists(stamp) && Files.readString(stamp).equals(digest)) {
            return;
        }
        try (var postgres = EmbeddedPostgres.start();
                var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            for (var schema : List.of("ledger", "migration_ledger", "tracker")) {
                statement.execute("create schema if not exists " + schema);
                statement.execute("set search_path = " + schema);
                for (var script : SCRIPTS.get(schema)) {
                    statement.execute(read(script));
                }
            }
            GenerationTool.generate(configuration(postgres.getJdbcUrl("postgres", "postgres"), directory));
        }
        Files.writeString(stamp, digest);
    }

    private static Configuration configuration(String url, Path directory) {
        return new Configuration()
                .withLogging(Logging.WARN)
                .withJdbc(new Jdbc().withUrl(url).withUser("postgres"))
                .withGenerator(new Generator()
                        .withDatabase(new Database()
                                .withName("org.jooq.meta.postgres.PostgresDatabase")
                                .withIncludes("ledger\\..*|migration_ledger\\..*|tracker\\..*|pg_catalog\\." + CATALOG_TABLES)
                                .withIncludeRoutines(false)
                                .withIncludeSequences(false)
                                .withIncludeDomains(false)
                                .withIncludeUDTs(false)
                                .withSchemata(
                                        new SchemaMappingType().withInputSchema("ledger"),
                                        new SchemaMappingType().withInputSchema("migration_ledger"),
                                        new SchemaMappingType().withInputSchema("tracker"),
                                        new SchemaMappingType().withInputSchema("pg_catalog")))
                        .withGenerate(new Generate().withRecords(true).withGeneratedAnnotation(false))
                        .withTarget(new Target()
                                .withPackageName("dev.migrationledger.app.jooq")
                                .withDirectory(directory.toString())));
    }

    private static String digest() throws Exception {
        var sha = MessageDigest.getInstance("SHA-256");
        for (var schema : List.of("ledger", "migration_ledger", "tracker")) {
            for (var script : SCRIPTS.get(schema)) {
                sha.update(read(script).getBytes(StandardCharsets.UTF_8));
            }
        }
        try (InputStream self = GenerateTypes.class.getResourceAsStream("GenerateTypes.class")) {
            sha.update(self.readAllBytes());
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    private static String read(String resource) throws IOException {
        try (InputStream in = GenerateTypes.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("no such script in the migrations module: " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
