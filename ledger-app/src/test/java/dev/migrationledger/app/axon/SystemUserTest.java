package dev.migrationledger.app.axon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who a process runs as is what the kernel says, whatever it was told on its way. */
class SystemUserTest {
    /** Both names, a line each. */
    static final class Told {
        private Told() {}

        static void main() {
            System.out.println(SystemUser.name());
            System.out.println(SystemUser.proven());
        }
    }

    private static List<String> told(Map<String, String> environment, String... before) throws IOException {
        var command = new ArrayList<>(List.of(before));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), Told.class.getName()));
        return out(environment, command);
    }

    private static List<String> out(Map<String, String> environment, List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        try (var out = builder.start().getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void aPropertyOrAVariableMakesNobodyAnother() throws IOException {
        var real = out(Map.of(), List.of("id", "-un")).getFirst();

        var other = Map.of("JAVA_TOOL_OPTIONS", "-Duser.name=ben", "USER", "ben", "LOGNAME", "ben");

        assertThat(told(other)).containsExactly(real, real);
    }

    /** As in a container that runs under any number; only who may become another can try it. */
    @Test
    void whoHasNoNameIsANumber() throws IOException {
        var other = Map.of("JAVA_TOOL_OPTIONS", "-Duser.name=ben", "USER", "", "LOGNAME", "");

        assertThat(told(other, "setpriv", "--reuid=54321", "--clear-groups")).containsExactly("number 54321", "number 54321");
    }
}
