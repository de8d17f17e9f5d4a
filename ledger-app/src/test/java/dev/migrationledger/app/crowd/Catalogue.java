package dev.migrationledger.app.crowd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The revisions of every database of the crowd: a branch, its merge, one that is not transactional, one in chunks. Each
 * keeps a journal of its own, one row when it goes in and one when it is taken back, which no marker knows of.
 */
final class Catalogue {
    /** Those with a journal: a merge has none. The first one has no way back. */
    static final List<String> JOURNALED = List.of("r1", "r2", "r3", "r5", "r6", "r7", "r8");

    static final List<String> ALL = List.of("r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8");
    static final int ORDERS = 25;

    private Catalogue() {}

    private static String in(String revision) {
        return "insert into journal (revision, step) values ('" + revision + "', 1);\n";
    }

    private static String out(String revision) {
        return "-- revert:\ninsert into journal (revision, step) values ('" + revision + "', -1);\n";
    }

    private static Map<String, String> scripts() {
        var scripts = new LinkedHashMap<String, String>();
        scripts.put("r1", """
                -- parents:
                create table journal (n bigserial primary key, revision text not null, step int not null);
                create table orders (id int primary key, total int not null, tax int not null default 0);
                insert into orders select n, n * 10 from generate_series(1, %d) n;
                %s""".formatted(ORDERS, in("r1")));
        scripts.put("r2", """
                -- parents: r1
                create table customer (id int primary key, name text);
                %s%sdrop table customer;
                """.formatted(in("r2"), out("r2")));
        scripts.put("r3", """
                -- parents: r1
                -- verify: select count(*) = %d from orders
                alter table orders add note text;
                %s%salter table orders drop note;
                """.formatted(ORDERS, in("r3"), out("r3")));
        scripts.put("r4", "-- parents: r2, r3\n");
        scripts.put("r5", """
                -- parents: r4
                -- transactional: false
                %screate index concurrently orders_total on orders (total);
                vacuum customer;
                %sdrop index orders_total;
                """.formatted(in("r5"), out("r5")));
        scripts.put("r6", """
                -- parents: r5
                -- kind: data
                -- chunks: orders by id, 4
                update orders set tax = tax + 1 where id between :from and :to;
                insert into journal (revision, step) select 'r6', 1 from orders where id between :from and :to and id = 1;
                %supdate orders set tax = tax - 1;
                """.formatted(out("r6")));
        scripts.put("r7", """
                -- parents: r6
                -- verify: select count(*) = 0 from everybody
                create view everybody as select name from customer;
                %s%sdrop view everybody;
                """.formatted(in("r7"), out("r7")));
        scripts.put("r8", """
                -- parents: r7
                alter table customer add email text;
                %s%salter table customer drop email;
                """.formatted(in("r8"), out("r8")));
        return scripts;
    }

    /** @return the configuration */
    static Path write(Path directory, List<String> databases, int port, String user) throws IOException {
        var revisions = Files.createDirectories(directory.resolve("revisions"));
        for (var script : scripts().entrySet()) {
            Files.writeString(revisions.resolve(script.getKey() + ".sql"), "-- revision: " + script.getKey() + "\n" + script.getValue());
        }
        var lines = new ArrayList<String>(List.of(
                "catalogs:",
                "  shop:",
                "    sources:",
                "      - { id: sql, format: sql, path: revisions }",
                "    probes:",
                "      r6: \"select not exists (select from orders where tax = 0)\"",
                "databases:"));
        for (var database : databases) {
            lines.addAll(List.of(
                    "  - id: " + database,
                    "    catalog: shop",
                    "    environment: test",
                    "    engine: postgresql",
                    "    host: 127.0.0.1",
                    "    port: " + port,
                    "    database: " + database,
                    "    user: " + user,
                    "    password: env:TARGET_PASSWORD"));
        }
        return Files.write(directory.resolve("ledger.yml"), lines);
    }
}
