package dev.migrationledger.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A configuration that uses everything, and the files it names. */
final class Example {
    static final String SECRET = "hunter2hunter2";
    static final String TEXT =
            """
            allow-literal-secrets: true
            catalogs:
              shop:
                scratch: embedded
                sources:
                  - id: alembic
                    format: alembic
                    path: migrations
                    command: [alembic, -x, "a=b"]
                    environment: { DATABASE_URL: "{{url}}", PORT: 5432 }
                  - id: init
                    format: snapshot
                    path: dump.sql
                    at: 0012
                  - id: seed
                    format: seed
                    path: seed.sql
                    critical: true
                    after: c64001afbd46
                probes:
                  c64001afbd46: "select count(*) >= 5 from personality_traits"
                policy: { equivalent: earliest, wrong-claim: refuse }
              tenants:
                scratch: { engine: postgresql, host: "::1", database: postgres, user: ci, password: file:ci.pw }
                sources:
                  - { id: main, format: sql, path: migrations }
            databases:
              - id: shop-prod-eu
                catalog: shop
                environment: prod
                labels: &labels { region: eu, tenant: acme }
                engine: postgresql
                host: db1
                port: 5433
                database: shop
                user: ledger
                password: env:SHOP_PROD_PASSWORD
                properties: { sslmode: verify-full, sslrootcert: ca.pem }
              - id: shop-dev
                catalog: shop
                labels: { <<: *labels, region: us }
                engine: mysql
                host: localhost
                database: shop
                user: ledger
                password: hunter2hunter2
              - id: local
                catalog: tenants
                engine: sqlite
                file: data/app.db
            stream:
              source: https://ledger.example.org
              kafka:
                bootstrap-servers: [broker1:9093, "[::1]:9093"]
                prefix: shop-ledger.
                security: { protocol: sasl-ssl, mechanism: scram-sha-256, user: ledger, ca: ca.pem }
                password: env:KAFKA_PASSWORD
            """;

    private Example() {}

    /** The file, written into a directory together with what it names. */
    static Path in(Path directory, String text) {
        try {
            Files.createDirectories(directory.resolve("migrations"));
            Files.writeString(directory.resolve("dump.sql"), "");
            Files.writeString(directory.resolve("seed.sql"), "");
            return Files.writeString(directory.resolve("ledger.yml"), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
