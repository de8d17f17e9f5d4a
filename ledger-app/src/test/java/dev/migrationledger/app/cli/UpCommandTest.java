package dev.migrationledger.app.cli;

import static dev.migrationledger.app.cli.CommandLineRun.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** The main job on one database: up, twice; and the documents that other programs read (CLI contract, "JSON"). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpCommandTest {
    private final Workplace workplace = new Workplace();

    @AfterAll
    void close() throws IOException {
        workplace.close();
    }

    @Test
    void bringsAnEmptyDatabaseToHead() {
        var shop = workplace.project().shop().ready();

        var entry = shop.json("up", "--actor", "ada", "--reason", "release 1").exits(0).entry();

        assertThat(entry.path("outcome").asString()).isEqualTo("upgraded");
        assertThat(texts(entry.path("from"))).isEmpty();
        assertThat(texts(entry.path("to"))).containsExactly("c5");
        assertThat(texts(entry.path("applied"), "revision")).containsExactly("c1", "c2", "c3", "c4", "c5");
        assertThat(shop.query("select count(*) from big_spender")).containsExactly("0");
        assertThat(shop.events()).startsWith("registered").contains("identified", "apply-started", "apply-finished");
    }

    @Test
    void changesNothingTheSecondTimeAndSaysSo() {
        var shop = workplace.project().shop().ready();
        shop.json("up").exits(0);
        shop.sql("insert into customer (id, name) values (1, 'Grace')");
        var before = shop.everything();

        var entry = shop.json("up").exits(0).entry();
        shop.run("up", shop.id).exits(0).says("unchanged");

        assertThat(entry.path("outcome").asString()).isEqualTo("unchanged");
        assertThat(entry.path("applied")).isEmpty();
        assertThat(entry.path("stamped")).isEmpty();
        assertThat(texts(entry.path("from"))).isEqualTo(texts(entry.path("to"))).containsExactly("c5");
        assertThat(shop.everything()).isEqualTo(before);
    }

    @Test
    void lookingWritesNothingToTheTarget() {
        var shop = workplace.project().shop().ready();
        var empty = shop.everything();
        for (var verb : List.of("detect", "status", "plan", "drift", "verify", "history")) {
            shop.run(verb, shop.id);
        }
        shop.run("up", shop.id, "--dry-run").exits(0);
        shop.run("apply", "c3", shop.id, "--dry-run").exits(0);
        assertThat(shop.everything()).isEqualTo(empty);

        shop.json("up").exits(0);
        var full = shop.everything();
        for (var verb : List.of("detect", "status", "plan", "drift", "verify", "history", "repair")) {
            shop.run(verb, shop.id).exits(0);
        }
        assertThat(shop.everything()).isEqualTo(full);
    }

    @Test
    void writesTheFieldsOfTheContract() {
        var shop = workplace.project()
                .revision("c1", "", "-- verify: select count(*) = 0 from customer\n", "create table customer (id int primary key);")
                .revision("c2", "c1", "alter table customer add column email text;")
                .ready();

        var plan = shop.json("plan");
        hasHead(plan.json(), "plan");
        assertThat(fields(plan.entry())).contains("id", "from", "to", "steps", "digest");
        assertThat(fields(plan.entry().path("steps").get(0)))
                .contains("revision", "kind", "transactional", "statements", "findings");

        var up = shop.json("up");
        hasHead(up.json(), "up");
        assertThat(fields(up.entry()))
                .contains("id", "detection", "outcome", "from", "to", "applied", "stamped", "seeds", "verified");
        assertThat(fields(up.entry().path("applied").get(0))).contains("revision", "kind", "ms");
        assertThat(fields(up.entry().path("verified").get(0))).contains("revision", "check", "ok");
        hasDetection(up.entry().path("detection"));

        shop.sql("alter table customer drop column email");
        var detect = shop.json("detect");
        hasHead(detect.json(), "detect");
        hasDetection(detect.entry());
        assertThat(fields(detect.entry().path("trackers").get(0))).contains("kind", "table", "rows");

        var status = shop.json("status");
        hasHead(status.json(), "status");
        assertThat(fields(status.entry()))
                .contains("id", "environment", "claimed", "observed", "expected", "verdict", "behind", "lastChange", "at", "detection");

        var repair = shop.json("repair");
        hasHead(repair.json(), "repair");
        assertThat(fields(repair.entry())).contains("id", "outcome", "from", "to", "reason", "detection");

        var history = shop.json("history");
        hasHead(history.json(), "history");
        assertThat(fields(history.entry().path("events").get(0)))
                .contains("position", "time", "type", "actor", "reason", "data");
    }

    @Test
    void describesEachDifference() {
        var shop = workplace.project().shop().ready();
        shop.json("up").exits(0);
        shop.sql("alter table customer alter column email set not null; create table left_behind (id int)");

        var differences = shop.json("drift", "--check").exits(1).entry().path("differences");

        assertThat(texts(differences, "name")).contains("public.customer.email", "public.left_behind");
        for (var difference : differences) {
            assertThat(fields(difference))
                    .contains("change", "kind", "name", "expected", "actual", "cosmetic", "revision");
        }
    }

    private static void hasHead(JsonNode document, String command) {
        assertThat(document.path("ledger").asString()).isEqualTo("1");
        assertThat(document.path("command").asString()).isEqualTo(command);
    }

    private static void hasDetection(JsonNode detection) {
        assertThat(fields(detection)).contains(
                "id", "catalog", "verdict", "revisions", "candidates", "claim", "claimed", "trackers", "differences", "evidence");
    }

    private static List<String> fields(JsonNode object) {
        return StreamSupport.stream(object.propertyNames().spliterator(), false).toList();
    }
}
