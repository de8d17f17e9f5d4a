package dev.migrationledger.app.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One catalog that every database of the matrix is brought up by. Each revision puts a row of its own into a tally, which
 * is what the oracle counts: it knows nothing of markers.
 */
final class Project {
    static final List<String> REVISIONS = List.of("c1", "c2", "c3", "c4", "c5", "c6", "c7");

    /** Keyed by revision, in their order: header lines, then the script. */
    private static final Map<String, List<String>> SCRIPTS = new TreeMap<>(Map.of(
            "c1", List.of("", """
                    create table tally (revision text);
                    create table customer (id int primary key, name text, city text);
                    create table item (id int primary key, label text);
                    create index item_label on item (label);
                    create table shelf (id int);
                    create index shelf_id on shelf (id);
                    create table sale (id int) partition by range (id);
                    create table sale_1 partition of sale for values from (1) to (100);
                    create materialized view customer_ids as select id from customer;
                    create unique index customer_ids_id on customer_ids (id);
                    create type mood as enum ('glad');
                    create table feeling (m mood);
                    create table load (id int primary key, n int not null default 0);
                    insert into load select generate_series(1, 5);
                    insert into tally values ('c1');
                    """),
            "c2", List.of("", """
                    insert into customer values (1, 'Ada', 'Paris'), (2, 'Bob', 'Rome');
                    update customer set city = city || '!';
                    insert into tally values ('c2');
                    """),
            "c3", List.of("-- verify: select count(*) = 1 from tally where revision = 'c3'\n", """
                    alter table customer add column email text;
                    insert into tally values ('c3');
                    """),
            "c4", List.of("-- transactional: false\n", """
                    insert into tally values ('c4');
                    create index concurrently customer_name on customer (name);
                    reindex index concurrently item_label;
                    vacuum shelf;
                    drop index concurrently shelf_id;
                    """),
            "c5", List.of("-- transactional: false\n", """
                    alter table sale detach partition sale_1 concurrently;
                    alter type mood add value 'calm';
                    insert into feeling values ('calm');
                    refresh materialized view concurrently customer_ids;
                    insert into tally values ('c5');
                    """),
            "c6", List.of("", """
                    create view everybody as select name from customer;
                    insert into tally values ('c6');
                    """),
            "c7", List.of("-- kind: data\n-- chunks: load by id, 2\n", """
                    update load set n = n + 1 where id between :from and :to;
                    insert into tally select 'c7' from load where id between :from and :to and id = 1;
                    """)));

    private Project() {}

    /** The statements of the first three revisions, as somebody may have run them by hand. */
    static String byHand() {
        return SCRIPTS.get("c1").getLast() + SCRIPTS.get("c2").getLast() + SCRIPTS.get("c3").getLast();
    }

    /** @return the configuration for one database */
    static Path write(Path directory, String database, int port, String user) throws IOException {
        var revisions = Files.createDirectories(directory.resolve("revisions"));
        var parent = "";
        for (var script : SCRIPTS.entrySet()) {
            Files.writeString(revisions.resolve(script.getKey() + ".sql"), "-- revision: %s\n-- parents: %s\n%s%s"
                    .formatted(script.getKey(), parent, script.getValue().getFirst(), script.getValue().getLast()));
            parent = script.getKey();
        }
        Files.writeString(directory.resolve("seed.sql"), """
                insert into item values (1, 'lamp') on conflict do nothing;
                insert into item values (2, 'rope') on conflict do nothing;
                """);
        return Files.writeString(directory.resolve(database + ".yml"), """
                catalogs:
                  shop:
                    sources:
                      - { id: sql, format: sql, path: revisions }
                      - { id: items, format: seed, path: seed.sql, critical: true }
                databases:
                  - id: %1$s
                    catalog: shop
                    environment: test
                    engine: postgresql
                    host: 127.0.0.1
                    port: %2$d
                    database: %1$s
                    user: %3$s
                    password: env:TARGET_PASSWORD
                """.formatted(database, port, user));
    }
}
