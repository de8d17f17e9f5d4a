package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.config.Configuration;
import dev.migrationledger.app.config.ConfigurationReader;
import dev.migrationledger.app.operation.Telling;
import java.util.function.Function;

/** One thing to do with alerts and webhooks. */
abstract class AlertsPart extends StreamPart {
    AlertsPart() {
        super("alerts");
    }

    final Configuration configuration() {
        return ConfigurationReader.read(common().config());
    }

    final <T> T telling(Configuration configuration, Function<Telling, T> work) {
        return onLedger(ledger -> {
            try (var telling = ledger.telling(configuration, line -> terminal().err().println("ledger: " + line))) {
                return work.apply(telling);
            }
        });
    }
}
