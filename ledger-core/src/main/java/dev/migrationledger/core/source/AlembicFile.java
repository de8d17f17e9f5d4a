package dev.migrationledger.core.source;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.python.Binding;
import dev.migrationledger.core.python.FunctionBody;
import dev.migrationledger.core.python.PythonLiteral;
import dev.migrationledger.core.python.PythonText;
import dev.migrationledger.core.revision.Kind;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.revision.Script.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads one revision file of Alembic without importing it: the last assignments of {@code revision},
 * {@code down_revision}, {@code depends_on} and {@code branch_labels} at the level of the module, as far as they are
 * literals. What each value means is as in Alembic (compared with the {@code ScriptDirectory} of 1.8.1 and 1.19.2):
 * nothing, an empty sequence and an empty text (1.19.2 refuses that one) are all a base. The file's name means nothing,
 * except that a file which sets no {@code revision} and is named with hexadecimal digits alone takes its id from them.
 */
public final class AlembicFile {
    /** @param revision present as soon as the id is known, whatever else is wrong; @param problems all, with lines */
    public record Result(Optional<Revision> revision, List<Problem> problems) {
        public Result {
            problems = List.copyOf(problems);
        }
    }

    private static final Pattern NAMED_BY_ID = Pattern.compile("(?:.*/)?([a-f0-9]+)\\.py");
    private static final String NOT_IN_AN_ID = "@-+";

    private static final String LABELS = "branch_labels";

    private final String text;
    private final PythonText python;
    private final String source;
    private final String file;
    private final List<Problem> problems = new ArrayList<>();

    private AlembicFile(String text, String source, String file) {
        this.text = text;
        this.python = PythonText.read(text);
        this.source = source;
        this.file = file;
    }

    /** @param source id of the source; @param file path for messages, with {@code /} between names */
    public static Result read(String text, String source, String file) {
        return new AlembicFile(text, source, file).read();
    }

    private Result read() {
        var fault = python.fault();
        if (fault.isPresent()) {
            problem("LDG707", fault.get().line(), "this is not Python: " + fault.get().reason(), "correct the file; Alembic cannot load it either");
            return new Result(Optional.empty(), problems);
        }
        var id = id();
        var parents = names("down_revision");
        var dependsOn = names("depends_on");
        var labels = names(LABELS);
        if (Binding.of("down_revision", python.statements()) instanceof Binding.Absent && id.isPresent()) {
            problem("LDG706", 1, "it sets `revision` but no `down_revision`", "add `down_revision = None`, or the id of its parent");
        }
        var script = new Script(text, 1, Language.PYTHON);
        boolean reverts = FunctionBody.of("downgrade", python) == FunctionBody.ACTS;
        return new Result(
                id.map(known -> new Revision(
                        known, parents, dependsOn, Set.copyOf(labels), message(), Kind.SCHEMA, AlembicText.isTransactional(python),
                        false, List.of(), script, Optional.of(script).filter(_ -> reverts), source, file)),
                problems);
    }

    private Optional<String> id() {
        return switch (Binding.of("revision", python.statements())) {
            case Binding.Absent _ -> {
                var named = NAMED_BY_ID.matcher(file);
                if (named.matches()) {
                    yield Optional.of(named.group(1));
                }
                problem("LDG705", 1, "it sets no `revision`, and Alembic takes every Python file in this directory for a revision",
                        "add `revision = \"<id>\"`, or move the file to another directory");
                yield Optional.empty();
            }
            case Binding.Assigned assigned -> PythonLiteral.of(assigned.value())
                    .map(value -> text("revision", value, assigned.line()).filter(written -> isId(written, assigned.line())))
                    .orElseGet(() -> unknown("revision", assigned.line(), "computed"));
            case Binding.Defined(var function, _) -> unknown("revision", function.line(), "a function");
            case Binding.Unclear(int line, var reason) -> unknown("revision", line, reason);
        };
    }

    private boolean isId(String id, int line) {
        var wrong = id.chars().filter(c -> NOT_IN_AN_ID.indexOf(c) >= 0).findFirst();
        wrong.ifPresent(c -> problem("LDG708", line, "Alembic takes no id with `" + (char) c + "`: " + id,
                "give the revision another id, also where others name it"));
        return wrong.isEmpty();
    }

    /** A name, several or none. */
    private List<String> names(String variable) {
        return switch (Binding.of(variable, python.statements())) {
            case Binding.Absent _ -> List.of();
            case Binding.Assigned assigned -> PythonLiteral.of(assigned.value())
                    .map(value -> names(variable, value, assigned.line()))
                    .orElseGet(() -> {
                        unknown(variable, assigned.line(), "computed");
                        return List.of();
                    });
            case Binding.Defined(var function, _) -> {
                unknown(variable, function.line(), "a function");
                yield List.of();
            }
            case Binding.Unclear(int line, var reason) -> {
                unknown(variable, line, reason);
                yield List.of();
            }
        };
    }

    private List<String> names(String variable, PythonLiteral value, int line) {
        return switch (value) {
            case PythonLiteral.None _ -> List.of();
            case PythonLiteral.Text(var name) -> name.isEmpty() ? List.of() : List.of(name);
            case PythonLiteral.Items(var values) when values.size() == 1 && values.getFirst() instanceof PythonLiteral.None ->
                List.of();
            case PythonLiteral.Items(var values) ->
                values.stream().flatMap(item -> text(variable, item, line).stream()).distinct().toList();
            case PythonLiteral.Other _ -> {
                text(variable, value, line);
                yield List.of();
            }
        };
    }

    private Optional<String> text(String variable, PythonLiteral value, int line) {
        if (value instanceof PythonLiteral.Text(var written)) {
            return Optional.of(written);
        }
        problem("LDG708", line, "`" + variable + "` holds something other than text", "write an id in quotes");
        return Optional.empty();
    }

    /** Labels only name branches: without them the graph is the same. */
    private Optional<String> unknown(String variable, int line, String reason) {
        if (variable.equals(LABELS)) {
            problems.add(new Problem("LDG713", Exit.FINDINGS,
                    file + " line " + line + ": the branch labels cannot be known without running the file: they are " + reason,
                    "select its branch by one of its revisions, or write the labels themselves, in quotes"));
            return Optional.empty();
        }
        problem("LDG704", line, "`" + variable + "` cannot be known without running the file: it is " + reason,
                "write the value itself, in quotes");
        return Optional.empty();
    }

    /** The docstring up to the first blank line or to what Alembic's template writes below the message. */
    private String message() {
        return python.docstring().map(AlembicText::message).orElse("");
    }

    private void problem(String code, int line, String message, String hint) {
        problems.add(new Problem(code, Exit.CONFIGURATION, file + " line " + line + ": " + message, hint));
    }
}
