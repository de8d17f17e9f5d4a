package dev.migrationledger.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What an auditor types. */
class AuditCommandTest {
    private static Workplace workplace;
    private static Project shop;

    @BeforeAll
    static void upgrade() {
        workplace = new Workplace();
        shop = workplace.project().shop().ready();
        shop.run("up", shop.id).exits(0);
    }

    @AfterAll
    static void close() throws IOException {
        workplace.close();
    }

    private static Path file(String name) {
        return workplace.directory.resolve(name);
    }

    @Test
    void everyCommandSignsWhatItAppended() {
        for (int i = 0; i < 2; i++) {
            shop.run("status", shop.id).exits(0);
            var verified = shop.run("audit", "verify", "--check", "--format", "json").exits(0).json();
            assertThat(verified.path("ok").asBoolean()).isTrue();
            assertThat(verified.path("signed").asLong()).isEqualTo(verified.path("events").asLong()).isPositive();
            assertThat(verified.path("firstBad").isNull()).isTrue();
        }
        shop.run("audit", "verify").exits(0).says("events are as stored and signed");
    }

    @Test
    void anExportIsVerifiedOfflineAndAChangedEventIsNamed() throws IOException {
        var key = shop.run("audit", "key").exits(0).out().strip();
        var export = file("log.jsonl");
        shop.run("audit", "export", export.toString()).exits(0);
        shop.run("audit", "verify", "--export", export.toString(), "--key", key).exits(0);

        var lines = Files.readAllLines(export);
        int applied = lines.indexOf(lines.stream().filter(l -> l.contains("revision-applied")).findFirst().orElseThrow());
        lines.set(applied, lines.get(applied).replace("\\\"statements\\\":1", "\\\"statements\\\":2"));
        Files.write(export, lines);
        var bad = shop.run("audit", "verify", "--export", export.toString(), "--key", key, "--format", "json").exits(2).json();
        assertThat(bad.path("error").path("code").asString()).isEqualTo("LDG834");
        assertThat(bad.path("firstBad").path("database").asString()).isEqualTo(shop.id);
        assertThat(bad.path("firstBad").path("type").asString()).isEqualTo("database.revision-applied.v1");
        assertThat(bad.path("firstBad").path("fault").asString()).isEqualTo("changed");
        shop.run("audit", "verify", "--export", export.toString())
                .exits(2)
                .says("database.revision-applied.v1 of " + shop.id, "is not what was stored", "LDG834");
    }

    @Test
    void aProofIsVerifiedByWhoeverHasTheKey() throws IOException {
        var proof = file("proof.json");
        Files.writeString(proof, shop.run("audit", "prove", "2").exits(0).out());
        var nowhere = new HashMap<>(workplace.environment());
        nowhere.put("LEDGER_AUDIT_DIR", file("nowhere").toString());
        nowhere.put("LEDGER_AUDIT_KEY", file("no-key").toString());
        shop.run("audit", "verify-proof", proof.toString()).exits(0).says("proven: event 2");
        shop.runWith(nowhere, "audit", "verify-proof", proof.toString()).exits(0).says("no key was given");
        var key = shop.run("audit", "key").exits(0).out().strip();
        shop.runWith(nowhere, "audit", "verify-proof", proof.toString(), "--key", key).exits(0);
        Files.writeString(proof, Files.readString(proof).replace("\"sequence\":1", "\"sequence\":9"));
        shop.run("audit", "verify-proof", proof.toString()).exits(2).says("not proven");
        shop.run("audit", "prove", "999999").exits(64).says("LDG836");
        shop.run("audit", "verify-proof", proof.toString(), "--key", "nonsense").exits(64).says("LDG844");
    }

