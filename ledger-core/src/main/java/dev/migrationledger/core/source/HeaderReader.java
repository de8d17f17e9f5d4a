package dev.migrationledger.core.source;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.NearMatches;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Chunks;
import dev.migrationledger.core.problem.Shown;
import dev.migrationledger.core.revision.Kind;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.script.ChunkStatement;
import dev.migrationledger.core.script.Comment;
import dev.migrationledger.core.script.Dialect;
import dev.migrationledger.core.script.Part;
import dev.migrationledger.core.script.ScriptReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a file of the native SQL source (CLI contract, "Native SQL source"). Header lines are line comments
 * {@code -- key: value} before the first statement, the key one word in lower case; other comments are free. The script
 * begins after the last of them, so that its digest does not change with the header, and ends at {@code -- revert:}.
 */
public final class HeaderReader {
    /** @param revision present as soon as the id is known, whatever else is wrong; @param problems all, with lines */
    public record Result(Optional<Revision> revision, List<Problem> problems) {
        public Result {
            problems = List.copyOf(problems);
        }
    }

    private static final Pattern LINE = Pattern.compile("--[ \\t]*(?<key>[A-Za-z][A-Za-z_-]*)[ \\t]*:(?:[ \\t]+(?<value>.*))?");
    private static final String REVERT = "revert";
    private static final String VERIFY = "verify";
    private static final String CLAIMS = "claims";
    private static final String CHUNKS = "chunks";
    private static final Set<String> MAY_BE_EMPTY = Set.of("parents", "depends-on", "labels", "message");
    private static final List<String> KEYS = List.of(
            "revision", "parents", "depends-on", "labels", "message", "kind", "transactional", "idempotent", CHUNKS, VERIFY, CLAIMS, REVERT);

    private record Entry(String value, int line) {}

    private final String text;
    private final String source;
    private final String file;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<String> checks = new ArrayList<>();
    private int bodyFrom;
    private int bodyLine = 1;
    private Optional<Comment> firstClaims = Optional.empty();
    private Optional<Comment> revert = Optional.empty();

    private HeaderReader(String text, String source, String file) {
        this.text = text;
        this.source = source;
        this.file = file;
    }

    /** @param source id of the source; @param file path relative to the source */
    public static Result read(String text, String source, String file) {
        return new HeaderReader(text, source, file).read();
    }

    private Result read() {
        var whole = ScriptReader.read(new Script(text, 1), file);
        whole.comments().stream().filter(this::startsItsLine).forEach(this::comment);
        keepClaims();
        var up = new Script(text.substring(bodyFrom, revert.map(Comment::offset).orElse(text.length())), bodyLine);
        var down = revert.map(this::after);
        var scripts = Stream.concat(Stream.of(up), down.stream())
                .map(script -> ScriptReader.read(script, file))
                .toList();
        scripts.forEach(reading -> problems.addAll(reading.problems()));
        if (!entries.containsKey("revision")) {
            problem("LDG120", 1, "the header names no revision", "begin the file with `-- revision: <id>`");
        }
        var kind = kind();
        if (kind == Kind.DOCUMENTATION && !scripts.getFirst().parts().isEmpty()) {
            problem("LDG126", scripts.getFirst().parts().getFirst().line(), "a documentation revision runs nothing, yet here is a"
                    + " statement", "put it into a comment, where it still claims what it creates; or make the kind `schema` or `data`");
        }
        firstClaims.filter(_ -> kind != Kind.DOCUMENTATION).ifPresent(claims ->
                problem("LDG760", claims.line(), "`claims:` is for revisions that run nothing, and this one is of kind "
                        + kind.name().toLowerCase(Locale.ROOT), "remove the line, or make the kind `documentation`"));
        var transactional = flag("transactional", true);
        var idempotent = flag("idempotent", false);
        var chunks = chunks(kind, transactional, scripts.getFirst().sent());
        return new Result(
                value("revision").map(id -> new Revision(
                        id, list("parents"), list("depends-on"), Set.copyOf(list("labels")), value("message").orElse(""),
                        kind, transactional, idempotent, checks, up, down, source, file, chunks)),
                problems);
    }

    private Optional<Chunks> chunks(Kind kind, boolean transactional, List<Part.Sent> statements) {
        return value(CHUNKS).flatMap(value -> {
            int line = entries.get(CHUNKS).line();
            var chunks = Chunks.read(value);
            if (chunks.isEmpty()) {
                problem("LDG817", line, "`" + value + "` does not say how to go through a table in chunks",
                        "write TABLE by KEY, ROWS with 1 to " + Chunks.LARGEST + " rows, such as `-- chunks: orders by id, 10000`");
            }
            if (kind != Kind.DATA || !transactional) {
                problem("LDG818", line, "only data revisions run in chunks, each in a transaction of its own, and this one is "
                        + (kind == Kind.DATA ? "not transactional" : "of kind " + kind.name().toLowerCase(Locale.ROOT)),
                        kind == Kind.DATA ? "remove `transactional: false`" : "write `-- kind: data`, and give changes of the schema a revision of their own");
            }
            ChunkStatement.problems(statements, Dialect.POSTGRESQL, file, line).forEach(problems::add);
            return chunks;
        });
    }

