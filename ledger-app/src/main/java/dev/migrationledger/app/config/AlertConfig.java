package dev.migrationledger.app.config;

import dev.migrationledger.core.alert.AlertRules;
import java.util.List;

/**
 * Who is told of what.
 *
 * @param channels in file order; none of two has the same id
 */
public record AlertConfig(List<ChannelConfig> channels, AlertRules rules) {
    /** Where the file has no {@code alerts}. */
    public static final AlertConfig NONE = new AlertConfig(List.of(), AlertRules.DEFAULT);

    public AlertConfig {
        channels = List.copyOf(channels);
    }
}
