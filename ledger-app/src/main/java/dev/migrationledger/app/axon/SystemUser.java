package dev.migrationledger.app.axon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The operating system's user of this process. */
public final class SystemUser {
    private SystemUser() {}

    /** Never blank. Where the system has no name for the user, which Java calls {@code ?}, the environment may. */
    public static String name() {
        return named()
                .or(() -> Stream.of(System.getenv("USER"), System.getenv("LOGNAME"))
                        .filter(name -> name != null && !name.isBlank())
                        .findFirst())
                .orElseGet(SystemUser::number);
    }

    /** As {@link #name()}, and never from the environment, where anybody can write another's. */
    static String proven() {
        return named().orElseGet(SystemUser::number);
    }

    private static Optional<String> named() {
        return Optional.ofNullable(System.getProperty("user.name")).filter(name -> !name.isBlank() && !name.equals("?"));
    }

    private static String number() {
        try {
            return "number " + Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException _) {
            return "unknown";
        }
    }
}
