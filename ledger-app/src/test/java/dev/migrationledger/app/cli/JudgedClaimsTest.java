package dev.migrationledger.app.cli;

import static dev.migrationledger.app.cli.CommandLineRun.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a version table says is judged by the evidence: corrected where that is conclusive, refused elsewhere. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JudgedClaimsTest {
    private final Workplace workplace = new Workplace();

    @AfterAll
    void close() throws IOException {
        workplace.close();
    }

    /** The schema of c3, made without the ledger. */
    private Project atC3() {
        return atC3(workplace.project().shop().ready());
    }

    private static Project atC3(Project shop) {
        shop.sql("""
                create table customer (id int primary key, name text not null, email text);
                create table purchase (id int primary key, customer_id int references customer);
                """);
        return shop;
    }

    private static final String TRACKER = "create table alembic_version (version_num varchar(32) not null);";

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "absent, \"\"",
                "empty, \"" + TRACKER + "\"",
                "wrong, \"" + TRACKER + "insert into alembic_version values ('c5')\"",
                "wrong, \"" + TRACKER + "insert into alembic_version values ('c1')\"",
                "several, \"" + TRACKER + "insert into alembic_version values ('c1'), ('c5')\"",
                "unknown-revision, \"" + TRACKER + "insert into alembic_version values ('deleted1')\"",
            })
    void repairAndUpStandOnWhatTheSchemaProves(String claim, String tracker) {
        var shop = atC3();
        shop.sql("select 1;" + tracker);

        var seen = shop.json("detect").exits(0).entry();
        assertThat(seen.path("verdict").asString()).isEqualTo("exact");
        assertThat(texts(seen.path("revisions"))).containsExactly("c3");
        assertThat(seen.path("claim").asString()).isEqualTo(claim);

        var repair = shop.json("repair").exits(0).entry();
        assertThat(repair.path("outcome").asString()).isEqualTo("corrected");
        assertThat(texts(repair.path("to"))).containsExactly("c3");
        assertThat(repair.path("reason").asString()).isNotBlank();
        if (!tracker.isEmpty()) {
            assertThat(shop.query("select version_num from alembic_version")).containsExactly("c3");
        }
        assertThat(shop.json("repair").exits(0).entry().path("outcome").asString()).isEqualTo("unchanged");

        var up = shop.json("up").exits(0).entry();
        assertThat(texts(up.path("applied"), "revision")).containsExactly("c4", "c5");
        if (!tracker.isEmpty()) {
            assertThat(shop.query("select version_num from alembic_version")).containsExactly("c5");
        }
    }

    @Test
    void upCorrectsAWrongClaimInTheSameRun() {
        var shop = atC3();
        shop.sql(TRACKER + "insert into alembic_version values ('c5')");

        var up = shop.json("up").exits(0).entry();

        assertThat(texts(up.path("applied"), "revision")).containsExactly("c4", "c5");
        assertThat(texts(up.path("corrected").path("from"))).containsExactly("c5");
        assertThat(texts(up.path("corrected").path("to"))).containsExactly("c3");
        assertThat(shop.events()).contains("claim-corrected");
    }

    @Test
    void policyLeavesAWrongClaimToAPerson() {
        var shop = atC3(workplace.project().shop().policy("wrong-claim: refuse").ready());
        shop.sql(TRACKER + "insert into alembic_version values ('c5')");
        var before = shop.everything();

        shop.json("up").exits(3).refuses("LDG463", shop.id, "c5", "c3");

        assertThat(shop.everything()).isEqualTo(before);
        assertThat(shop.events()).contains("refused");
        shop.json("repair").exits(0);
        assertThat(texts(shop.json("up").exits(0).entry().path("to"))).containsExactly("c5");
    }

    /** b2 writes a row only where there are some: the schema cannot tell whether it ran. */
    private Project backfilled(String policy, String header) {
        var shop = workplace.project()
                .revision("b1", "", "create table customer (id int primary key, loud boolean);")
                .revision("b2", "b1", "-- kind: data\n" + header, "update customer set loud = true;")
                .revision("b3", "b2", "create table purchase (id int);")
                .policy(policy)
                .ready();
        shop.sql("create table customer (id int primary key, loud boolean); insert into customer values (1, false)");
        return shop;
    }

    @Test
    void refusesWhereTwoStatesLookTheSame() {
        var shop = backfilled("equivalent: refuse", "");
        var before = shop.everything();

        var run = shop.json("up").exits(3).refuses("LDG464", shop.id, "b1", "b2");
        shop.json("repair").exits(3).refuses("LDG464", shop.id);

        assertThat(run.entry().path("detection").path("candidates")).hasSize(2);
        assertThat(shop.everything()).isEqualTo(before);
        assertThat(shop.json("stamp", "b1", "--yes", "--reason", "the row is not loud").exits(0).entry().path("outcome")
                .asString()).isEqualTo("stamped");
        assertThat(texts(shop.json("up").exits(0).entry().path("applied"), "revision")).containsExactly("b2", "b3");
    }

    @Test
    void aProbeThatGivesNullDecidesNothing() {
        var shop = backfilled("equivalent: refuse", "").probe("b2", "select bool_and(loud) from customer").configuredAgain();
        var told = shop.json("detect").exits(0).entry();
        assertThat(told.path("verdict").asString()).isEqualTo("exact");
        assertThat(texts(told.path("revisions"))).containsExactly("b1");

        shop.sql("delete from customer");

        assertThat(shop.json("detect").exits(0).entry().path("verdict").asString()).isEqualTo("equivalent");
    }

    @Test
    void policyTakesTheEarliestOnlyWhereRepeatingIsSafe() {
        var unsafe = backfilled("equivalent: earliest", "");
        unsafe.json("up").exits(3).refuses("LDG464", unsafe.id);
        assertThat(unsafe.query("select loud from customer")).containsExactly("f");

        var safe = backfilled("equivalent: earliest", "-- idempotent: true\n");
        assertThat(texts(safe.json("up").exits(0).entry().path("applied"), "revision")).containsExactly("b2", "b3");
        assertThat(safe.query("select loud from customer")).containsExactly("t");
    }

    @Test
    void aDriftedDatabaseWaitsForAPersonWithAReason() {
        var shop = workplace.project().shop().ready();
        shop.json("apply", "c3").exits(0);
        shop.sql("alter table customer add column nickname text");
        var before = shop.everything();

        shop.json("up").exits(3).refuses("LDG460", shop.id, "c3");
        shop.json("repair").exits(3).refuses("LDG460", shop.id);
        shop.run("up", "--yes", shop.id).exits(64).says("LDG645", "--reason");
        assertThat(shop.everything()).isEqualTo(before);

        var up = shop.json("up", "--yes", "--reason", "the nickname stays").entry();
        assertThat(texts(up.path("applied"), "revision")).containsExactly("c4", "c5");
        assertThat(shop.query("select count(nickname) from customer")).containsExactly("0");
    }

    @Test
    void refusesADatabaseThatIsNoneOfTheCatalog() {
        var shop = workplace.project().shop().ready();
        shop.sql("""
                create table vessel (imo int primary key, flag text); create table voyage (id int, vessel int references vessel);
                create table berth (id int primary key, length numeric); create table tug (id int, power int);
                create table tide (at timestamp, height numeric); create table pilot (id int primary key, licence text);
                """);
        shop.sql(TRACKER + "insert into alembic_version values ('c3')");
        var before = shop.everything();

        var up = shop.json("up").exits(3).refuses("LDG462", shop.id);
        shop.json("repair").exits(3).refuses("LDG462", shop.id);

        assertThat(up.entry().path("detection").path("verdict").asString()).isEqualTo("unknown");
        assertThat(up.entry().path("detection").path("claim").asString()).isEqualTo("wrong");
        assertThat(shop.everything()).isEqualTo(before);
    }
}
