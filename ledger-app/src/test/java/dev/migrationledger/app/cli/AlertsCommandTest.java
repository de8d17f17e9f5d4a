package dev.migrationledger.app.cli;

import static dev.migrationledger.app.cli.CommandLineRun.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.delivery.Receiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** From a revision that fails in a real database to the receivers of its alert, and back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertsCommandTest {
    private final Workplace workplace = new Workplace();
    private final Receiver receiver = new Receiver();

    @AfterEach
    void forget() {
        receiver.clear();
    }

    @AfterAll
    void close() throws IOException {
        receiver.close();
        workplace.close();
    }

    /** The store is shared with other tests, so channels have ids of their own too. @param told with one for the id */
    private SqliteProject shop(String told) throws IOException {
        Files.writeString(workplace.directory.resolve("secret"), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n");
        var project = new SqliteProject(workplace)
                .revision("a.sql", "a1", "", "create table t (id integer primary key);")
                .revision("b.sql", "b2", "a1", "create table t (id integer primary key);")
                .database("shop", "");
        Files.writeString(project.config, told.replace("ID", project.id("")), StandardOpenOption.APPEND);
        return project;
    }

    private SqliteProject toldByWebhook() throws IOException {
        return shop("""
                alerts:
                  channels:
                    - { id: IDhook, type: webhook, url: "%s", secret: "file:../secret" }
                    - { id: IDlog, type: log }
                """.formatted(receiver.url("/alerts")));
    }

    @Test
    void aFailureIsToldOnceAndItsEndToo() throws IOException {
        var shop = toldByWebhook();
        shop.run("alerts", "run").exits(0);
        shop.run("up", "--all").exits(2);
        var key = "revision-failed/" + shop.id("shop") + "/b2";

        var list = shop.run("alerts", "list", "--format", "json", "--check").exits(1).json();
        assertThat(texts(list.path("alerts"), "key")).containsExactly(key);
        shop.run("alerts", "list").exits(0).says("revision b2 failed at statement 1", "table t already exists", "next: ");

        shop.run("alerts", "run").exits(0).says("2 notifications delivered", "CRITICAL " + shop.id("shop") + ": revision b2 failed");
        shop.run("alerts", "run").exits(0).says("0 notifications delivered");
        assertThat(receiver.requests()).singleElement().satisfies(request -> {
            assertThat(request.json().path("type").asString()).isEqualTo("alert.fired");
            assertThat(request.json().at("/data/key").asString()).isEqualTo(key);
            assertThat(request.headers()).containsKeys("webhook-id", "webhook-timestamp", "webhook-signature");
        });

        shop.revision("b.sql", "b2", "a1", "create table u (id integer primary key);");
        shop.run("up", "--all").exits(0);
        shop.run("alerts", "list").exits(0).says("nothing fires");
        shop.run("alerts", "run").exits(0).says("RESOLVED");
        assertThat(receiver.requests().getLast().json().path("type").asString()).isEqualTo("alert.resolved");
        assertThat(receiver.requests()).hasSize(2);
    }

    @Test
    void whatAReceiverRefusesIsShownUntilItTakesIt() throws IOException {
        var shop = toldByWebhook();
        shop.run("alerts", "run").exits(0);
        shop.run("up", "--all").exits(2);
        receiver.answers(400);
        shop.run("alerts", "run").exits(2).says("1 notification delivered", "1 notification given up");
        shop.run("alerts", "undelivered", "--check").exits(1).says("hook", "HTTP 400", "given up", "next: ");
        shop.run("alerts", "undelivered", "--retry").exits(0).says("waits");
        shop.run("alerts", "run").exits(0).says("1 notification delivered");
        shop.run("alerts", "undelivered", "--check").exits(0).says("nothing waits");
    }

    @Test
    void aChannelIsTriedAndSaysWhatIsWrong() throws IOException {
        var shop = toldByWebhook();
        shop.run("alerts", "test", shop.id("hook")).exits(0).says("took a test alert");
        assertThat(receiver.requests()).hasSize(2).allSatisfy(request -> assertThat(request.json().path("test").asBoolean()).isTrue());
        receiver.answers(403);
        shop.run("alerts", "test", shop.id("hook")).exits(2).says("channel " + shop.id("hook") + " did not take the test: HTTP 403");
        shop.run("alerts", "test", shop.id("hock")).exits(64).says("no channel", "did you mean " + shop.id("hook"));
    }

    @Test
    void everyEventIsSentToAWebhookFromItsFirstRunOn() throws IOException {
        var shop = shop("webhooks:\n  - { id: IDfeed, url: \"%s\", secret: \"file:../secret\" }\n".formatted(receiver.url("/events")));
        shop.run("alerts", "run").exits(0);
        shop.run("up", "--all").exits(2);
        receiver.answers(200, 503);
        shop.run("alerts", "run").exits(2).says("webhook " + shop.id("feed") + " cannot be told of events now: HTTP 503");
        shop.run("alerts", "run").exits(0).says("handled for webhook " + shop.id("feed"));
        var types = receiver.requests().stream().map(request -> request.json().path("type").asString()).toList();
        assertThat(types).startsWith("database.registered.v1").contains("database.revision-failed.v1").endsWith("database.apply-finished.v1");
    }
}
