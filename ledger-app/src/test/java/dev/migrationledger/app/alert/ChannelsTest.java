package dev.migrationledger.app.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.config.Address;
import dev.migrationledger.app.config.ChannelConfig;
import dev.migrationledger.app.config.Secret;
import dev.migrationledger.app.delivery.HttpSender;
import dev.migrationledger.app.delivery.Receiver;
import dev.migrationledger.app.delivery.Reply;
import dev.migrationledger.app.delivery.SettableClock;
import dev.migrationledger.core.alert.Alert;
import dev.migrationledger.core.alert.AlertChange;
import dev.migrationledger.core.alert.Rule;
import dev.migrationledger.core.alert.Severity;
import dev.migrationledger.core.history.Description;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What each service gets, byte for byte where its documentation says so; received by a real server. */
class ChannelsTest {
    private static final Instant SINCE = Instant.parse("2026-03-01T01:02:03.456Z");
    private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");
    private static final UUID ID = UUID.fromString("0b5b1b0a-6b1f-4b52-9d0a-0f3f5d1a2b3c");
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Alert ALERT = new Alert(
            Rule.REVISION_FAILED,
            Severity.CRITICAL,
            "shop",
            "b",
            Optional.of(new Description("shop", "prod", "postgresql", "shop@db1", Map.of("region", "eu", "team/on-call", "a&b"))),
            SINCE,
            "shop: revision b failed (42P07): relation <t> & \"u\" exist",
            "correct it, then `ledger up shop`");
    private static final Notification FIRED = Notification.of(new AlertChange.Fired(ALERT));
    private static final Notification RESOLVED =
            Notification.of(new AlertChange.Resolved(ALERT, Instant.parse("2026-03-01T01:30:00Z"), "b is applied"));

    private final Receiver receiver = new Receiver();
    private final HttpSender sender = new HttpSender();
    private final List<String> log = new ArrayList<>();

    @AfterEach
    void close() {
        sender.close();
        receiver.close();
    }

    private Reply tell(ChannelConfig to, Notification notification) {
        return new Channels(List.of(to), Map.of("SECRET", SECRET), sender, new SettableClock(NOW), log::add)
                .tell(to, ID, notification);
    }

    private Address at(String path) {
        return new Address(new Secret.Literal(receiver.url(path).toString()));
    }

    private Receiver.Request request(String path) {
        var request = receiver.requests().getLast();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo(path);
        assertThat(request.headers()).containsEntry("content-type", "application/json");
        return request;
    }

    private static Object json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    @Test
    void alertmanagerGetsOnePostableAlert() {
        var channel = new ChannelConfig.Alertmanager("am", at("/prefix/"));
        assertThat(tell(channel, FIRED)).isEqualTo(new Reply.Delivered());
        assertThat(request("/prefix/api/v2/alerts").json()).isEqualTo(json("""
                [{"labels": {"alertname": "LedgerRevisionFailed", "severity": "critical", "database": "shop", "revision": "b",
                             "catalog": "shop", "environment": "prod", "engine": "postgresql",
                             "label_region": "eu", "label_team_on_call": "a&b"},
                  "annotations": {"summary": "shop: revision b failed (42P07): relation <t> & \\"u\\" exist",
                                  "description": "next: correct it, then `ledger up shop`"},
                  "startsAt": "2026-03-01T01:02:03.456Z", "endsAt": "2026-03-04T02:00:00Z"}]
                """));
        tell(channel, RESOLVED);
        var first = receiver.requests().getFirst().json().get(0);
        var resolved = request("/prefix/api/v2/alerts").json().get(0);
        assertThat(resolved.get("labels")).as("its identity there").isEqualTo(first.get("labels"));
        assertThat(resolved.get("endsAt").asString()).isEqualTo("2026-03-01T01:30:00Z");
        assertThat(resolved.get("startsAt")).isEqualTo(first.get("startsAt"));
    }

    @Test
    void slackGetsTextInWhichNothingCallsAnybody() {
        var channel = new ChannelConfig.Slack("chat", at("/services/T0/B0/X"));
        tell(channel, FIRED);
        assertThat(request("/services/T0/B0/X").json()).isEqualTo(json("""
                {"text": ":rotating_light: *critical* shop: revision b failed (42P07): relation &lt;t&gt; &amp; \\"u\\" exist\\nnext: correct it, then `ledger up shop`"}
                """));
        tell(channel, RESOLVED);
        assertThat(request("/services/T0/B0/X").json()).isEqualTo(json("""
                {"text": ":white_check_mark: *resolved* shop: revision b failed (42P07): relation &lt;t&gt; &amp; \\"u\\" exist\\nb is applied"}
                """));
    }

