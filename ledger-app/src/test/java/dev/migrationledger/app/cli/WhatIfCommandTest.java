package dev.migrationledger.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** What another policy would have decided about runs that really were. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhatIfCommandTest {
    private final Workplace workplace = new Workplace();

    @AfterAll
    void close() throws IOException {
        workplace.close();
    }

    private static JsonNode database(JsonNode document, String id) {
        for (var entry : document.path("databases")) {
            if (entry.path("id").asString().equals(id)) {
                return entry;
            }
        }
        throw new AssertionError(id + " is not in " + document);
    }

    @Test
    void aCorrectionOfUpWouldHaveBeenRefusedAndThatOfRepairNot() {
        var shop = workplace.project().shop().ready().andDatabase("_repaired");
        for (var suffix : new String[] {"", "_repaired"}) {
            shop.sqlIn(suffix, "create table customer (id int primary key, name text not null);"
                    + "create table alembic_version (version_num varchar(32)); insert into alembic_version values ('c3')");
        }
        shop.run("up", shop.id).exits(0);
        shop.run("repair", shop.id + "_repaired").exits(0);

        shop.run("what-if", "--policy", "wrong-claim=correct", "--check").exits(0).says("0 of ");
        var asked = shop.run("what-if", "--policy", "wrong-claim=refuse", "--format", "json").exits(0).json();

        assertThat(asked.path("policy").path("wrong-claim").asString()).isEqualTo("refuse");
        assertThat(database(asked, shop.id).path("differences")).singleElement().satisfies(one -> {
            assertThat(one.path("decided").path("outcome").asString()).isEqualTo("corrected");
            assertThat(CommandLineRun.texts(one.path("decided").path("to"))).containsExactly("c1");
            assertThat(one.path("instead").path("outcome").asString()).isEqualTo("refused");
            assertThat(one.path("instead").path("code").asString()).isEqualTo("LDG463");
        });
        assertThat(database(asked, shop.id + "_repaired").path("differences")).isEmpty();
        shop.run("what-if", "--policy", "wrong-claim=refuse", "--check").exits(1)
                .says(shop.id, "corrected c3", "refused [LDG463]", "would have been different");
    }

    /** The rules are asked about the past, and what is forgotten has one. */
    @Test
    void aDatabaseThatWasForgottenIsAskedAboutAsWhatItWas() {
        var shop = workplace.project().shop().ready();
        shop.sql("create table customer (id int primary key, name text not null);"
                + "create table alembic_version (version_num varchar(32)); insert into alembic_version values ('c3')");
        shop.run("up", shop.id).exits(0);
        shop.run("forget", shop.id, "--yes", "--reason", "sold").exits(0);

        var asked = database(
                shop.run("what-if", "--policy", "wrong-claim=refuse", "--format", "json").exits(0).json(), shop.id);

        assertThat(asked.path("asked").asBoolean()).isTrue();
        assertThat(asked.path("differences")).singleElement().satisfies(one ->
                assertThat(one.path("decided").path("outcome").asString()).isEqualTo("corrected"));
    }

    @Test
    void aRunWouldHaveStoppedAtItsFirstFailure() {
        var shop = workplace.project().shop().ready().andDatabase("_2").andDatabase("_3");
        shop.revision("c6", "c5", "insert into customer values (1, null);");
        shop.run("up", "--all", "--parallel", "1").exits(2);

        var asked = shop.run("what-if", "--policy", "failure-budget=0", "--format", "json").exits(0).json();

        var run = asked.path("runs").valueStream()
                .filter(one -> one.path("database").asString().equals(shop.id))
                .findFirst().orElseThrow();
        assertThat(CommandLineRun.texts(run.path("failed"))).containsExactly(shop.id);
        assertThat(CommandLineRun.texts(run.path("untouched"), "id")).containsExactly(shop.id + "_2", shop.id + "_3");
        assertThat(CommandLineRun.texts(run.path("untouched"), "outcome")).containsOnly("failed");
        shop.run("what-if", "--policy", "failure-budget=0").exits(0)
                .says("when " + shop.id + " failed", shop.id + "_2 would not have been touched; it failed");
        shop.run("what-if", "--policy", "failure-budget=2").exits(0).says("0 runs would have stopped early");
    }

    @Test
    void anotherPolicyIsAUsageError() {
        var shop = workplace.project().shop().ready();
        shop.run("what-if", "--policy", "soak=10m").exits(64).says("LDG847", "equivalent=refuse|earliest");
        shop.run("what-if").exits(64).says("--policy");
    }
}
