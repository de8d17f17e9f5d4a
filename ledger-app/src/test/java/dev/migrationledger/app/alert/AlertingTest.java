package dev.migrationledger.app.alert;

import static dev.migrationledger.app.jooq.ledger.Tables.DELIVERY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.config.Address;
import dev.migrationledger.app.config.ChannelConfig;
import dev.migrationledger.app.config.Secret;
import dev.migrationledger.app.delivery.Deliveries;
import dev.migrationledger.app.delivery.Delivery;
import dev.migrationledger.app.delivery.Postman;
import dev.migrationledger.app.delivery.Reply;
import dev.migrationledger.app.delivery.SettableClock;
import dev.migrationledger.app.eventstore.PostgresEventStorageEngine;
import dev.migrationledger.app.stream.Subscriptions;
import dev.migrationledger.app.testing.StoreFixture;
import dev.migrationledger.core.alert.AlertRules;
import dev.migrationledger.core.alert.Rule;
import dev.migrationledger.core.alert.Severity;
import dev.migrationledger.core.detection.Claim;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.Verdict;
import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.history.Failure;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.rollout.RolloutEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** What the channels are told, over restarts and changes of the configuration. */
class AlertingTest {
    private static final DatabaseEvent REGISTERED = new DatabaseEvent.Registered("shop", "prod", "postgresql", "shop@db1", Map.of());
    private static final DatabaseEvent FAILED =
            new DatabaseEvent.RevisionFailed("1", "b", new Failure(3, 41, "42P07", "exists"));
    private static final DatabaseEvent APPLIED = new DatabaseEvent.RevisionApplied("2", "b", "d", 1, 5, false);
    private static final ChannelConfig LOG = new ChannelConfig.Log("log");
    private static final ChannelConfig CHAT = new ChannelConfig.Log("chat");

    private final StoreFixture store = new StoreFixture(6);
    private final SettableClock clock = new SettableClock(Instant.now());
    private final Deliveries deliveries = new Deliveries(store.sql);
    private final Postman postman = new Postman(deliveries, clock);
    private final Map<String, Long> sequences = new HashMap<>();

    @AfterEach
    void close() {
        store.close();
    }

    private void happened(String database, DatabaseEvent... events) {
        var messages = new ArrayList<GenericDomainEventMessage<?>>();
        for (var event : events) {
            long sequence = sequences.merge(database, 1L, Long::sum) - 1;
            messages.add(new GenericDomainEventMessage<>("database", "database/" + database, sequence, event, Map.of("actor", "ana")));
        }
        new TransactionTemplate(store.transactions).executeWithoutResult(_ ->
                new PostgresEventStorageEngine(store.joining, store.log, store.codec).appendEvents(messages));
    }

    private void rolledOut(String id, RolloutEvent... events) {
        var messages = new ArrayList<GenericDomainEventMessage<?>>();
        for (var event : events) {
            long sequence = sequences.merge("rollout " + id, 1L, Long::sum) - 1;
            messages.add(new GenericDomainEventMessage<>("rollout", "rollout/" + id, sequence, event, Map.of("actor", "ana")));
        }
        new TransactionTemplate(store.transactions).executeWithoutResult(_ ->
                new PostgresEventStorageEngine(store.joining, store.log, store.codec).appendEvents(messages));
    }

    private static DatabaseEvent look(Claim claim) {
        return new DatabaseEvent.Detected(new Detection(
                Verdict.EXACT, State.of("a"), List.of(), claim, State.of("c"), List.of(), List.of(), List.of(), "empty", "x"));
    }

    private Alerting alerting(AlertRules rules, Set<String> watched, ChannelConfig... channels) {
        return new Alerting(
                new Subscriptions(store.sql, store.log), store.log, store.codec, deliveries, List.of(channels), rules, watched::contains);
    }

    private Alerting alerting(ChannelConfig... channels) {
        return alerting(AlertRules.DEFAULT, Set.of("shop", "crm"), channels);
    }

    /** Told in this round, {@code channel +key} or {@code channel -key why}. */
    private List<String> told(Alerting alerting) {
        return told(alerting, new AuditLook.Clean());
    }

    private List<String> told(Alerting alerting, AuditLook audit) {
        clock.pass(Duration.ofMinutes(1));
        alerting.update(clock.instant(), audit);
        var told = new ArrayList<String>();
        postman.round(delivery -> {
            told.add(inShort(delivery));
            return new Reply.Delivered();
        });
        return told;
    }

    private static String inShort(Delivery delivery) {
        var notification = NotificationJson.read(delivery.body());
        return delivery.channel() + notification.resolved()
                .map(over -> " -" + notification.alert().key() + " " + over.why())
                .orElse(" +" + notification.alert().key());
    }

