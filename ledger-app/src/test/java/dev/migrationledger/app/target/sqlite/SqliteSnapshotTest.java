package dev.migrationledger.app.target.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.testing.SqliteFiles;
import dev.migrationledger.core.schema.Fingerprint;
import dev.migrationledger.core.schema.SchemaDiff;
import dev.migrationledger.core.schema.SchemaSnapshot;
import dev.migrationledger.core.schema.Tier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jooq.ExecuteListener;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteSnapshotTest {
    private static final String SHOP = """
            create table customer (id integer primary key autoincrement, email text not null collate nocase unique,
              name varchar(50) default 'x', rank int not null default 0 check (rank >= 0),
              full_name text generated always as (name || rank) stored);
            create table purchase (id integer primary key, customer_id integer not null references customer (id) on delete cascade,
              state text default (lower('NEW')), total numeric, unique (customer_id, state),
              constraint positive check (total > 0), foreign key (state, total) references pair (a, b) deferrable initially deferred);
            create table pair (a text, b numeric, primary key (a, b)) without rowid;
            create table exact (n integer not null, t text) strict;
            create index by_state on purchase (state desc, lower(state)) where total is not null;
            create unique index by_name on customer (name collate nocase);
            create view big as select id, total from purchase where total > 1000;
            create trigger counted after insert on purchase when new.total > 0 begin
              update customer set rank = rank + 1 where id = new.customer_id;
            end;
            """;

    @TempDir
    private Path directory;

    private SchemaSnapshot of(String... scripts) {
        var address = new SqliteFiles(directory).fresh();
        for (var script : scripts) {
            SqliteFiles.run(address, script);
        }
        try (var target = SqliteTarget.open(address)) {
            return target.snapshot();
        }
    }

    @Test
    void everyKindOfObjectIsAFact() {
        assertThat(of(SHOP).facts().keySet()).extracting(Object::toString).containsExactlyInAnyOrder(
                "table main.customer", "table main.purchase", "table main.pair", "table main.exact",
                "column main.customer.id", "column main.customer.email", "column main.customer.name", "column main.customer.rank",
                "column main.customer.full_name", "column main.purchase.id", "column main.purchase.customer_id",
                "column main.purchase.state", "column main.purchase.total", "column main.pair.a", "column main.pair.b",
                "column main.exact.n", "column main.exact.t",
                "primary-key main.customer(id)", "primary-key main.purchase(id)", "primary-key main.pair(a, b)",
                "unique main.customer(email)", "unique main.purchase(customer_id, state)",
                "foreign-key main.purchase(customer_id) -> main.customer(id)",
                "foreign-key main.purchase(state, total) -> main.pair(a, b)",
                "check main.customer check (rank >= 0)", "check main.purchase check (total > 0)",
                "index main.purchase(state desc, lower(state)) where total is not null",
                "index main.customer(name collate nocase)", "view main.big", "trigger main.purchase.counted");
    }

    @Test
    void writingRebuildingAndHousekeepingMakeNoDifference() {
        var other = of("""
                PRAGMA foreign_keys = OFF;
                CREATE TABLE "Pair" ([b] NUMERIC, `a` TEXT, PRIMARY KEY ("A", "B")) WITHOUT ROWID;
                CREATE TABLE exact (t TEXT, n INTEGER NOT NULL) STRICT;
                CREATE TABLE customer (name VARCHAR( 50 ) DEFAULT 'x', id INTEGER PRIMARY KEY AUTOINCREMENT);
                INSERT INTO customer (name) VALUES ('a');
                CREATE TABLE _alembic_tmp_customer (
                  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, -- the number
                  email TEXT COLLATE NOCASE NOT NULL, name VARCHAR(50) DEFAULT 'x', rank INT DEFAULT '0' NOT NULL,
                  full_name TEXT GENERATED ALWAYS AS ("name"||"rank") STORED,
                  CONSTRAINT ck CHECK ("rank">=0), CONSTRAINT uq UNIQUE (email));
                INSERT INTO _alembic_tmp_customer (id, email, name) SELECT id, 'a', name FROM customer;
                DROP TABLE customer;
                ALTER TABLE _alembic_tmp_customer RENAME TO customer;
                CREATE TABLE purchase (id INTEGER PRIMARY KEY,
                  state TEXT DEFAULT (lower('NEW')), customer_id INTEGER NOT NULL, total NUMERIC CHECK ("total" > 0),
                  CONSTRAINT u UNIQUE (customer_id, state),
                  FOREIGN KEY (state, total) REFERENCES pair DEFERRABLE INITIALLY DEFERRED,
                  FOREIGN KEY (customer_id) REFERENCES customer ON DELETE CASCADE);
                CREATE UNIQUE INDEX other_name ON customer ("name" COLLATE NOCASE);
                CREATE INDEX other ON purchase ("state" DESC, lower("state")) WHERE "total" IS NOT NULL;
                CREATE VIEW big AS SELECT id,total FROM purchase WHERE total>1000;
                CREATE TRIGGER counted AFTER INSERT ON purchase WHEN new.total>0 BEGIN
                  UPDATE customer SET rank=rank+1 WHERE id=new.customer_id; END;
                ANALYZE;
                """, "vacuum");

        assertThat(SchemaDiff.compare(of(SHOP), other)).filteredOn(d -> d.tier() != Tier.COSMETIC).isEmpty();
        assertThat(Fingerprint.of(other)).isEqualTo(Fingerprint.of(of(SHOP)));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
            rank int not null default 0          => rank int not null default 1
            rank int not null default 0          => rank int default 0
            rank int not null                    => rank bigint not null
            check (rank >= 0)                    => check (rank > 0)
            collate nocase unique                => unique
            not null collate nocase unique       => not null collate nocase
            primary key autoincrement            => primary key
            (name || rank) stored                => (name || rank) virtual
            on delete cascade                    => on delete set null
            deferrable initially deferred        => 
            unique (customer_id, state)          => unique (customer_id, state) on conflict replace
            without rowid                        => 
            strict                               => 
            (state desc, lower                   => (state, lower
            lower(state))                        => upper(state))
            where total is not null;             => ;
            create unique index                  => create index
            name collate nocase)                 => name)
            when new.total > 0                   => 
            rank + 1                             => rank + 2
            foreign key (state, total) references pair (a, b) => foreign key (state, total) references pair (b, a)
            , t text) strict                     => ) strict
            """)
    void everyChangeIsHard(String from, String to) {
        assertThat(SHOP).contains(from);
        var changed = of(SHOP.replace(from, to == null ? "" : to));

        assertThat(SchemaDiff.compare(of(SHOP), changed)).anyMatch(d -> d.tier() == Tier.HARD);
    }

    @Test
    void whatAViewSelectsIsSoftAndThatItIsThereIsHard() {
        assertThat(SchemaDiff.compare(of(SHOP), of(SHOP.replace("> 1000", "> 2000"))))
                .extracting("tier")
                .containsOnly(Tier.SOFT);
        assertThat(SchemaDiff.compare(of(SHOP), of(SHOP, "drop view big"))).extracting("tier").contains(Tier.HARD);
    }

    @Test
    void trackersShadowTablesAndOwnTablesAreNotLookedAt() {
        assertThat(of("create table alembic_version (version_num varchar(32) not null); create virtual table pages using fts5 (title, body);"
                        + "create table schema_migrations (version uint64, dirty bool); create unique index version_unique on schema_migrations (version)")
                .facts().values().stream().map(f -> f.key() + " " + f.hard()))
                .containsExactly("table main.pages {kind=virtual using fts5(title, body)}");
    }

    @Test
    void aViewOfATableThatIsGoneIsNoFailure() {
        assertThat(of("create table t (a); create view v as select a from t; drop table t").facts()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 500})
    void theNumberOfQueriesDoesNotGrowWithTheSchema(int tables) throws Exception {
        var address = new SqliteFiles(directory).fresh();
        var script = new StringBuilder();
        for (var i = 0; i < tables; i++) {
            script.append("create table t%1$d (id integer primary key, name text not null unique, parent int references t%1$d (id));"
                    .formatted(i)).append("create index i%1$d on t%1$d (lower(name));".formatted(i));
        }
        SqliteFiles.run(address, script.toString());
        var statements = new ArrayList<String>();
        var configuration = new DefaultConfiguration();
        configuration.set(SQLDialect.SQLITE);
        configuration.set(ExecuteListener.onStart(context -> statements.add(context.sql())));
        try (var connection = SqliteFiles.connect(address)) {
            configuration.set(connection);
            var start = System.nanoTime();
            var facts = SqliteSnapshot.read(DSL.using(configuration)).facts();
            System.out.printf("snapshot of %d SQLite tables: %d facts, %d statements, %d ms%n",
                    tables, facts.size(), statements.size(), (System.nanoTime() - start) / 1_000_000);
            assertThat(facts).hasSize(tables * 8);
        }
        assertThat(statements).hasSize(5);
    }

    @Test
    void namesThatAreNoPlainWordsAreQuotedAndFound() {
        assertThat(of("create table [Order Items] (`a\"b` text primary key, \"select\" int, 'quoted' int)").facts().keySet())
                .extracting(Object::toString)
                .containsAll(List.of(
                        "table main.\"order items\"", "column main.\"order items\".\"a\"\"b\"",
                        "primary-key main.\"order items\"(\"a\"\"b\")"));
    }
}
