package dev.migrationledger.app.cli;

import dev.migrationledger.app.cli.verb.AlertsVerb;
import dev.migrationledger.app.cli.verb.ApplyVerb;
import dev.migrationledger.app.cli.verb.AuditVerb;
import dev.migrationledger.app.cli.verb.BenchVerb;
import dev.migrationledger.app.cli.verb.DemoVerb;
import dev.migrationledger.app.cli.verb.DetectVerb;
import dev.migrationledger.app.cli.verb.DriftVerb;
import dev.migrationledger.app.cli.verb.FleetVerb;
import dev.migrationledger.app.cli.verb.ForgetVerb;
import dev.migrationledger.app.cli.verb.GraphVerb;
import dev.migrationledger.app.cli.verb.HistoryVerb;
import dev.migrationledger.app.cli.verb.LintVerb;
import dev.migrationledger.app.cli.verb.OwnersVerb;
import dev.migrationledger.app.cli.verb.PlanVerb;
import dev.migrationledger.app.cli.verb.RepairVerb;
import dev.migrationledger.app.cli.verb.ReplayVerb;
import dev.migrationledger.app.cli.verb.ResolveVerb;
import dev.migrationledger.app.cli.verb.RevertVerb;
import dev.migrationledger.app.cli.verb.RolloutVerb;
import dev.migrationledger.app.cli.verb.ServeVerb;
import dev.migrationledger.app.cli.verb.StampVerb;
import dev.migrationledger.app.cli.verb.StatusVerb;
import dev.migrationledger.app.cli.verb.StreamVerb;
import dev.migrationledger.app.cli.verb.UpVerb;
import dev.migrationledger.app.cli.verb.VerifyVerb;
import dev.migrationledger.app.cli.verb.WhatIfVerb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root: nothing but its verbs. */
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        version = "Migration Ledger 0.1",
        header = "Knows at which revision every database really is, and brings it safely to the next.",
        synopsisSubcommandLabel = "VERB",
        subcommands = {
            UpVerb.class,
            DetectVerb.class,
            StatusVerb.class,
            PlanVerb.class,
            ApplyVerb.class,
            StampVerb.class,
            VerifyVerb.class,
            RepairVerb.class,
            ResolveVerb.class,
            RevertVerb.class,
            HistoryVerb.class,
            ForgetVerb.class,
            DriftVerb.class,
            OwnersVerb.class,
            GraphVerb.class,
            LintVerb.class,
            FleetVerb.class,
            RolloutVerb.class,
            AuditVerb.class,
            ReplayVerb.class,
            StreamVerb.class,
            AlertsVerb.class,
            ServeVerb.class,
            WhatIfVerb.class,
            BenchVerb.class,
            DemoVerb.class
        },
        footer = {
            "",
            "Start with `ledger demo`, then `ledger detect --all` beside your own ledger.yml.",
            "Exit codes: 0 well, 1 findings, 2 failed, 3 a person must decide, 4 locked, 64 usage, 78 configuration."
        })
public final class LedgerCommand implements Runnable {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    LedgerCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    public Terminal terminal() {
        return terminal;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do");
    }
}