    @Test
    void pagerDutyGetsATriggerAndAResolveWithOneKey() {
        var channel = new ChannelConfig.PagerDuty("pager", new Secret.Env("SECRET"), Optional.of(at("/v2/enqueue")));
        receiver.answers(202, 202);
        assertThat(tell(channel, FIRED)).isEqualTo(new Reply.Delivered());
        assertThat(request("/v2/enqueue").json()).isEqualTo(json("""
                {"routing_key": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "event_action": "trigger",
                 "dedup_key": "revision-failed/shop/b",
                 "payload": {"summary": "shop: revision b failed (42P07): relation <t> & \\"u\\" exist", "source": "shop",
                             "severity": "critical", "timestamp": "2026-03-01T01:02:03.456Z", "component": "migration-ledger",
                             "class": "revision-failed", "group": "prod",
                             "custom_details": {"key": "revision-failed/shop/b", "rule": "revision-failed", "severity": "critical",
                                "database": "shop", "revision": "b", "since": "2026-03-01T01:02:03.456Z",
                                "summary": "shop: revision b failed (42P07): relation <t> & \\"u\\" exist",
                                "next": "correct it, then `ledger up shop`", "catalog": "shop", "environment": "prod",
                                "engine": "postgresql", "address": "shop@db1", "labels": {"region": "eu", "team/on-call": "a&b"}}},
                 "client": "Migration Ledger"}
                """));
        tell(channel, RESOLVED);
        assertThat(request("/v2/enqueue").json()).isEqualTo(json("""
                {"routing_key": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "event_action": "resolve", "dedup_key": "revision-failed/shop/b"}
                """));
    }

    @Test
    void aRolloutIsNamedToAll() {
        var alert = new Alert(Rule.ROLLOUT_HALTED, Severity.CRITICAL, "", "", "7", Optional.empty(), SINCE, "halted", "look");
        var fired = Notification.of(new AlertChange.Fired(alert));
        tell(new ChannelConfig.Webhook("hook", at("/hook"), new Secret.Env("SECRET")), fired);
        assertThat(request("/hook").json().at("/data/key").asString()).isEqualTo("rollout-halted/7");
        assertThat(request("/hook").json().at("/data/rollout").asString()).isEqualTo("7");
        assertThat(NotificationJson.read(NotificationJson.text(fired))).isEqualTo(fired);
        tell(new ChannelConfig.Alertmanager("am", at("")), fired);
        var labels = receiver.requests().getLast().json().get(0).get("labels");
        assertThat(labels.get("alertname").asString()).isEqualTo("LedgerRolloutHalted");
        assertThat(labels.get("rollout").asString()).isEqualTo("7");
        tell(new ChannelConfig.PagerDuty("pager", new Secret.Env("SECRET"), Optional.of(at("/v2/enqueue"))), fired);
        assertThat(request("/v2/enqueue").json().get("dedup_key").asString()).isEqualTo("rollout-halted/7");
        tell(new ChannelConfig.Slack("chat", at("/chat")), fired);
        assertThat(request("/chat").json().get("text").asString()).contains("*critical* halted");
    }

    @Test
    void pagerDutysLimitsAreKept() {
        var channel = new ChannelConfig.PagerDuty("pager", new Secret.Env("SECRET"), Optional.of(at("/v2/enqueue")));
        var alert = new Alert(
                Rule.DRIFT, Severity.WARNING, "d".repeat(250), "", Optional.empty(), SINCE, "x".repeat(5_000), "look");
        tell(channel, Notification.of(new AlertChange.Fired(alert)));
        tell(channel, Notification.of(new AlertChange.Resolved(alert, NOW, "well")));
        var trigger = receiver.requests().getFirst().json();
        assertThat(trigger.get("dedup_key").asString()).hasSizeLessThanOrEqualTo(255);
        assertThat(trigger.at("/payload/summary").asString()).hasSize(1024);
        assertThat(receiver.requests().getLast().json().get("dedup_key")).isEqualTo(trigger.get("dedup_key"));
    }

