package dev.migrationledger.app.source.alembic;

import java.util.List;
import java.util.Optional;

/**
 * What a project's command line tells about its configuration.
 *
 * @param config  after {@code -c} or {@code --config}
 * @param section after {@code -n} or {@code --name}
 */
record CommandOptions(Optional<String> config, String section) {
    static CommandOptions of(List<String> command) {
        return new CommandOptions(after(command, "-c", "--config"), after(command, "-n", "--name").orElse("alembic"));
    }

    /** The last one counts. */
    private static Optional<String> after(List<String> command, String shortly, String longly) {
        var found = Optional.<String>empty();
        for (int i = 0; i < command.size(); i++) {
            var word = command.get(i);
            if ((word.equals(shortly) || word.equals(longly)) && i + 1 < command.size() && isAlembic(command, i)) {
                found = Optional.of(command.get(i + 1));
            } else if (word.startsWith(longly + "=")) {
                found = Optional.of(word.substring(longly.length() + 1));
            }
        }
        return found;
    }

    /** Whether the options of {@code python -c}, {@code sh -c} and the like are over. */
    private static boolean isAlembic(List<String> command, int at) {
        return command.subList(0, at).stream().anyMatch(word -> word.matches("(?:.*[/\\\\])?alembic(?:\\.exe)?"));
    }
}