    @Test
    void everyChannelIsToldOnceThatItFiresAndOnceThatItIsOver() {
        var alerting = alerting(LOG, CHAT);
        happened("shop", REGISTERED, FAILED);
        assertThat(told(alerting)).containsExactly("log +revision-failed/shop/b", "chat +revision-failed/shop/b");
        assertThat(told(alerting)).isEmpty();
        happened("shop", APPLIED);
        assertThat(told(alerting)).containsExactly(
                "log -revision-failed/shop/b b is applied", "chat -revision-failed/shop/b b is applied");
        assertThat(told(alerting)).isEmpty();
    }

    @Test
    void whatWasOverBeforeAnybodyReadItIsToldToo() {
        var alerting = alerting(LOG);
        happened("shop", REGISTERED, FAILED, APPLIED, FAILED);
        assertThat(told(alerting)).containsExactly(
                "log +revision-failed/shop/b", "log -revision-failed/shop/b b is applied", "log +revision-failed/shop/b");
    }

    @Test
    void aFirstRunTellsWhatFiresNowAndNotThePast() {
        happened("shop", REGISTERED, FAILED, APPLIED, look(Claim.WRONG));
        assertThat(told(alerting(LOG))).containsExactly("log +claim-wrong/shop");
    }

    @Test
    void aRestartTellsNothingTwiceAndNothingIsLost() {
        happened("shop", REGISTERED, FAILED);
        assertThat(told(alerting(LOG))).containsExactly("log +revision-failed/shop/b");
        assertThat(told(alerting(LOG))).isEmpty();
        happened("shop", APPLIED, look(Claim.WRONG));
        assertThat(told(alerting(LOG))).containsExactly("log -revision-failed/shop/b b is applied", "log +claim-wrong/shop");
    }

    @Test
    void eventsThatAreReadAgainAfterADeathAreNotToldAgain() {
        var alerting = alerting(LOG);
        happened("shop", REGISTERED, FAILED, APPLIED);
        assertThat(told(alerting)).hasSize(2);
        store.sql.execute("update ledger.subscription set position = 0 where name = 'alerts'");
        assertThat(told(alerting(LOG))).isEmpty();
    }

    @Test
    void aNewChannelIsToldWhatFires() {
        happened("shop", REGISTERED, FAILED);
        told(alerting(LOG));
        assertThat(told(alerting(LOG, CHAT))).containsExactly("chat +revision-failed/shop/b");
    }

    @Test
    void aRuleThatIsTurnedOffIsOver() {
        happened("shop", REGISTERED, look(Claim.WRONG));
        told(alerting(LOG));
        var severities = new EnumMap<Rule, Severity>(AlertRules.DEFAULT.severities());
        severities.remove(Rule.CLAIM_WRONG);
        var rules = new AlertRules(severities, Optional.empty());
        assertThat(told(alerting(rules, Set.of("shop"), LOG))).containsExactly("log -claim-wrong/shop the rule is off now");
        assertThat(told(alerting(LOG))).containsExactly("log +claim-wrong/shop");
    }

    @Test
    void aDatabaseThatTheConfigurationDoesNotHaveIsNotToldOf() {
        var alerting = alerting(AlertRules.DEFAULT, Set.of("crm"), LOG);
        happened("shop", REGISTERED, FAILED);
        happened("crm", REGISTERED, look(Claim.WRONG));
        assertThat(told(alerting)).containsExactly("log +claim-wrong/crm");
        assertThat(told(alerting(AlertRules.DEFAULT, Set.of(), LOG)))
                .containsExactly("log -claim-wrong/crm the configuration has no such database any more");
    }

    @Test
    void silenceComesWithTimeAndGoesWithALook() {
        var severities = Map.of(Rule.SILENT, Severity.WARNING);
        var rules = new AlertRules(severities, Optional.of(Duration.ofDays(3)));
        happened("shop", REGISTERED, look(Claim.AGREES));
        var alerting = alerting(rules, Set.of("shop"), LOG);
        assertThat(told(alerting)).isEmpty();
        clock.pass(Duration.ofDays(3));
        assertThat(told(alerting)).containsExactly("log +silent/shop");
        assertThat(told(alerting(rules, Set.of("shop"), LOG))).isEmpty();
    }

