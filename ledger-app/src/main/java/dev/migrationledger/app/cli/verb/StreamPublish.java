package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.cli.render.ReportText;
import dev.migrationledger.app.config.ConfigurationReader;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import java.util.ArrayList;
import java.util.Locale;
import picocli.CommandLine.Command;

@Command(name = "publish", description = "Publish to Kafka all that is not there yet, then end: for cron and pipelines.")
final class StreamPublish extends StreamPart {
    @Override
    public Integer call() {
        var stream = ConfigurationReader.read(common().config()).stream();
        var kafka = stream.kafka().orElseThrow(() -> new LedgerException(new Problem(
                "LDG917",
                Exit.CONFIGURATION,
                common().config() + " does not say where Kafka is",
                "add `stream: { kafka: { bootstrap-servers: [host:9092] } }`")));
        var warnings = new ArrayList<Problem>();
        var published = onLedger(ledger -> {
            try (var publishing = ledger.kafka(stream, kafka, warnings::add)) {
                return publishing.catchUp();
            }
        });
        if (published.isEmpty()) {
            throw new LedgerException(new Problem(
                    "LDG918",
                    Exit.LOCKED,
                    "another process publishes this ledger to the same topics",
                    "let it; `ledger stream status` shows how far it is"));
        }
        switch (common().format()) {
            case TABLE -> {
                print(String.format(Locale.ROOT, "%,d events published to %sevents%n", published.getAsLong(), kafka.prefix()));
                terminal().err().print(ReportText.problems(warnings, terminal().look()));
            }
            case JSON -> {
                var document = document().put("events", published.getAsLong()).put("topic", kafka.prefix() + "events");
                var told = document.putArray("warnings");
                warnings.forEach(one -> told.addObject().put("code", one.code()).put("message", one.message()).put("hint", one.hint()));
                print(document);
            }
        }
        return Exit.OK.code();
    }
}
