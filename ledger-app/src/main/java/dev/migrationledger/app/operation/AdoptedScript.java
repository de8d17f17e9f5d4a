package dev.migrationledger.app.operation;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.schema.ObjectKind;
import dev.migrationledger.core.target.Definitions.Definition;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The file of a revision that takes objects into the catalog.
 *
 * @param id the same for the same statements on the same revisions
 */
record AdoptedScript(String id, String text) {
    private static final int ID_LENGTH = 12;

    static AdoptedScript of(String database, State parents, List<Definition> definitions) {
        var body = definitions.stream().map(Definition::sql).collect(Collectors.joining("\n"));
        var id = new Script(parents + "\n" + body, 1).digest().substring(0, ID_LENGTH);
        var keys = definitions.stream().map(Definition::key).distinct().toList();
        var settings = keys.stream().anyMatch(key -> key.kind() == ObjectKind.FUNCTION)
                ? "-- A function may be made before what its body names.\nset local check_function_bodies = off;\n\n"
                : "";
        return new AdoptedScript(
                id,
                """
                -- revision: %s
                -- parents: %s
                -- message: adopt what %s has and no revision made: %s
                -- idempotent: true

                -- Makes each object where it is missing and changes nothing where it is. Rows are not part of it.

                %s%s""".formatted(id, String.join(", ", parents.heads()), database, words(keys), settings, body));
    }

    /** Never over a file that is there. */
    void write(Path file) {
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new LedgerException(new Problem(
                    "LDG767", Exit.REFUSED, file + " exists and is not overwritten", "move it away, or remove it"));
        } catch (IOException e) {
            throw new LedgerException(new Problem(
                    "LDG768", Exit.FAILED, file + " cannot be written: " + e.getMessage(), "check who may write there"));
        }
    }

    private static String words(List<FactKey> keys) {
        var first = keys.getFirst().toString().replaceAll("\\s+", " ");
        return keys.size() == 1 ? first : first + " and " + (keys.size() - 1) + " more";
    }
}
