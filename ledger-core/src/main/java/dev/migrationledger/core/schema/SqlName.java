package dev.migrationledger.core.schema;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of objects as facts write them: quoted only where reading them back needs it; key words stay bare. */
public final class SqlName {
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");

    private SqlName() {}

    /** {@code public.orders}, {@code app."Order Items"}; one part for each argument. */
    public static String of(String... parts) {
        return List.of(parts).stream().map(SqlName::quoted).collect(Collectors.joining("."));
    }

    /** {@code a, b}. */
    public static String list(List<String> names) {
        return names.stream().map(SqlName::quoted).collect(Collectors.joining(", "));
    }

    private static String quoted(String name) {
        return PLAIN.matcher(name).matches() ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
