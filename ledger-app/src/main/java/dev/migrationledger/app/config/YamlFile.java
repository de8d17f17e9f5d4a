package dev.migrationledger.app.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * The file as a tree of nodes that know their lines. Nothing is constructed from it: tags have no effect. No message
 * repeats text of the file, which may be a password.
 */
final class YamlFile {
    /** A fleet of 5,000 databases takes about 2 MB. */
    private static final int MAX_BYTES = 16 << 20;

    private static final int MAX_ALIASES = 10_000;
    private static final int MAX_DEPTH = 30;

    private YamlFile() {}

    /** The root node; empty when there is none, with the reason among the problems. */
    static Optional<Node> read(Path file, Problems problems) {
        return bytes(file, problems).flatMap(bytes -> decode(bytes, problems)).flatMap(text -> compose(text, problems));
    }

    private static Optional<byte[]> bytes(Path file, Problems problems) {
        if (!Files.exists(file)) {
            problems.add("LDG200", 0, "there is no such file", "create it, or name another with -c FILE");
            return Optional.empty();
        }
        if (Files.isDirectory(file)) {
            problems.add("LDG200", 0, "is a directory", "name the file in it with -c FILE");
            return Optional.empty();
        }
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                problems.add("LDG204", 0, "is larger than 16 MiB", "split the fleet over several configurations");
                return Optional.empty();
            }
            return Optional.of(bytes);
        } catch (IOException e) {
            problems.add("LDG200", 0, "cannot be read", "make it readable by this user");
            return Optional.empty();
        }
    }

    private static Optional<String> decode(byte[] bytes, Problems problems) {
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(bytes.length);
        var result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(in, out, true);
        out.flip();
        if (result.isError()) {
            int line = 1 + (int) out.chars().filter(c -> c == '\n').count();
            problems.add("LDG201", line, "is not UTF-8 text", "save the file as UTF-8");
            return Optional.empty();
        }
        var text = out.toString();
        return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    private static Optional<Node> compose(String text, Problems problems) {
        var options = new LoaderOptions();
        options.setCodePointLimit(MAX_BYTES);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setAllowRecursiveKeys(false);
        try {
            var node = new Yaml(options).compose(new StringReader(text));
            if (node == null || node.getTag().equals(Tag.NULL)) {
                problems.add("LDG203", 0, "is empty", "it needs `catalogs` and `databases`");
                return Optional.empty();
            }
            return Optional.of(node);
        } catch (MarkedYAMLException e) {
            var problem = String.valueOf(e.getProblem());
            boolean leftOpen = e.getContextMark() != null && problem.contains("end");
            var mark = leftOpen ? e.getContextMark() : e.getProblemMark();
            var reason = reason(problem);
            problems.add("LDG202", mark == null ? 0 : mark.getLine() + 1, reason.what, reason.hint);
        } catch (ReaderException e) {
            int position = Math.min(e.getPosition(), text.codePointCount(0, text.length()));
            int line = 1 + (int) text.codePoints().limit(position).filter(c -> c == '\n').count();
            var reason = reason("special characters");
            problems.add(reason.code, line, reason.what, reason.hint);
        } catch (YAMLException e) {
            var reason = reason(String.valueOf(e.getMessage()));
            problems.add(reason.code, 0, reason.what, reason.hint);
        }
        return Optional.empty();
    }

    private record Reason(String code, String what, String hint) {}

    /** The parser's sentence in our words; only sentences known to repeat nothing of the file are passed on. */
    private static Reason reason(String problem) {
        if (problem.contains("\\t") || problem.contains("TAB")) {
            return syntax("a tab where YAML allows only spaces", "indent with spaces");
        }
        if (problem.contains("mapping values are not allowed")) {
            return syntax("a second `:` on one line", "one field per line; put quotes around a value that contains `: `");
        }
        if (problem.contains("undefined alias")) {
            return syntax("an alias without its anchor", "put quotes around a value that begins with `*`");
        }
        if (problem.contains("tag") || problem.contains("anchor") || problem.contains("alias name")) {
            return syntax("a tag, anchor or alias that YAML does not allow here",
                    "put quotes around a value that begins with `!`, `&` or `*`");
        }
        if (problem.contains("expected a single document") || problem.contains("another document")) {
            return syntax("more than one document", "remove the `---` lines between them");
        }
        if (problem.contains("aliases") || problem.contains("epth") || problem.contains("exceed")) {
            return new Reason("LDG204", Problems.TOO_DEEP, Problems.WRITE_OUT);
        }
        if (problem.contains("cannot start any token")) {
            return syntax("a character that no value can begin with", "put quotes around the value");
        }
        if (problem.contains("special characters")) {
            return syntax("a control character, which YAML does not allow", "remove it or write it as an escape in quotes");
        }
        if (problem.contains("could not find expected ':'")) {
            return syntax("a line without its `:`", "write `key: value`");
        }
        if (problem.contains("end of stream") || problem.contains("block end") || problem.contains("',' or")) {
            return syntax("the structure does not fit", "look for wrong indentation, or a quote or bracket left open here or above");
        }
        return syntax("is not YAML", "look at this line and the ones above it: indentation, quotes, brackets");
    }

    private static Reason syntax(String what, String hint) {
        return new Reason("LDG202", what, hint);
    }
}