    /** What is claimed belongs to the script, wherever in the header it stands. */
    private void keepClaims() {
        firstClaims.filter(claims -> claims.offset() < bodyFrom).ifPresent(claims -> {
            bodyFrom = lineStart(claims);
            bodyLine = claims.line();
        });
    }

    private void comment(Comment comment) {
        var line = LINE.matcher(comment.text().stripTrailing());
        if (!line.matches()) {
            return;
        }
        var key = line.group("key");
        var value = Optional.ofNullable(line.group("value")).orElse("").strip();
        if (key.equals(REVERT)) {
            revert(comment, value);
        } else if (revert.isEmpty() && comment.place() == Comment.Place.BEFORE_FIRST_PART) {
            header(key, value, comment);
        } else if (comment.place() != Comment.Place.INSIDE_STATEMENT && KEYS.contains(key)) {
            problem("LDG125", comment.line(), "`" + key + ":` stands after the first statement and would not be read",
                    "move it to the top of the file, or word the comment differently");
        }
    }

    private void revert(Comment comment, String value) {
        if (revert.isPresent()) {
            repeated(REVERT, comment.line(), revert.get().line());
            return;
        }
        if (!value.isEmpty()) {
            problem("LDG123", comment.line(), "`revert:` takes no value, but here is `" + Shown.of(value) + "`",
                    "write the statements that undo the revision on the lines below it");
        }
        revert = Optional.of(comment);
    }

    private void header(String key, String value, Comment comment) {
        if (!KEYS.contains(key)) {
            unknown(key, comment.line());
            return;
        }
        if (key.equals(CLAIMS)) {
            firstClaims = firstClaims.or(() -> Optional.of(comment));
        } else {
            bodyFrom = nextLine(comment);
            bodyLine = lineAfter(comment);
        }
        if (value.isEmpty() && !MAY_BE_EMPTY.contains(key)) {
            problem("LDG124", comment.line(), "`" + key + ":` has no value", "write one, or remove the line");
        }
        if (key.equals(CLAIMS)) {
            return;
        }
        if (key.equals(VERIFY)) {
            Stream.of(value.replaceFirst("[;\\s]+$", "")).filter(check -> !check.isEmpty()).forEach(checks::add);
            return;
        }
        var first = entries.putIfAbsent(key, new Entry(value, comment.line()));
        if (first != null) {
            repeated(key, comment.line(), first.line());
        }
    }

    /** A capitalised word before a colon is prose, unless it nearly is a key. */
    private void unknown(String key, int line) {
        var lower = key.toLowerCase(Locale.ROOT);
        var near = NearMatches.question(lower, KEYS);
        if (key.equals(lower) || !near.isEmpty()) {
            problem("LDG121", line, "the header has no key `" + Shown.of(key) + "`",
                    near.isEmpty() ? "keys are " + NearMatches.either(KEYS) + "; begin other comments with a capital letter" : near);
        }
    }

    private Kind kind() {
        return choice("kind", Map.of("schema", Kind.SCHEMA, "data", Kind.DATA, "documentation", Kind.DOCUMENTATION), Kind.SCHEMA);
    }

    private boolean flag(String key, boolean otherwise) {
        return choice(key, Map.of("true", true, "false", false), otherwise);
    }

    private <T> T choice(String key, Map<String, T> choices, T otherwise) {
        return value(key)
                .map(value -> {
                    var chosen = choices.get(value);
                    if (chosen == null) {
                        problem("LDG123", entries.get(key).line(), "`" + Shown.of(value) + "` is no value for `" + key + ":`",
                                "write " + NearMatches.either(choices.keySet().stream().sorted().toList()));
                    }
                    return chosen;
                })
                .orElse(otherwise);
    }

    private Optional<String> value(String key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::value).filter(value -> !value.isEmpty());
    }

    private List<String> list(String key) {
        return value(key).stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .distinct()
                .toList();
    }

    private Script after(Comment comment) {
        return new Script(text.substring(nextLine(comment)), lineAfter(comment));
    }

    /** A comment ends where PostgreSQL ends it: a carriage return alone is the end of a line too. */
    private int nextLine(Comment comment) {
        var end = comment.offset() + comment.text().length();
        return text.startsWith("\r\n", end) ? end + 2 : Math.min(end + 1, text.length());
    }

    /** Lines are counted by line feeds, as psql and editors' error lists do. */
    private int lineAfter(Comment comment) {
        return comment.line() + (text.startsWith("\n", nextLine(comment) - 1) ? 1 : 0);
    }

    private int lineStart(Comment comment) {
        return Math.max(text.lastIndexOf('\n', comment.offset()), text.lastIndexOf('\r', comment.offset())) + 1;
    }

    private boolean startsItsLine(Comment comment) {
        var before = text.substring(lineStart(comment), comment.offset());
        return before.isBlank() || before.equals("\uFEFF");
    }

    private void repeated(String key, int line, int first) {
        problem("LDG122", line, "`" + key + ":` is already on line " + first, "keep one of them");
    }

    private void problem(String code, int line, String message, String hint) {
        problems.add(new Problem(code, Exit.CONFIGURATION, file + " line " + line + ": " + message, hint));
    }
}
