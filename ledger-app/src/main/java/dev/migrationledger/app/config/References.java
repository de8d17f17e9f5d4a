package dev.migrationledger.app.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads fields that name something outside of the file: secrets and paths. */
final class References {
    private final Path base;
    private final boolean literalSecrets;

    /** @param base what relative paths are relative to */
    References(Path base, boolean literalSecrets) {
        this.base = base;
        this.literalSecrets = literalSecrets;
    }

    /** Empty when absent or wrong. */
    Optional<Secret> secret(Section section, String key) {
        return section.text(key).flatMap(text -> secret(section, key, text));
    }

    private Optional<Secret> secret(Section section, String key, String text) {
        if (text.startsWith("env:")) {
            var name = text.substring("env:".length()).strip();
            if (Names.isVariable(name)) {
                return Optional.of(new Secret.Env(name));
            }
            section.problems()
                    .add("LDG216", section.place(key),
                            "`" + key + "` of " + section.where() + " does not name an environment variable after `env:`",
                            "write `env:NAME` or `file:PATH`");
            return Optional.empty();
        }
        if (text.startsWith("file:")) {
            return path(section, key, text.substring("file:".length()).strip()).map(Secret.FileRef::new);
        }
        if (literalSecrets) {
            return Optional.of(new Secret.Literal(text));
        }
        section.problems()
                .add("LDG215", section.place(key),
                        "`" + key + "` of " + section.where() + " is the secret itself, not a reference",
                        "write `env:NAME` or `file:PATH`; or `allow-literal-secrets: true` at the top of the file");
        return Optional.empty();
    }

    /** Empty when absent or wrong. */
    Optional<Path> path(Section section, String key) {
        return section.text(key).flatMap(text -> path(section, key, text));
    }

    Optional<Path> path(Section section, String key, String text) {
        try {
            if (!text.isEmpty()) {
                return Optional.of(base.resolve(text).normalize());
            }
        } catch (InvalidPathException e) {
            // reported below, together with the empty path
        }
        section.problems()
                .add("LDG214", section.place(key), "`" + key + "` of " + section.where() + " is not a path",
                        "write a path, relative to the configuration file");
        return Optional.empty();
    }
}
