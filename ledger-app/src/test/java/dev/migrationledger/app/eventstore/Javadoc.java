package dev.migrationledger.app.eventstore;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** What the core's sources say about their types: descriptions of schemas are written once, where the types are. */
public final class Javadoc {
    private static final Path CORE = Path.of("../ledger-core/src/main/java");

    /** Keyed by canonical name of the type, or that, {@code #} and the component. */
    private final Map<String, String> texts = new HashMap<>();

    private Javadoc() {}

    public static Javadoc ofCore() {
        var read = new Javadoc();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null);
                var walk = Files.walk(CORE)) {
            var sources = walk.filter(f -> f.toString().endsWith(".java")).sorted().toList();
            var task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            var docs = DocTrees.instance(task);
            for (var unit : task.parse()) {
                read.new Types(docs).scan(unit, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read;
    }

    Optional<String> of(Class<?> type) {
        return Optional.ofNullable(texts.get(type.getCanonicalName()));
    }

    Optional<String> ofComponent(Class<?> type, String component) {
        return Optional.ofNullable(texts.get(type.getCanonicalName() + "#" + component));
    }

    private final class Types extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final DocTrees docs;

        Types(DocTrees docs) {
            this.docs = docs;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
            @Nullable DocCommentTree doc = docs.getDocCommentTree(getCurrentPath());
            if (doc != null) {
                put(canonicalName(), doc.getFullBody());
                for (var tag : doc.getBlockTags()) {
                    if (tag instanceof ParamTree param) {
                        put(canonicalName() + "#" + param.getName(), param.getDescription());
                    }
                }
            }
            return super.visitClass(type, nothing);
        }

        private String canonicalName() {
            var name = new StringBuilder();
            for (var part : getCurrentPath()) {
                if (part instanceof ClassTree type) {
                    name.insert(0, "." + type.getSimpleName());
                }
            }
            return getCurrentPath().getCompilationUnit().getPackageName() + name.toString();
        }
    }

    private void put(String key, List<? extends DocTree> words) {
        var text = words.stream().map(Javadoc::plain).collect(Collectors.joining()).replaceAll("\\s+", " ").strip();
        if (!text.isEmpty()) {
            texts.putIfAbsent(key, text);
        }
    }

    private static String plain(DocTree part) {
        return switch (part) {
            case LiteralTree literal -> literal.getBody().getBody();
            case LinkTree link -> link.getReference().getSignature().replaceAll(".*[#.]", "");
            default -> part.toString();
        };
    }
}
