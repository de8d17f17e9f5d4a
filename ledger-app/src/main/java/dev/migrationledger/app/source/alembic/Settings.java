package dev.migrationledger.app.source.alembic;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What an Alembic project configures about the places of its files. An option of the ini file counts before that of
 * {@code pyproject.toml}, as in Alembic 1.16 and later.
 *
 * @param section of the ini file
 */
record Settings(Optional<IniFile> ini, String section, Optional<PyProject> pyproject) {
    private static final String LEGACY_LIST = ", *| +";
    private static final String LEGACY_PATH = ", *| +|:";

    Optional<String> scriptLocation() throws Malformed {
        var written = fromIni("script_location");
        return written.isPresent() || pyproject.isEmpty() ? written : pyproject.get().text("script_location");
    }

    /** Empty when none are configured. */
    List<String> versionLocations() throws Malformed {
        return list("version_locations", List.of("path_separator", "version_path_separator"), LEGACY_LIST);
    }

    List<String> prependSysPath() throws Malformed {
        return list("prepend_sys_path", List.of("path_separator"), LEGACY_PATH);
    }

    boolean flag(String option) throws Malformed {
        var written = fromIni(option);
        return written.isPresent() ? written.get().equals("true") : pyproject.isPresent() && pyproject.get().flag(option);
    }

    private Optional<String> fromIni(String option) throws Malformed {
        return ini.isPresent() && ini.get().has(section) ? ini.get().get(section, option) : Optional.empty();
    }

    private List<String> list(String option, List<String> separators, String legacy) throws Malformed {
        var written = fromIni(option);
        if (written.isEmpty() || written.get().isEmpty()) {
            return pyproject.isPresent() ? pyproject.get().texts(option) : List.of();
        }
        return Arrays.stream(written.get().split(separator(separators).orElse(legacy)))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /** As a regular expression; absent when none is configured. */
    private Optional<String> separator(List<String> options) throws Malformed {
        for (var option : options) {
            var written = fromIni(option);
            if (written.isPresent()) {
                return Optional.of(switch (written.get()) {
                    case "space" -> " ";
                    case "newline" -> "\n";
                    case "os" -> File.pathSeparator;
                    case ":", ";" -> written.get();
                    default -> throw new Malformed("`" + option + "` is `" + written.get()
                            + "`, and may be space, newline, os, : or ;");
                });
            }
        }
        return Optional.empty();
    }
}
