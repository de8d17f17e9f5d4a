package dev.migrationledger.app.source.alembic;

import dev.migrationledger.core.planning.DigestText;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.source.MigrationTool;
import dev.migrationledger.core.target.TargetAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Alembic, as the project runs it: with its interpreter, in its directory, with its env.py and its variables.
 *
 * @param source    id, for messages
 * @param command   as configured; none: {@code alembic}
 * @param variables for the project, keyed by name; values may hold {@code {{url}}} and its parts. Without any the URL is
 *                  given as {@code sqlalchemy.url}
 * @param inherited variables of this process
 */
public record AlembicTool(
        String source,
        AlembicProject project,
        List<String> command,
        Map<String, String> variables,
        Map<String, String> inherited)
        implements MigrationTool {
    public AlembicTool {
        command = List.copyOf(command);
        variables = Map.copyOf(variables);
        inherited = Map.copyOf(inherited);
    }

    @Override
    public String tracker() {
        return "alembic";
    }

    @Override
    public String surroundings() {
        return Surroundings.digest(project);
    }

    @Override
    public String setup() {
        var text = new DigestText("alembic 1").field(surroundings()).list(command).field(variables.size());
        new TreeMap<>(variables).forEach((name, value) -> text.field(name).field(value));
        return text.digest();
    }

    @Override
    public Session open(TargetAddress address, List<String> admission) {
        var known = AlembicCommand.of(command).orElseThrow(() -> unclear("no word of it is alembic"));
        var text = new AddressText(address);
        var settings = new AlembicSession.Settings(
                options(known, text),
                variables.isEmpty() ? Optional.of(text.url()) : Optional.empty(),
                project.ini().isEmpty() && project.pyproject().isEmpty()
                        ? Optional.of(project.scripts().toString())
                        : Optional.empty(),
                admission(address, admission),
                known.currentDirectory());
        return AlembicSession.start(
                interpreter(known), project.directory(), environment(text), settings, new AlembicFailures(source, address, text));
    }

    /** A file is told by its name, whatever the engine asks besides. */
    private static List<String> admission(TargetAddress address, List<String> asked) {
        var all = new ArrayList<>(asked);
        address.file().ifPresent(file -> all.addFirst("select count(*) from pragma_database_list where name = 'main' and file in ("
                + quoted(file) + ", " + quoted(real(file)) + ")"));
        return all;
    }

    private static String real(String file) {
        try {
            return Path.of(file).toRealPath().toString();
        } catch (IOException e) {
            return file;
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** An {@code -x} option may hold a placeholder too; it does not become an argument that others can see. */
    private List<String> options(AlembicCommand known, AddressText text) {
        var options = new ArrayList<String>();
        boolean configured = known.options().stream().anyMatch(word -> word.equals("-c") || word.startsWith("--config"));
        if (!configured) {
            project.ini().ifPresent(ini -> options.addAll(List.of("-c", ini.toString())));
        }
        known.options().forEach(word -> options.add(text.fill(word)));
        return options;
    }

    private List<String> interpreter(AlembicCommand known) {
        if (!known.script()) {
            return known.start();
        }
        var script = known.start().getLast();
        return new Interpreter(project.directory(), inherited.getOrDefault("PATH", ""))
                .of(script)
                .orElseThrow(() -> unclear("there is no program " + script + ", or its first line names no Python"));
    }

    /** What the ledger itself was given, such as its token, is none of the project's business. */
    private Map<String, String> environment(AddressText text) {
        var all = new LinkedHashMap<>(inherited);
        all.keySet().removeIf(name -> name.startsWith("LEDGER_"));
        variables.forEach((name, value) -> all.put(name, text.fill(value)));
        return all;
    }

    private LedgerException unclear(String why) {
        return AlembicFailures.unclear(source, command, why, project.directory());
    }
}
