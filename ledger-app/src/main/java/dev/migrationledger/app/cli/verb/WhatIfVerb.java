package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.catalog.Catalogs;
import dev.migrationledger.app.cli.render.ReportText;
import dev.migrationledger.app.cli.render.WhatIfText;
import dev.migrationledger.app.config.ConfigurationReader;
import dev.migrationledger.app.operation.WhatIf;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.whatif.ChangedPolicy;
import dev.migrationledger.core.whatif.OtherPolicy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "what-if",
        description = "Ask the rules about past events with another policy, and show where they would have decided otherwise.")
public final class WhatIfVerb extends LookingBack {
    @Option(
            names = "--policy",
            required = true,
            paramLabel = "KEY=VALUE",
            description = {
                "equivalent=refuse|earliest, wrong-claim=correct|refuse: where an upgrade starts;",
                "failure-budget=N: databases of one run that may fail before no further one is begun."
            })
    private List<String> policy = List.of();

    @Override
    public Integer call() {
        var changed = ChangedPolicy.read(policy);
        var answer = ask(ledger -> new WhatIf(ledger).ask(changed, rules()));
        switch (common().format()) {
            case TABLE -> print(WhatIfText.of(changed, answer, terminal().look()));
            case JSON -> print(WhatIfJson.write(document("what-if"), changed, answer));
        }
        var same = answer.stops().isEmpty()
                && answer.databases().stream().allMatch(one -> one.answer().stream().allMatch(a -> a.differences().isEmpty()));
        return common().check() && !same ? Exit.FINDINGS.code() : Exit.OK.code();
    }

    private Map<String, OtherPolicy.Rules> rules() {
        var rules = new TreeMap<String, OtherPolicy.Rules>();
        ConfigurationReader.read(common().config()).catalogs().forEach((name, config) -> {
            var catalog = Catalogs.read(config, problem ->
                    terminal().err().print(ReportText.problems(List.of(problem), terminal().look())));
            rules.put(name, new OtherPolicy.Rules(catalog.graph(), catalog.policy()));
        });
        return rules;
    }
}
