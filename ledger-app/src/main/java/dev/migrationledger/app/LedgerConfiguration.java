package dev.migrationledger.app;

import dev.migrationledger.app.axon.AxonParts;
import dev.migrationledger.app.axon.LedgerCommands;
import dev.migrationledger.app.embedded.LedgerStore;
import dev.migrationledger.app.eventstore.EventCodec;
import dev.migrationledger.app.eventstore.EventLog;
import dev.migrationledger.app.eventstore.Restoring;
import dev.migrationledger.app.eventstore.Sequencer;
import dev.migrationledger.app.eventstore.StoredLog;
import dev.migrationledger.app.projection.AsOf;
import dev.migrationledger.app.projection.Databases;
import dev.migrationledger.app.projection.History;
import dev.migrationledger.app.projection.Replay;
import dev.migrationledger.app.projection.ScriptStore;
import dev.migrationledger.app.stream.Subscriptions;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** The parts of the ledger and how they hang together; nothing is found by scanning or by auto-configuration. */
@Configuration(proxyBeanMethods = false)
public class LedgerConfiguration {
    static {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        System.setProperty("disable-axoniq-console-message", "true");
    }

    @Bean
    PlatformTransactionManager transactionManager(LedgerStore store) {
        return new JdbcTransactionManager(store.dataSource());
    }

    /** Opens its own transactions; what must join Axon's gets another one inside {@link #axon}. */
    @Bean
    DSLContext sql(LedgerStore store) {
        return DSL.using(store.dataSource(), SQLDialect.POSTGRES);
    }

    @Bean
    EventCodec eventCodec() {
        return new EventCodec();
    }

    @Bean
    EventLog eventLog(DSLContext sql) {
        return new EventLog(sql, new Sequencer(sql));
    }

    @Bean
    StoredLog storedLog(DSLContext sql, EventLog log) {
        return new StoredLog(sql, log);
    }

    @Bean
    Subscriptions subscriptions(DSLContext sql, EventLog log) {
        return new Subscriptions(sql, log);
    }

    @Bean
    Restoring restoring(DSLContext sql) {
        return new Restoring(sql);
    }

    @Bean(destroyMethod = "close")
    AxonParts axon(PlatformTransactionManager transactions, LedgerStore store, EventLog log, EventCodec codec) {
        var joining = DSL.using(new TransactionAwareDataSourceProxy(store.dataSource()), SQLDialect.POSTGRES);
        return new AxonParts(transactions, joining, log, codec);
    }

    @Bean
    LedgerCommands ledgerCommands(AxonParts axon) {
        return axon.commands();
    }

    @Bean
    Databases databases(DSLContext sql, EventLog log, EventCodec codec) {
        return new Databases(sql, log, codec);
    }

    @Bean
    History history(EventLog log, EventCodec codec) {
        return new History(log, codec);
    }

    @Bean
    AsOf asOf(EventLog log, EventCodec codec) {
        return new AsOf(log, codec);
    }

    @Bean
    Replay replay(DSLContext sql, EventLog log, EventCodec codec, Databases databases) {
        return new Replay(sql, log, codec, databases);
    }

    @Bean
    ScriptStore scriptStore(DSLContext sql) {
        return new ScriptStore(sql);
    }
}