    @Test
    void aDatabaseThatIsForgottenIsSilentNoMore() {
        var rules = new AlertRules(Map.of(Rule.SILENT, Severity.WARNING), Optional.of(Duration.ofDays(3)));
        happened("shop", REGISTERED, look(Claim.AGREES));
        var alerting = alerting(rules, Set.of("shop"), LOG);
        clock.pass(Duration.ofDays(3));
        assertThat(told(alerting)).containsExactly("log +silent/shop");
        happened("shop", new DatabaseEvent.Forgotten("sold"));
        assertThat(told(alerting)).containsExactly("log -silent/shop the database was forgotten");
    }

    @Test
    void aHaltedRolloutIsToldUntilAPersonDecides() {
        var halted = new RolloutEvent.Halted(1, 0, List.of());
        var alerting = alerting(LOG, CHAT);
        rolledOut("7", halted);
        assertThat(told(alerting)).containsExactly("log +rollout-halted/7", "chat +rollout-halted/7");
        assertThat(told(alerting(LOG, CHAT))).isEmpty();
        rolledOut("7", new RolloutEvent.Resumed("r"), halted, new RolloutEvent.Aborted("no"));
        assertThat(told(alerting(LOG))).containsExactly(
                "log -rollout-halted/7 it was resumed",
                "log +rollout-halted/7",
                "log -rollout-halted/7 it was aborted: no");
    }

    @Test
    void aBrokenAuditIsToldOnceAndEndsWhenItIsWell() {
        var alerting = alerting(LOG);
        var broken = new AuditLook.Broken("event 7 is not what was stored");
        assertThat(told(alerting, broken)).containsExactly("log +audit-broken");
        assertThat(told(alerting, broken)).isEmpty();
        assertThat(told(alerting)).containsExactly("log -audit-broken the log is as it was stored and signed");
    }

    @Test
    void aBrokenAuditIsNotOverWhileNobodyCanLook() {
        var am = new ChannelConfig.Alertmanager("am", new Address(new Secret.Literal("https://am.example.org")));
        assertThat(told(alerting(LOG, am), new AuditLook.NotDone())).as("nor does it begin").isEmpty();
        assertThat(told(alerting(LOG, am), new AuditLook.Broken("event 7"))).containsExactly("log +audit-broken", "am +audit-broken");
        assertThat(told(alerting(LOG, am), new AuditLook.NotDone())).isEmpty();
        clock.pass(Duration.ofHours(6));
        assertThat(told(alerting(LOG, am), new AuditLook.NotDone())).as("before it forgets").containsExactly("am +audit-broken");
        assertThat(told(alerting(LOG, am))).containsExactly(
                "log -audit-broken the log is as it was stored and signed", "am -audit-broken the log is as it was stored and signed");
    }

    @Test
    void aBrokenAuditIsOverWhenItsRuleIsTurnedOffThoughNobodyCanLook() {
        told(alerting(LOG), new AuditLook.Broken("event 7"));
        var severities = new EnumMap<Rule, Severity>(AlertRules.DEFAULT.severities());
        severities.remove(Rule.AUDIT_BROKEN);
        assertThat(told(alerting(new AlertRules(severities, Optional.empty()), Set.of(), LOG), new AuditLook.NotDone()))
                .containsExactly("log -audit-broken the rule is off now");
    }

    @Test
    void alertmanagerIsToldAgainBeforeItForgets() {
        var am = new ChannelConfig.Alertmanager("am", new Address(new Secret.Literal("https://am.example.org")));
        happened("shop", REGISTERED, FAILED);
        var alerting = alerting(LOG, am);
        assertThat(told(alerting)).containsExactly("log +revision-failed/shop/b", "am +revision-failed/shop/b");
        clock.pass(Duration.ofHours(5));
        assertThat(told(alerting)).isEmpty();
        clock.pass(Duration.ofHours(1));
        assertThat(told(alerting)).containsExactly("am +revision-failed/shop/b");
    }

    @Test
    void whatWasToldLongAgoIsForgottenAndNotToldAgain() {
        var alerting = alerting(LOG);
        happened("shop", REGISTERED, FAILED, APPLIED, FAILED);
        happened("crm", REGISTERED, FAILED, APPLIED);
        assertThat(told(alerting)).hasSize(5);
        clock.pass(Alerting.KEPT.plusDays(1));
        assertThat(told(alerting)).isEmpty();
        clock.pass(Duration.ofHours(1));
        assertThat(told(alerting)).isEmpty();
        assertThat(deliveries.newest("log")).as("what still fires").singleElement()
                .satisfies(last -> assertThat(last.subject()).isEqualTo("revision-failed/shop/b"));
        assertThat(store.sql.fetchCount(DELIVERY)).isEqualTo(1);
        happened("shop", APPLIED);
        assertThat(told(alerting)).containsExactly("log -revision-failed/shop/b b is applied");
    }
}
