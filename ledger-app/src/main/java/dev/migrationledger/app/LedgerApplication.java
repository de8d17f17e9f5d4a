package dev.migrationledger.app;

import dev.migrationledger.app.embedded.LedgerStore;
import dev.migrationledger.app.embedded.StoreSettings;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Starts the ledger inside this process. */
public final class LedgerApplication {
    private LedgerApplication() {}

    /**
     * The context has every bean of {@link LedgerConfiguration}; closing it closes the store, which is opened first so
     * that its problems arrive as they are. A signal does not close it: whoever started it first brings what runs to
     * an end, and records that.
     *
     * @throws dev.migrationledger.core.problem.LedgerException LDG630 to LDG635
     */
    public static ConfigurableApplicationContext start(StoreSettings settings) {
        var store = LedgerStore.open(settings);
        ApplicationContextInitializer<GenericApplicationContext> given =
                context -> context.registerBean(LedgerStore.class, () -> store);
        try {
            return context(LedgerConfiguration.class, given);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** One at a time: each start sets up the logging of the whole process. */
    static synchronized ConfigurableApplicationContext context(
            Class<?> configuration, ApplicationContextInitializer<GenericApplicationContext> given) {
        return new SpringApplicationBuilder(configuration)
                .initializers(given)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .run();
    }
}
