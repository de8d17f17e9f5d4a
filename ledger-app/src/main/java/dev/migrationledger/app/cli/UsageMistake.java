package dev.migrationledger.app.cli;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.NearMatches;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.problem.Shown;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A command line that cannot be read: an unknown verb or option, a missing or wrong value. */
final class UsageMistake {
    private UsageMistake() {}

    static Problem problem(ParameterException mistake) {
        var command = mistake.getCommandLine();
        var help = "`" + command.getCommandSpec().qualifiedName() + " --help` shows what there is";
        var near = mistake instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()
                ? question(command, unmatched.getUnmatched().getFirst())
                : "";
        return new Problem("LDG985", Exit.USAGE, message(mistake), near.isEmpty() ? help : near + " " + help);
    }

    private static String message(ParameterException mistake) {
        if (mistake instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
            var words = unmatched.getUnmatched().stream()
                    .map(RelativeRevision::restore)
                    .map(word -> "`" + Shown.of(word) + "`")
                    .collect(Collectors.joining(", "));
            return mistake.getCommandLine().getCommandSpec().qualifiedName() + " knows no " + words;
        }
        return RelativeRevision.restore(String.valueOf(mistake.getMessage())).lines().map(String::strip).collect(Collectors.joining(" "));
    }

    private static String question(CommandLine command, String word) {
        Collection<String> known = word.startsWith("-")
                ? command.getCommandSpec().optionsMap().keySet()
                : command.getSubcommands().keySet();
        return NearMatches.question(word.split("=", 2)[0], known);
    }

    /** From the words as typed, since a line that cannot be read has no options. */
    static boolean wantsJson(String[] words) {
        var line = List.of(words);
        int option = line.lastIndexOf("--format");
        boolean apart = option >= 0 && option + 1 < words.length && words[option + 1].equalsIgnoreCase("json");
        return apart || line.stream().anyMatch("--format=json"::equalsIgnoreCase);
    }
}
