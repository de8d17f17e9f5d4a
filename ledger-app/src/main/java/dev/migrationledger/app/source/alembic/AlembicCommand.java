package dev.migrationledger.app.source.alembic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a project runs Alembic, taken apart: {@code [poetry, run, alembic, -x, tenant=a]} is what starts its Python and
 * the options that Alembic gets.
 *
 * @param start            starts the interpreter, without arguments for it; its last word is the script {@code alembic}
 *                         when {@code script}
 * @param script           whether the interpreter is told by that script's first line
 * @param options          before the verb
 * @param currentDirectory whether Python looks for modules in the current directory: {@code python -m} does, the script
 *                         does not
 */
record AlembicCommand(List<String> start, boolean script, List<String> options, boolean currentDirectory) {
    AlembicCommand {
        start = List.copyOf(start);
        options = List.copyOf(options);
    }

    /** Empty when no word of it is Alembic. @param words as configured; none: {@code alembic} */
    static Optional<AlembicCommand> of(List<String> words) {
        var command = words.isEmpty() ? List.of("alembic") : words;
        for (int i = 0; i < command.size(); i++) {
            if (command.get(i).matches("(?:.*[/\\\\])?alembic(?:\\.exe)?")) {
                return Optional.of(at(command, i));
            }
        }
        return Optional.empty();
    }

    private static AlembicCommand at(List<String> command, int alembic) {
        var options = command.subList(alembic + 1, command.size());
        if (alembic == 0) {
            return new AlembicCommand(command.subList(0, 1), true, options, false);
        }
        if (alembic > 1 && command.get(alembic - 1).equals("-m")) {
            return new AlembicCommand(command.subList(0, alembic - 1), false, options, true);
        }
        var python = new ArrayList<>(command.subList(0, alembic));
        python.add("python");
        return new AlembicCommand(python, false, options, false);
    }
}
