package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.cli.render.StreamText;
import dev.migrationledger.app.config.ConfigurationReader;
import dev.migrationledger.app.config.KafkaConfig;
import dev.migrationledger.app.stream.Subscriptions.Standing;
import dev.migrationledger.app.stream.kafka.KafkaStream;
import dev.migrationledger.core.problem.Exit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "status",
        description = "How far each consumer of the log is, and how many events it lacks. With --check exit 1 when any lacks some.")
final class StreamStatus extends StreamPart {
    @Override
    public Integer call() {
        var kafka = ConfigurationReader.read(common().config()).stream().kafka();
        var all = onLedger(ledger -> ledger.subscriptions().all());
        var unreached = kafka.filter(config -> all.stream().noneMatch(one -> one.name().startsWith(KafkaStream.subscription(config))));
        switch (common().format()) {
            case TABLE -> print(StreamText.subscriptions(all, unreached, Instant.now(), terminal().look()));
            case JSON -> print(json(all, unreached));
        }
        boolean behind = unreached.isPresent() || all.stream().anyMatch(one -> one.behind() > 0);
        return (common().check() && behind ? Exit.FINDINGS : Exit.OK).code();
    }

    /** {@code unreached}: servers of a cluster that is configured, and that nothing was published to yet. */
    private ObjectNode json(List<Standing> all, Optional<KafkaConfig> unreached) {
        var document = document();
        var list = document.putArray("subscriptions");
        all.forEach(one -> list.addObject()
                .put("name", one.name())
                .put("position", one.position())
                .put("behind", one.behind())
                .put("saved", one.updated().toString()));
        var servers = document.putArray("unreached");
        unreached.ifPresent(config -> config.bootstrapServers().forEach(servers::add));
        return document;
    }
}
