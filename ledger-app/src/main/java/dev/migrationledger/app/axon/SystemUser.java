package dev.migrationledger.app.axon;

import com.sun.security.auth.module.UnixSystem;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The operating system's user of this process: on Unix whom the kernel says, by the name that the system has for them. Only
 * elsewhere {@code user.name} is asked, which an option of the JVM can set. No defence against somebody who runs another
 * program than this one: who may become whom is for the system to decide.
 */
public final class SystemUser {
    private SystemUser() {}

    /** Never blank. Where the system has no name for the user, as in many containers, the environment may. */
    public static String name() {
        return named()
                .or(() -> Stream.of(System.getenv("USER"), System.getenv("LOGNAME"))
                        .filter(name -> name != null && !name.isBlank())
                        .findFirst())
                .orElseGet(SystemUser::proven);
    }

    /** As {@link #name()}, and never from the environment, where anybody can write another's. */
    static String proven() {
        return named().or(() -> kernel().map(user -> "number " + user.getUid())).orElse("unknown");
    }

    private static Optional<String> named() {
        var kernel = kernel();
        return kernel.isPresent()
                ? kernel.map(UnixSystem::getUsername)
                : Optional.ofNullable(System.getProperty("user.name")).filter(name -> !name.isBlank() && !name.equals("?"));
    }

    /** Empty on systems without numbers of users. */
    private static Optional<UnixSystem> kernel() {
        try {
            return Optional.of(new UnixSystem());
        } catch (LinkageError _) {
            return Optional.empty();
        }
    }
}