    @Test
    void aWebhookGetsTheAlertSigned() throws Exception {
        var channel = new ChannelConfig.Webhook("hook", at("/hook"), new Secret.Env("SECRET"));
        tell(channel, RESOLVED);
        var request = request("/hook");
        assertThat(request.json()).isEqualTo(json("""
                {"type": "alert.resolved", "timestamp": "2026-03-01T01:30:00Z",
                 "data": {"key": "revision-failed/shop/b", "rule": "revision-failed", "severity": "critical",
                          "database": "shop", "revision": "b", "since": "2026-03-01T01:02:03.456Z",
                          "summary": "shop: revision b failed (42P07): relation <t> & \\"u\\" exist",
                          "next": "correct it, then `ledger up shop`", "catalog": "shop", "environment": "prod",
                          "engine": "postgresql", "address": "shop@db1", "labels": {"region": "eu", "team/on-call": "a&b"},
                          "resolvedAt": "2026-03-01T01:30:00Z", "resolvedBecause": "b is applied"}}
                """));
        assertThat(request.headers())
                .containsEntry("webhook-id", ID.toString())
                .containsEntry("webhook-timestamp", Long.toString(NOW.getEpochSecond()));
        assertThat(request.headers().get("webhook-signature")).isEqualTo("v1," + hmac(ID + "." + NOW.getEpochSecond() + "." + request.body()));
    }

    /** By the JDK alone, so that no mistake of ours is on both sides. */
    private static String hmac(String text) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET.substring("whsec_".length())), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aTestIsTakenForNoAlert() {
        var test = Notification.test(NOW);
        for (var notification : List.of(test, test.over(NOW, "the test is over"))) {
            tell(new ChannelConfig.Alertmanager("am", at("/")), notification);
            assertThat(receiver.requests().getLast().json().at("/0/labels/alertname").asString()).isEqualTo("LedgerTest");
            tell(new ChannelConfig.PagerDuty("pager", new Secret.Env("SECRET"), Optional.of(at("/"))), notification);
            assertThat(receiver.requests().getLast().json().get("dedup_key").asString()).isEqualTo("migration-ledger-test");
            tell(new ChannelConfig.Webhook("hook", at("/"), new Secret.Env("SECRET")), notification);
            assertThat(receiver.requests().getLast().json().get("type").asString()).isEqualTo("alert.test");
            tell(new ChannelConfig.Slack("chat", at("/")), notification);
            assertThat(receiver.requests().getLast().json().get("text").asString()).startsWith("[test] ");
        }
    }

    @Test
    void theLogGetsOneLine() {
        assertThat(tell(new ChannelConfig.Log("log"), FIRED)).isEqualTo(new Reply.Delivered());
        tell(new ChannelConfig.Log("log"), RESOLVED);
        assertThat(log).containsExactly(
                "CRITICAL shop: revision b failed (42P07): relation <t> & \"u\" exist - next: correct it, then `ledger up shop`",
                "RESOLVED shop: revision b failed (42P07): relation <t> & \"u\" exist - b is applied");
    }

    @Test
    void aMissingOrBadSecretIsToldWithoutItAndNothingIsSent() {
        var missing = new ChannelConfig.Webhook("hook", at("/hook"), new Secret.Env("NOT_SET"));
        assertThat(tell(missing, FIRED)).isEqualTo(new Reply.Later(
                "the secret of channel hook is in the environment variable NOT_SET, which is not set", Optional.empty(), false));
        var bad = new ChannelConfig.Webhook("hook", at("/hook"), new Secret.Literal("hunter2"));
        assertThat(tell(bad, FIRED)).isEqualTo(new Reply.Later(
                "the secret of channel hook is not `whsec_` and 24 to 64 bytes in base64", Optional.empty(), false));
        var clear = new ChannelConfig.Slack("chat", new Address(new Secret.Literal("http://example.org/hunter2")));
        assertThat(tell(clear, FIRED)).isEqualTo(new Reply.Later(
                "the URL of channel chat, which literal:*** holds, would be sent in clear: http is for this machine only",
                Optional.empty(), false));
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void whatIsKeptUntilItIsToldIsTheSameNotification() {
        for (var notification : List.of(FIRED, RESOLVED)) {
            assertThat(NotificationJson.read(NotificationJson.text(notification))).isEqualTo(notification);
        }
    }
}
