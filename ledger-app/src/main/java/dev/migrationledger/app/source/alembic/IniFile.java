package dev.migrationledger.app.source.alembic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A configuration file as Python's {@code configparser} reads it with its defaults: {@code #} and {@code ;} begin a
 * comment at the start of a line only, indented lines continue a value, {@code [DEFAULT]} is in every section,
 * {@code %(name)s} stands for another option.
 */
final class IniFile {
    private static final Pattern SECTION = Pattern.compile("\\[(.+)](?s:.*)");
    private static final Pattern OPTION = Pattern.compile("(.*?)\\s*[=:]\\s*(.*)");
    private static final String DEFAULT = "DEFAULT";
    private static final int DEEPEST = 10;

    private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();

    private IniFile() {}

    /** @param here what {@code %(here)s} stands for. @throws Malformed naming the line */
    static IniFile parse(String text, String here) throws Malformed {
        var file = new IniFile();
        file.sections.put(DEFAULT, new LinkedHashMap<>(Map.of("here", here)));
        file.read(text.lines().toList());
        return file;
    }

    boolean has(String section) {
        return sections.containsKey(section) && !section.equals(DEFAULT);
    }

    /** An option's value with its references replaced. */
    Optional<String> get(String section, String option) throws Malformed {
        var raw = raw(section, option);
        return raw.isEmpty() ? raw : Optional.of(replaced(section, option, raw.get(), 0));
    }

    private Optional<String> raw(String section, String option) {
        return Optional.ofNullable(sections.getOrDefault(section, Map.of()).get(option))
                .or(() -> Optional.ofNullable(sections.get(DEFAULT).get(option)));
    }

    private String replaced(String section, String option, String value, int depth) throws Malformed {
        if (depth > DEEPEST) {
            throw new Malformed("the value of `" + option + "` refers to itself");
        }
        var references = new References(option, value);
        while (references.hasNext()) {
            var name = references.next().toLowerCase(Locale.ROOT);
            var other = raw(section, name);
            references.replace(other.isEmpty() ? other : Optional.of(replaced(section, name, other.get(), depth + 1)));
        }
        return references.result();
    }

    private void read(List<String> lines) throws Malformed {
        Map<String, List<String>> values = new LinkedHashMap<>();
        var section = "";
        var option = "";
        int indent = 0;
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var value = line.strip();
            boolean comment = value.startsWith("#") || value.startsWith(";");
            if (value.isEmpty() || comment) {
                if (!option.isEmpty() && !comment) {
                    values.get(option).add("");
                }
                continue;
            }
            int column = line.indexOf(value);
            if (!option.isEmpty() && column > indent) {
                values.get(option).add(value);
                continue;
            }
            indent = column;
            var header = SECTION.matcher(value);
            if (header.matches()) {
                close(section, values);
                section = header.group(1);
                option = "";
                if (has(section)) {
                    throw new Malformed("line " + (i + 1) + ": section [" + section + "] is there twice");
                }
                sections.computeIfAbsent(section, _ -> new LinkedHashMap<>());
                continue;
            }
            var pair = OPTION.matcher(value);
            if (section.isEmpty() || !pair.matches() || pair.group(1).isEmpty()) {
                throw new Malformed("line " + (i + 1) + (section.isEmpty() ? " stands before every section" : " is no `option = value`"));
            }
            option = pair.group(1).strip().toLowerCase(Locale.ROOT);
            if (values.put(option, new ArrayList<>(List.of(pair.group(2).strip()))) != null) {
                throw new Malformed("line " + (i + 1) + ": option `" + option + "` is there twice");
            }
        }
        close(section, values);
    }

    private void close(String section, Map<String, List<String>> values) {
        if (!section.isEmpty()) {
            values.forEach((option, lines) -> sections.get(section).put(option, String.join("\n", lines).stripTrailing()));
            values.clear();
        }
    }
}
