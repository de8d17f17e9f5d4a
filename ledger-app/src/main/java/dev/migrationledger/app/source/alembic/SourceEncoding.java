package dev.migrationledger.app.source.alembic;

import dev.migrationledger.app.source.SourceFiles;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** In which encoding a Python file is written: UTF-8, unless one of its first two lines says otherwise (PEP 263). */
final class SourceEncoding {
    private static final Pattern DECLARATION = Pattern.compile("^[ \\t\\f]*#.*?coding[:=][ \\t]*([-\\w.]+)");
    private static final Pattern NO_CODE = Pattern.compile("^[ \\t\\f]*(?:#.*)?$");
    private static final int FIRST_BYTES = 4096;

    private SourceEncoding() {}

    /** @return absent, with a problem, for an encoding that is not known here */
    static Optional<Charset> of(Path file, String name, SourceFiles files) {
        var written = declared(file).orElse("utf-8");
        try {
            return Optional.of(Charset.forName(javaName(written)));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            files.report("LDG712", "file " + name + " says that its encoding is " + written + ", which is not known",
                    "save it as UTF-8");
            return Optional.empty();
        }
    }

    private static Optional<String> declared(Path file) {
        try (var in = Files.newInputStream(file)) {
            var lines = new String(in.readNBytes(FIRST_BYTES), StandardCharsets.ISO_8859_1).lines().limit(2).toList();
            for (var line : lines) {
                var declaration = DECLARATION.matcher(line);
                if (declaration.find()) {
                    return Optional.of(declaration.group(1));
                }
                if (!NO_CODE.matcher(line).matches()) {
                    break;
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String javaName(String python) {
        return switch (python.toLowerCase(java.util.Locale.ROOT).replace('_', '-')) {
            case "latin-1", "iso-latin-1" -> "iso-8859-1";
            case "utf-8-sig" -> "utf-8";
            case String name -> name;
        };
    }
}
