package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.cli.LedgerCommand;
import dev.migrationledger.app.cli.Main;
import dev.migrationledger.app.cli.Terminal;
import dev.migrationledger.app.cli.render.ReportText;
import dev.migrationledger.app.config.Configuration;
import dev.migrationledger.app.config.ConfigurationReader;
import dev.migrationledger.app.operation.Ledger;
import dev.migrationledger.app.rest.Listen;
import dev.migrationledger.app.rest.RestServer;
import dev.migrationledger.app.rest.Served;
import dev.migrationledger.app.stream.Background;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Serve events, states and health over HTTP, and tell Kafka, alert channels and webhooks where they are configured, until told to end.",
        footer = {
            "",
            "Only this machine can connect, unless --listen says otherwise; then LEDGER_TOKEN must be set, and requests bring it.",
            "Other commands on the same data directory, or the same external store, work beside it."
        })
public final class ServeVerb implements Callable<Integer> {
    private static final Duration FOR_LONG = Duration.ofDays(1);

    @ParentCommand
    private LedgerCommand parent;

    @Mixin
    private Common common;

    @Option(names = "--listen", paramLabel = "HOST:PORT", description = "Default: ${DEFAULT-VALUE}.", defaultValue = "127.0.0.1:8470")
    private String listen;

    @Override
    public Integer call() {
        var terminal = parent.terminal();
        var token = Optional.ofNullable(terminal.environment().get("LEDGER_TOKEN")).filter(text -> !text.isBlank());
        var place = Listen.at(listen, token);
        var configuration = ConfigurationReader.read(common.config());
        var stream = configuration.stream();
        try (var ending = new EndingWell();
                var ledger = Ledger.open(
                        common.dataDirectory(), terminal.environment(), common.actor(), common.reason(), _ -> {})) {
            ending.by(ledger::interrupt);
            var services = services(ledger, configuration);
            try (var server = RestServer.start(
                    place, new Served(ledger.feed(stream), ledger.subscriptions(), ledger.databases(), services))) {
                say(place, server.port());
                while (ledger.interruption().pause(FOR_LONG)) {
                    // until told to end
                }
            } finally {
                ledger.interrupt();
                services.forEach(Background::close);
            }
        }
        return Exit.OK.code();
    }

    /** What runs beside the server, each on a thread of its own. */
    private List<Background> services(Ledger ledger, Configuration configuration) {
        var services = new ArrayList<Background>();
        var stream = configuration.stream();
        if (!configuration.webhooks().isEmpty() || !configuration.alerts().channels().isEmpty()) {
            var telling = ledger.telling(configuration, line -> parent.terminal().err().println("ledger: " + line));
            telling.turns().forEach((name, turn) -> services.add(
                    Background.start(name, turn, ledger.interruption(), this::warn, telling::close)));
        }
        stream.kafka().ifPresent(kafka -> {
            var publishing = ledger.kafka(stream, kafka, problem -> warn(List.of(problem)));
            services.add(Background.start("kafka", publishing::catchUp, ledger.interruption(), this::warn, publishing::close));
        });
        return services;
    }

    private void say(Listen place, int port) {
        var terminal = parent.terminal();
        var host = place.address().getHostAddress();
        terminal.out().println("serving at http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
        terminal.out().flush();
        if (!place.isLocal()) {
            terminal.err().println("ledger: connections are not encrypted: let others in through a proxy that speaks TLS");
        }
    }

    private void warn(RuntimeException failure) {
        warn(failure instanceof LedgerException known ? known.problems() : List.of(Main.unforeseen(failure, parent.terminal())));
    }

    private void warn(List<Problem> problems) {
        Terminal terminal = parent.terminal();
        terminal.err().print(ReportText.problems(problems, terminal.look()));
    }
}
