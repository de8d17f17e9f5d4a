package dev.migrationledger.app.cli;

import static dev.migrationledger.app.cli.CommandLineRun.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A statement that fails half-way: what was done before is kept and recorded, the rest is as it was. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailingRevisionTest {
    private final Workplace workplace = new Workplace();

    @AfterAll
    void close() throws IOException {
        workplace.close();
    }

    /** Fails where a row is in the way: in the scratch database there is none. */
    private Project failingInC3() {
        return workplace.project()
                .shop()
                .revision("c3", "c2", """
                        create table purchase (id int primary key, customer_id int references customer);
                        insert into customer (id, name)
                          values (1, 'Ada');
                        create table left_half (id int);
                        insert into customer (id, name)
                          values (7, 'Grace');
                        create table right_half (id int);""")
                .ready();
    }

    @Test
    void isRolledBackAndContinuedWhenTheCauseIsGone() {
        var shop = failingInC3();
        shop.json("apply", "c2").exits(0);
        shop.sql("insert into customer (id, name) values (7, 'Somebody else')");

        var run = shop.json("up").exits(2);

        var entry = run.entry();
        assertThat(entry.path("outcome").asString()).isEqualTo("failed");
        assertThat(texts(entry.path("to"))).containsExactly("c2");
        var failure = entry.path("failure");
        assertThat(failure.path("revision").asString()).isEqualTo("c3");
        assertThat(failure.path("statement").asInt()).isEqualTo(4);
        assertThat(failure.path("line").asInt()).isEqualTo(7);
        assertThat(failure.path("sqlstate").asString()).isEqualTo("23505");
        assertThat(failure.path("message").asString()).contains("customer_pkey");
        run.refuses("LDG530", shop.id, "c3", "c3.sql");
        assertThat(shop.query("select to_regclass('purchase')::text")).containsExactly((String) null);
        assertThat(shop.query("select name from customer")).containsExactly("Somebody else");
        assertThat(shop.events()).endsWith("revision-failed", "apply-finished");

        shop.sql("delete from customer");
        var again = shop.json("up").exits(0).entry();
        assertThat(texts(again.path("applied"), "revision")).containsExactly("c3", "c4", "c5");
        assertThat(shop.query("select name from customer order by id")).containsExactly("Ada", "Grace");
    }

    @Test
    void keepsWhatCameBeforeInTheSameRunAndTakesTheMendedFile() {
        var shop = failingInC3()
                .revision("c1", "", "create table customer (id int primary key, name text not null);")
                .revision("c2", "c1", "alter table customer add column email text;"
                        + "\ninsert into customer (id, name) select 7, 'Here only' where current_database() like 'shop%';");
        var first = shop.json("up").exits(2).entry();
        assertThat(texts(first.path("applied"), "revision")).containsExactly("c1", "c2");
        assertThat(texts(first.path("to"))).containsExactly("c2");

        shop.revision("c3", "c2", """
                create table purchase (id int primary key, customer_id int references customer);
                create table left_half (id int);
                create table right_half (id int);""");

        var second = shop.json("up").exits(0).entry();
        assertThat(texts(second.path("from"))).containsExactly("c2");
        assertThat(texts(second.path("applied"), "revision")).containsExactly("c3", "c4", "c5");
        assertThat(shop.json("up").exits(0).entry().path("outcome").asString()).isEqualTo("unchanged");
    }

    @Test
    void aFalsePostConditionRollsBackAndExitsTwo() {
        var shop = workplace.project()
                .shop()
                .revision("c3", "c2", "-- verify: select count(*) = 0 from customer where email is null\n",
                        "create table purchase (id int primary key, customer_id int references customer);")
                .ready();
        shop.json("apply", "c2").exits(0);
        shop.sql("insert into customer (id, name) values (1, 'Without address')");

        var run = shop.json("up").exits(2).refuses("LDG532", shop.id, "c3", "email is null");

        assertThat(texts(run.entry().path("to"))).containsExactly("c2");
        assertThat(shop.query("select to_regclass('purchase')::text")).containsExactly((String) null);
    }

    @Test
    void aNonTransactionalRevisionGoesOnAfterTheStatementThatIsIn() {
        var shop = workplace.project()
                .shop()
                .revision("c3", "c2", "-- transactional: false\n", """
                        create index concurrently customer_by_name on customer (name);
                        create unique index concurrently customer_by_email on customer (email);
                        create index concurrently customer_by_both on customer (name, email);""")
                .revision("c4", "c3", "create table purchase (id int primary key, customer_id int);")
                .revision("c5", "c4", "create view big_spender as select customer_id from purchase;")
                .ready();
        shop.json("apply", "c2").exits(0);
        shop.sql("insert into customer values (1, 'a', 'same@x'), (2, 'b', 'same@x')");

        var run = shop.json("up").exits(2);

        assertThat(run.entry().path("failure").path("revision").asString()).isEqualTo("c3");
        assertThat(run.entry().path("failure").path("statement").asInt()).isEqualTo(2);
        assertThat(run.entry().path("failure").path("sqlstate").asString()).isEqualTo("23505");
        assertThat(shop.query("select count(*) from pg_class where relname = 'customer_by_name'")).containsExactly("1");

        shop.sql("delete from customer where id = 2");
        assertThat(texts(shop.json("plan").exits(0).entry().path("steps"), "revision")).containsExactly("c3", "c4", "c5");
        var again = shop.json("up").exits(0).entry();
        assertThat(texts(again.path("applied"), "revision")).containsExactly("c3", "c4", "c5");
        assertThat(shop.query("select count(*) from pg_index where not indisvalid")).containsExactly("0");
        assertThat(shop.query("select relname from pg_class where relname like 'customer_by_%' order by 1"))
                .containsExactly("customer_by_both", "customer_by_email", "customer_by_name");
    }
}
