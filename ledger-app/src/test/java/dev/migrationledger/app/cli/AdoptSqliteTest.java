package dev.migrationledger.app.cli;

import static dev.migrationledger.app.cli.CommandLineRun.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.testing.SqliteFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** As {@link AdoptTest}, for files: what nobody owns becomes a revision that changes nothing where it is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdoptSqliteTest {
    /** Everything that a revision can make, by hand. */
    private static final String BY_HAND = """
            create table [Order Items] (
                id integer primary key autoincrement,
                "Total Sum" numeric(10,2) not null default 0 check ("Total Sum" >= 0), -- never owe; ever
                code text collate nocase unique,
                doubled integer generated always as (id * 2) stored,
                customer_id integer not null references customer on delete cascade deferrable initially deferred,
                note text default 'it''s "x"; y'
            );
            create table `pair` (a integer, b text, primary key (b, a)) strict, without rowid;
            create virtual table search using fts5(title, body, tokenize = 'porter');
            create unique index "one Code" on [Order Items] (code desc, lower(note)) where code is not null;
            create index pair_b on pair (b);
            create index customer_name on customer (name);
            create view names as select o.id, c.name from [Order Items] o join customer c on c.id = o.customer_id -- all
            ;
            create trigger touched after insert on [Order Items] begin
                update customer set name = upper(name) where id in (select i.customer_id from [Order Items] i join pair p on p.a = i.id);
                select case when new.id < 0 then raise(abort, 'no; never') end;
            end;
            create trigger through instead of insert on names begin insert into customer values (new.id, new.name); end;
            """;
    private static final String OBJECTS = "select group_concat(type || name || rootpage || sql) from sqlite_schema where name not like 'migration%'";

    private final Workplace workplace = new Workplace();

    @AfterAll
    void close() throws IOException {
        workplace.close();
    }

    private SqliteProject shop() {
        return new SqliteProject(workplace)
                .revision("c1.sql", "c1", "", "create table customer (id integer primary key, name text not null);")
                .database("old", "");
    }

    private SqliteProject withObjects() {
        var shop = shop();
        shop.json("old", "up").exits(0);
        SqliteFiles.run(shop.address("old"), BY_HAND);
        return shop;
    }

    @Test
    void whatWasMadeByHandIsARevisionAfterwards() throws IOException {
        var shop = withObjects().database("fresh", "");
        SqliteFiles.run(shop.address("old"), "insert into customer values (1, 'Grace'); insert into [Order Items] (customer_id) values (1)");
        shop.json("old", "up").exits(3).refuses("LDG460", shop.id("old"));
        var before = shop.answer("old", OBJECTS);
        var version = shop.answer("old", "pragma schema_version");

        var adopted = shop.json("old", "owners", "--adopt").exits(0).entry().path("adopted");
        assertThat(adopted.path("left")).as("%s", adopted).isEmpty();
        assertThat(Files.readString(Path.of(adopted.path("file").asString()))).contains("-- parents: c1\n");

        var detection = shop.json("old", "detect").exits(0).entry();
        assertThat(detection.path("verdict").asString()).as("%s", detection).isEqualTo("exact");
        var up = shop.json("old", "up").exits(0).entry();
        assertThat(up.path("applied")).isEmpty();
        assertThat(texts(up.path("to"))).containsExactly(adopted.path("revision").asString());
        assertThat(shop.answer("old", OBJECTS)).isEqualTo(before);
        assertThat(shop.answer("old", "pragma schema_version")).isEqualTo(version);
        shop.json("old", "owners", "--check").exits(0);

        shop.json("fresh", "up").exits(0);
        assertThat(shop.json("fresh", "drift", "--check").exits(0).entry().path("verdict").asString()).isEqualTo("exact");
        // A comment behind a statement is no part of it, though SQLite keeps one that it is given.
        var words = "select group_concat(replace(replace(sql, ' ', ''), '--all', ''), ';') from (select sql from sqlite_schema"
                + " where tbl_name not like 'migration%' and tbl_name not like 'search_%' order by type, name)";
        assertThat(shop.answer("fresh", words)).isEqualToIgnoringCase(shop.answer("old", words));
    }

    @Test
    void aSecondRunOfTheRevisionChangesNothing() {
        var shop = withObjects();
        var before = shop.answer("old", OBJECTS);
        var version = shop.answer("old", "pragma schema_version");
        var text = shop.json("old", "owners", "--adopt", "--dry-run").exits(0).entry().path("adopted").path("text").asString();

        SqliteFiles.run(shop.address("old"), text);

        assertThat(shop.answer("old", OBJECTS)).isEqualTo(before);
        assertThat(shop.answer("old", "pragma schema_version")).isEqualTo(version);
    }

    /** SQLite has no ADD COLUMN IF NOT EXISTS: what stands on such a column is left with it. */
    @Test
    void aColumnOfAnOwnedTableIsLeftAndSaid() {
        var shop = shop();
        shop.json("old", "up").exits(0);
        SqliteFiles.run(shop.address("old"), """
                alter table customer add column nickname text;
                create index by_nickname on customer (lower(nickname));
                create index by_name on customer (name);
                """);

        var adopted = shop.json("old", "owners", "--adopt").exits(0).entry().path("adopted");

        assertThat(texts(adopted.path("objects"), "name")).containsExactly("main.customer(name)");
        assertThat(texts(adopted.path("left"), "name")).containsExactly("main.customer.nickname", "main.customer(lower(nickname))");
        assertThat(texts(adopted.path("left"), "reason").toString()).contains("ALTER TABLE", "is left out");
    }
}
