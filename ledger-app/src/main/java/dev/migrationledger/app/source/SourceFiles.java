package dev.migrationledger.app.source;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The files of one source during one reading of it. Nothing here throws for what is on disk: each failure becomes a
 * problem that names the file, and the reading goes on.
 */
public final class SourceFiles {
    private final String source;
    private final Path path;
    private final List<Problem> problems = new ArrayList<>();

    /** @param source id, for messages; @param path as configured: a directory or a file */
    public SourceFiles(String source, Path path) {
        this.source = source;
        this.path = path;
    }

    /**
     * All files of the directory and its sub-directories, hidden ones left out; links are followed.
     *
     * @return paths relative to the directory with {@code /} between names, sorted; empty, with a problem, when there
     *         is no such directory
     */
    public List<String> inDirectory() {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            report("LDG161", "path " + path + " is a file", "name the directory that holds the migrations");
            return List.of();
        }
        return exists() ? walk() : List.of();
    }

    /** The file itself when the path is one; else as {@link #inDirectory}. */
    public List<String> fileOrInDirectory() {
        return exists() && !Files.isDirectory(path) ? List.of(path.getFileName().toString()) : inDirectory();
    }

    /** A file's text. @param id of the source for a lone file; else followed by a slash and the name */
    public record Text(String id, String name, String text) {}

    /** The file when the path is one, else every {@code *.sql} of the directory, sorted by name, with its text. */
    public List<Text> sqlScripts() {
        var lone = !Files.isDirectory(path);
        return fileOrInDirectory().stream()
                .filter(name -> lone || isSql(name))
                .flatMap(name -> read(name).map(text -> new Text(lone ? source : source + "/" + name, name, text)).stream())
                .toList();
    }

    public static boolean isSql(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".sql");
    }

    /** @param name as listed. @return the text without a byte order mark; absent when a problem was reported instead */
    public Optional<String> read(String name) {
        return read(name, StandardCharsets.UTF_8);
    }

    public Optional<String> read(String name, Charset charset) {
        var file = at(name);
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                report("LDG162", "file " + file + " is not a regular file", "replace it with one, or move it out of the directory");
                return Optional.empty();
            }
            return decode(file, Files.readAllBytes(file), charset);
        } catch (IOException | OutOfMemoryError e) {
            unreadable(file, e);
            return Optional.empty();
        }
    }

    /** Reports what keeps the source from being used. @param message after {@code source x: } */
    public void report(String code, String message, String hint) {
        add(new Problem(code, Exit.CONFIGURATION, message, hint));
    }

    /** Reports what a person should know and what stops nothing: its exit is {@link Exit#FINDINGS}. */
    public void mention(String code, String message, String hint) {
        add(new Problem(code, Exit.FINDINGS, message, hint));
    }

    /** A problem that the reader of a format found in a file; the source's id is put before its message. */
    public void add(Problem problem) {
        problems.add(new Problem(
                problem.code(), problem.exit(), "source " + source + ": " + problem.message(), problem.hint()));
    }

    /** In the order found. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** Where a listed file is. */
    public Path at(String name) {
        return Files.isDirectory(path) ? path.resolve(name) : path;
    }

    /** The name under which a file is read and reported: its path relative to this one, with {@code /} between names. */
    public String nameOf(Path file) {
        return relative(file);
    }

    private boolean exists() {
        if (Files.exists(path)) {
            return true;
        }
        if (problems.isEmpty()) {
            report("LDG160", "path " + path + " does not exist", "paths are relative to the configuration file");
        }
        return false;
    }

    private List<String> walk() {
        var found = new TreeSet<String>();
        try {
            var followLinks = EnumSet.of(FileVisitOption.FOLLOW_LINKS);
            Files.walkFileTree(path, followLinks, Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return isHidden(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (!isHidden(file)) {
                        found.add(relative(file));
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    if (!(e instanceof FileSystemLoopException) && !isHidden(file)) {
                        unreadable(file, e);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) {
                    if (e != null) {
                        unreadable(directory, e);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            unreadable(path, e);
        }
        return List.copyOf(found);
    }

    private boolean isHidden(Path file) {
        return !file.equals(path) && file.getFileName().toString().startsWith(".");
    }

    private String relative(Path file) {
        return path.relativize(file).toString().replace('\\', '/');
    }

    private Optional<String> decode(Path file, byte[] bytes, Charset charset) throws CharacterCodingException {
        var decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate((int) Math.ceil(bytes.length * (double) decoder.maxCharsPerByte()));
        var result = decoder.decode(in, out, true);
        var text = out.flip().toString();
        int nul = text.indexOf('\0');
        if (result.isError() || nul >= 0) {
            var before = nul >= 0 ? text.substring(0, nul) : text;
            report(
                    "LDG163",
                    "file " + file + " is not " + charset.name() + " text: line "
                            + (1 + before.chars().filter(c -> c == '\n').count())
                            + (nul >= 0 ? " holds a zero byte" : " holds bytes that are none of its characters"),
                    "save it as " + charset.name());
            return Optional.empty();
        }
        return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    private void unreadable(Path file, Throwable e) {
        report("LDG162", file + " cannot be read: " + reason(e), "check that it exists and who may read it");
    }

    private static String reason(Throwable e) {
        return switch (e) {
            case NoSuchFileException _ -> "it does not exist, or is a link to nothing";
            case AccessDeniedException _ -> "permission denied";
            case OutOfMemoryError _ -> "it is too large for the memory there is";
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}