    @Test
    void historyShowsTheSqlThatRanLongAfterItsFileChanged() {
        var once = workplace.project().revision("c1", "", "create table customer (id int primary key);").ready();
        once.run("up", once.id).exits(0);
        var text = once.run("history", once.id, "--show", "c1").exits(0);
        once.revision("c1", "", "create table other (id int);");
        assertThat(once.run("history", once.id, "--show", "c1").exits(0).out()).isEqualTo(text.out());
        assertThat(text.out()).contains("create table customer (id int primary key);").doesNotContain("sha256");

        var digest = once.json("history").entry().path("events");
        var applied = events(digest, "database.revision-applied.v1").getFirst().path("data").path("digest").asString();
        var shown = once.run("history", once.id, "--show", applied.substring(0, 12), "--format", "json").exits(0).entry();
        assertThat(shown.path("scripts").get(0).path("text").asString()).isEqualTo(text.out());
        assertThat(shown.path("scripts").get(0).path("actor").asString()).isNotBlank();
        once.run("history", once.id, "--show", "c7").exits(64).says("LDG841");
        once.run("history", "nobody", "--show", "c7").exits(64).says("LDG840");
        once.run("history", "--all", "--show", "c1").exits(64).says("say which database");
    }

    @Test
    void aStoreThatLacksSignedEventsIsToldAtEachCommandAndStopsNoUpgrade() throws IOException {
        try (var place = new Workplace()) {
            var project = place.project().shop().ready();
            project.run("apply", "c1", project.id).exits(0);
            place.backUpLedger();
            project.run("up", project.id).exits(0);
            place.restoreStoreAlone();
            project.run("up", project.id).exits(0).says("LDG832", "were signed");
            project.run("status", project.id, "--check").exits(1).says("LDG832");
            project.run("audit", "checkpoint").exits(2).says("LDG832");
            project.run("audit", "verify").exits(2).says("LDG834");
        }
    }

    @Test
    void noEventIsWithoutActor() {
        shop.run("status", shop.id, "--actor", "  ").exits(0);
        shop.runWith(Map.of("TARGET_PASSWORD", workplace.environment().get("TARGET_PASSWORD")), "status", shop.id);
        for (var event : shop.json("history").entry().path("events")) {
            assertThat(event.path("actor").asString()).as("%s", event).isNotBlank();
        }
    }

    @Test
    void lookingBackTellsWhatChangedAndWhoHadARevision() {
        var before = Instant.now().toString();
        var then = workplace.project().revision("d1", "", "create table d (id int primary key);").ready();
        then.run("up", then.id).exits(0);
        var between = Instant.now().toString();
        then.revision("d2", "d1", "alter table d add column note text;").run("up", then.id).exits(0);
        var after = Instant.now().toString();

        assertThat(change(then, before, between).path("before").isNull()).isTrue();
        var diff = change(then, between, after);
        assertThat(diff.path("changed").asBoolean()).isTrue();
        assertThat(CommandLineRun.texts(diff.path("before").path("observed"))).containsExactly("d1");
        assertThat(CommandLineRun.texts(diff.path("after").path("observed"))).containsExactly("d2");
        assertThat(change(then, after, "2100-01-01").path("changed").asBoolean()).isFalse();
        then.run("fleet", "diff", between, after).exits(0).says(then.id, "d1 → d2");
        then.run("fleet", "diff", after, between).exits(64).says("LDG843");

        assertThat(had(then, "d2", between)).isEqualTo("no");
        assertThat(had(then, "d2", after)).isEqualTo("yes");
        assertThat(had(then, "d1", after)).as("with the revision that needs it").isEqualTo("yes");
        then.run("fleet", "having", "d9").exits(64).says("LDG400");

        var stays = then.run("history", then.id, "--durations", "--format", "json").exits(0).entry().path("durations");
        assertThat(StreamSupport.stream(stays.spliterator(), false)
                        .map(stay -> CommandLineRun.texts(stay.path("state")))
                        .toList())
                .endsWith(List.of("d1"), List.of("d2"));
        assertThat(stays.get(stays.size() - 1).path("to").isNull()).isTrue();
    }

    private static JsonNode change(Project project, String from, String to) {
        return one(project.run("fleet", "diff", from, to, "--format", "json").exits(0).json(), project.id);
    }

    private static String had(Project project, String revision, String instant) {
        return one(project.run("fleet", "having", revision, "--as-of", instant, "--format", "json").exits(0).json(), project.id)
                .path("had").asString();
    }

    private static JsonNode one(JsonNode document, String id) {
        return StreamSupport.stream(document.path("databases").spliterator(), false)
                .filter(node -> node.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> events(JsonNode events, String type) {
        return StreamSupport.stream(events.spliterator(), false)
                .filter(event -> event.path("type").asString().equals(type))
                .toList();
    }
}
