package dev.migrationledger.app.config;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where a secret is. Its value exists only as what {@link #resolve} returns; no {@code toString} shows it. */
public sealed interface Secret {

    /**
     * Looks the value up now.
     *
     * @param what        it is, for the message: {@code the password of database shop-prod-eu}
     * @param environment of the process, keyed by variable
     * @throws LedgerException LDG220, which names the variable or the file
     */
    String resolve(String what, Map<String, String> environment);

    /** {@code env:NAME}. */
    record Env(String name) implements Secret {
        @Override
        public String resolve(String what, Map<String, String> environment) {
            var value = environment.get(name);
            if (value == null) {
                throw unavailable(
                        what + " is in the environment variable " + name + ", which is not set",
                        "set " + name + " and run again");
            }
            return value;
        }

        @Override
        public String toString() {
            return "env:" + name;
        }
    }

    /** {@code file:PATH}; line ends at the end of the file are not part of the secret. @param path absolute */
    record FileRef(Path path) implements Secret {
        @Override
        public String resolve(String what, Map<String, String> environment) {
            try {
                return Files.readString(path).replaceAll("[\\r\\n]+\\z", "");
            } catch (IOException e) {
                throw unavailable(
                        what + " is in the file " + path + ", which cannot be read",
                        "create the file as UTF-8 text, readable by this user");
            }
        }

        @Override
        public String toString() {
            return "file:" + path;
        }
    }

    /** The value itself; only where the configuration says {@code allow-literal-secrets: true}. */
    record Literal(String value) implements Secret {
        @Override
        public String resolve(String what, Map<String, String> environment) {
            return value;
        }

        @Override
        public String toString() {
            return "literal:***";
        }
    }

    private static LedgerException unavailable(String message, String hint) {
        return new LedgerException(new Problem("LDG220", Exit.CONFIGURATION, message, hint));
    }
}
