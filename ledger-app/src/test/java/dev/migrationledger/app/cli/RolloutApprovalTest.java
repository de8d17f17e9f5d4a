package dev.migrationledger.app.cli;

import static dev.migrationledger.app.cli.RolloutTest.CUSTOMERS;
import static dev.migrationledger.app.cli.RolloutTest.TWICE;
import static dev.migrationledger.app.cli.RolloutTest.approved;
import static dev.migrationledger.app.cli.RolloutTest.outcomes;
import static dev.migrationledger.app.cli.RolloutTest.phase;
import static dev.migrationledger.app.cli.RolloutTest.resume;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.testing.SqliteFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** What a rollout runs is what was approved, however often it is resumed, and it is done when it is proven. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolloutApprovalTest {
    private static final String PURCHASES = "select count(*) from sqlite_schema where name = 'purchase'";

    private final Workplace workplace = new Workplace();

    @AfterAll
    void close() throws IOException {
        workplace.close();
    }

    private SqliteProject shop() {
        return RolloutTest.shop(workplace);
    }

    private static String approvedIn(Project shop, String... words) {
        var all = new ArrayList<>(List.of("rollout", "start", "--all", "--reason", "spring", "--format", "json"));
        all.addAll(List.of(words));
        var id = shop.run(all.toArray(String[]::new)).exits(0).json().path("rollout").path("id").asString();
        shop.run("rollout", "approve", id, "--yes", "--reason", "a test has one user").exits(0);
        return id;
    }

    private static JsonNode resumedIn(Project shop, String id, int exit) {
        return shop.run("rollout", "resume", id, "--format", "json").exits(exit).json();
    }

    private static List<String> codes(JsonNode document) {
        return document.path("databases").findValuesAsString("code");
    }

    @Test
    void anUntruePostConditionIsAskedAgainUntilItIsTrue() {
        var shop = shop()
                .revision("2.sql", "c2", "c1\n-- verify: select count(*) = 0 from customer where name = ''",
                        "create table purchase (id integer primary key);")
                .revision("3.sql", "c3", "c2", "update customer set name = '' where id = 2;")
                .database("a", CUSTOMERS)
                .database("b", "create table customer (id integer primary key, name text);");
        var id = approved(shop, "--waves", "1,100%");
        for (var time : List.of("first", "second")) {
            assertThat(outcomes(resume(shop, id).exits(1).json())).as(time).containsExactly("unverified", "");
            assertThat(shop.answer("b", PURCHASES)).as("the next wave").isEqualTo("0");
        }
        SqliteFiles.run(shop.address("a"), "update customer set name = 'ben' where id = 2");
        var end = resume(shop, id).exits(0).json();
        assertThat(phase(end)).isEqualTo("finished");
        assertThat(outcomes(end)).containsExactly("unchanged", "upgraded");
    }

    @Test
    void askingAgainApprovesNothing() {
        var shop = shop().database("a", CUSTOMERS);
        var id = approved(shop);
        shop.json("a", "apply", "c2").exits(0);
        for (var time : List.of("first", "second", "third")) {
            var end = resume(shop, id).exits(3).json();
            assertThat(codes(end)).as(time).containsExactly("LDG870");
        }
        assertThat(shop.json("a", "detect").entry().path("revisions").get(0).asString()).isEqualTo("c2");
    }

    @Test
    void whereNothingIsLeftToRunNothingIsRefused() {
        var shop = shop().database("a", CUSTOMERS);
        var id = approved(shop);
        shop.json("a", "up").exits(0);
        assertThat(outcomes(resume(shop, id).exits(0).json())).containsExactly("unchanged");
    }

    @Test
    void anAimThatCountsFromWhereADatabaseStandsIsCountedOnce() {
        var shop = shop().database("a", CUSTOMERS + TWICE);
        var id = approved(shop, "--to", "+2");
        assertThat(outcomes(resume(shop, id).exits(2).json())).containsExactly("failed");
        SqliteFiles.run(shop.address("a"), "update customer set name = 'cleo' where id = 3");
        var end = resume(shop, id).exits(0).json();
        assertThat(phase(end)).isEqualTo("finished");
        assertThat(outcomes(end)).containsExactly("upgraded");
    }

    @Test
    void whatCameToTheCatalogSinceIsLeftOut() {
        var shop = shop().database("a", CUSTOMERS);
        var id = approved(shop);
        shop.revision("4.sql", "c4", "c3", "create table late (id integer primary key);");
        assertThat(outcomes(resume(shop, id).exits(0).json())).containsExactly("upgraded");
        assertThat(shop.json("a", "detect").entry().path("revisions").get(0).asString()).isEqualTo("c3");
    }

    @Test
    void aRevisionThatTheCatalogLostIsNamed() throws IOException {
        var shop = shop().database("a", CUSTOMERS);
        var id = approved(shop);
        Files.delete(shop.directory.resolve("revisions").resolve("3.sql"));
        var end = resume(shop, id).exits(3).json();
        assertThat(codes(end)).containsExactly("LDG870");
        assertThat(end.findValuesAsString("message").toString()).contains("c3");
    }

    /** Its dump claims to equal c2. */
    private Project withDump() {
        return workplace.project()
                .revision("c1", "", "create table customer (id int primary key);")
                .revision("c2", "c1", "alter table customer add column email text;")
                .revision("c3", "c2", "create table purchase (id int primary key);")
                .dump("c2", "create table customer (id int primary key, email text); insert into customer values (1, 'a');")
                .ready();
    }

    @Test
    void aDumpThatIsBeyondTheAimIsNotLoaded() {
        for (var aim : List.of("+1", "c1")) {
            var shop = withDump();
            var id = approvedIn(shop, "--to", aim);
            assertThat(outcomes(resumedIn(shop, id, 0))).as(aim).containsExactly("upgraded");
            assertThat(shop.query("select count(*) from information_schema.columns where table_name in ('customer', 'purchase')"))
                    .as(aim)
                    .containsExactly("1");
        }
    }

    @Test
    void aDumpOnTheWayIsLoaded() {
        var shop = withDump();
        var id = approvedIn(shop, "--to", "+3");
        assertThat(outcomes(resumedIn(shop, id, 0))).containsExactly("upgraded");
        assertThat(shop.query("select email from customer")).containsExactly("a");
        assertThat(shop.query("select to_regclass('purchase')")).containsExactly("purchase");
    }

    @Test
    void aPostConditionIsApprovedToo() {
        var index = "create unique index one_name on customer (name);";
        var shop = shop().database("a", CUSTOMERS);
        var id = approved(shop);
        shop.revision("3.sql", "c3", "c2\n-- verify: select count(*) = 2 from customer", index);
        assertThat(codes(resume(shop, id).exits(3).json())).containsExactly("LDG870");
        assertThat(shop.answer("a", PURCHASES)).isEqualTo("0");
        shop.revision("3.sql", "c3", "c2", index);
        assertThat(outcomes(resume(shop, id).exits(0).json())).containsExactly("upgraded");
    }

    @Test
    void howTheProjectsToolIsRunIsApprovedToo() throws IOException {
        var shop = workplace.project();
        var files = shop.alembicFiles().revision("a1", "", "op.create_table('customer', sa.Column('id', sa.Integer))");
        shop.alembic();
        var id = approvedIn(shop);
        var environment = files.text("env.py");
        files.write("env.py", environment + "\n# another\n");
        assertThat(codes(resumedIn(shop, id, 3))).containsExactly("LDG870");
        files.write("env.py", environment);
        var configuration = Files.readString(shop.config);
        Files.writeString(shop.config, configuration.replace("command: [", "environment: { TO: elsewhere }, command: ["));
        assertThat(codes(resumedIn(shop, id, 3))).containsExactly("LDG870");
        assertThat(shop.query("select to_regclass('customer')")).containsOnlyNulls();
        Files.writeString(shop.config, configuration);
        assertThat(outcomes(resumedIn(shop, id, 0))).containsExactly("upgraded");
    }

    @Test
    void anotherDatabaseInItsPlaceIsNotWorkedOn() throws IOException {
        var shop = shop().database("a", CUSTOMERS);
        var id = approved(shop);
        var file = shop.directory.resolve(shop.id("a") + ".db");
        var copy = Files.copy(file, shop.directory.resolve("copy.db"));
        Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);
        for (var time : List.of("first", "second")) {
            assertThat(codes(resume(shop, id).exits(3).json())).as(time).containsExactly("LDG891");
        }
        assertThat(shop.answer("a", PURCHASES)).isEqualTo("0");
    }
}
