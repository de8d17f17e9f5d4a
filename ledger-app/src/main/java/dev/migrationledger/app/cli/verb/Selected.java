package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.config.Selection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which databases a verb is for. Where a verb takes a revision, that is the first positional argument. */
final class Selected {
    @Parameters(paramLabel = "DATABASE", arity = "0..*", description = "Ids of databases.")
    private List<String> words = List.of();

    @Option(names = "--select", paramLabel = "SELECTOR", description = "Such as \"environment=prod,region=eu\".")
    private @Nullable String selector;

    @Option(names = "--all", description = "Every database of the configuration.")
    private boolean all;

    Selection selection() {
        return selection(words);
    }

    /** The first positional argument, and the selection without it. */
    Optional<String> first() {
        return words.stream().findFirst();
    }

    /** The one id that was given, when that is all. */
    Optional<String> only() {
        return words.size() == 1 && selector == null && !all ? first() : Optional.empty();
    }

    Selection afterFirst() {
        return selection(words.subList(Math.min(1, words.size()), words.size()));
    }

    private Selection selection(List<String> ids) {
        return new Selection(ids, Optional.ofNullable(selector), all);
    }
}
