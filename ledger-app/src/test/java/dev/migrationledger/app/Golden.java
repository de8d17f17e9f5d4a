package dev.migrationledger.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Expected text beside its input under {@code src/test/resources}. {@code -Dgolden=rewrite} writes what is there now;
 * the difference is for a person to review.
 */
public final class Golden {
    private static final boolean REWRITE = "rewrite".equals(System.getProperty("golden"));

    private Golden() {}

    /** The folder of a test's goldens, named as its package. */
    public static Path folder(Class<?> test, String name) {
        return Path.of("src/test/resources", test.getPackageName().replace('.', '/'), name);
    }

    public static void check(Path file, String actual) {
        try {
            if (REWRITE) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, actual);
            }
            assertThat(actual).as(file.toString()).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
