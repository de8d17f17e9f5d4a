package dev.migrationledger.app.source.dbmate;

import dev.migrationledger.core.revision.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file's sections as dbmate finds them (its README, "Creating Migrations" and "Migration Options"; tried with
 * 2.36): each begins with a line {@code -- migrate:up} or {@code -- migrate:down}, which may have options.
 *
 * @param transactional of the up section: false when it says {@code transaction:false}
 * @param problems      in words; when there are any, the sections are not to be used
 */
record Sections(Script up, boolean transactional, Optional<Script> down, List<String> problems) {
    private static final Pattern DIRECTIVE = Pattern.compile("--\\s*migrate:(up|down)(\\s.*)?");

    /** @param line from 1; @param start offset of the line */
    private record Directive(boolean up, String options, int line, int start) {}

    static Sections of(String text) {
        var directives = directives(text);
        var problems = new ArrayList<String>();
        var ups = directives.stream().filter(Directive::up).toList();
        var downs = directives.stream().filter(directive -> !directive.up()).toList();
        if (ups.isEmpty()) {
            problems.add("it has no line that begins with `-- migrate:up`");
        } else if (ups.size() > 1 || downs.size() > 1) {
            var again = ups.size() > 1 ? ups.get(1) : downs.get(1);
            problems.add("line " + again.line() + " begins a second " + (again.up() ? "up" : "down")
                    + " section, and dbmate fails on it after the first");
        } else if (!downs.isEmpty() && downs.getFirst().start() < ups.getFirst().start()) {
            problems.add("its down section stands before its up section");
        } else if (text.substring(0, ups.getFirst().start()).lines().anyMatch(line -> !line.matches("\\s*(--.*)?"))) {
            problems.add("something stands before its `-- migrate:up`");
        }
        if (!problems.isEmpty()) {
            return new Sections(Script.EMPTY, true, Optional.empty(), List.copyOf(problems));
        }
        var up = ups.getFirst();
        var down = downs.stream().findFirst();
        return new Sections(
                new Script(text.substring(up.start(), down.map(Directive::start).orElse(text.length())), up.line()),
                !List.of(up.options().trim().split("\\s+")).contains("transaction:false"),
                down.map(directive -> new Script(text.substring(directive.start()), directive.line())),
                List.of());
    }

    private static List<Directive> directives(String text) {
        var found = new ArrayList<Directive>();
        int start = 0;
        int number = 1;
        for (var line : text.split("\n", -1)) {
            var directive = DIRECTIVE.matcher(line.stripTrailing());
            if (directive.matches()) {
                var options = directive.group(2) == null ? "" : directive.group(2);
                found.add(new Directive(directive.group(1).equals("up"), options, number, start));
            }
            start += line.length() + 1;
            number++;
        }
        return found;
    }
}
