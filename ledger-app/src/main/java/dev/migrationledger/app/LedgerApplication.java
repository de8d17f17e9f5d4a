package dev.migrationledger.app;

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
     * The context has every bean of {@link LedgerConfiguration}; closing it closes the store. Whoever starts it closes
     * it, at a signal too: a shutdown hook of the context's own would take the store away from what still runs.
     *
     * @param more further configuration classes
     */
    public static ConfigurableApplicationContext start(StoreSettings settings, Class<?>... more) {
        ApplicationContextInitializer<GenericApplicationContext> given =
                context -> context.registerBean(StoreSettings.class, () -> settings);
        return new SpringApplicationBuilder(LedgerConfiguration.class)
                .sources(more)
                .initializers(given)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .run();
    }
}
