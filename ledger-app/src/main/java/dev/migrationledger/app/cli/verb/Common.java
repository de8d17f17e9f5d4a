package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.axon.SystemUser;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that every verb has (CLI contract, section "Verbs"). */
final class Common {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Configuration file (default: ./ledger.yml).")
    private Path config = Path.of("ledger.yml");

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where the ledger keeps its own store (default: ./.ledger).")
    private Path dataDirectory = Path.of(".ledger");

    @Option(names = "--format", paramLabel = "table|json", description = "Default: table.")
    private Format format = Format.TABLE;

    @Option(names = "--actor", paramLabel = "NAME", description = "Who does this (default: the system's user, who is noted in any case).")
    private @Nullable String actor;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the history.")
    private String reason = "";

    @Option(names = "--check", description = "Exit 1 when not all is well.")
    private boolean check;

    enum Format {
        TABLE,
        JSON
    }

    Path config() {
        return config;
    }

    Path dataDirectory() {
        return dataDirectory;
    }

    Format format() {
        return format;
    }

    /** Never blank. */
    String actor() {
        return Optional.ofNullable(actor)
                .filter(name -> !name.isBlank())
                .orElseGet(SystemUser::name);
    }

    String reason() {
        return reason;
    }

    boolean check() {
        return check;
    }
}
