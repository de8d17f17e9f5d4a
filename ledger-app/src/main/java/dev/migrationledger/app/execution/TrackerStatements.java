package dev.migrationledger.app.execution;

import dev.migrationledger.core.script.Part;
import dev.migrationledger.core.target.TargetSession;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Statements of a script about tracker tables that were there before it: those tables are not made twice, and rows are
 * loaded only where there are none, so that detection judges what the database said first. Looks at the target only
 * when a statement names a table that could be one.
 */
final class TrackerStatements {
    private static final String NAME = "(?:\"[^\"]+\"|[\\w$]+)";
    private static final Pattern ABOUT = Pattern.compile(
            "(?is)(?<verb>create\\s+(?:unlogged\\s+)?table(?:\\s+if\\s+not\\s+exists)?"
                    + "|alter\\s+table(?:\\s+if\\s+exists)?(?:\\s+only)?"
                    + "|create\\s+(?:unique\\s+)?index\\s+(?:concurrently\\s+)?(?:if\\s+not\\s+exists\\s+)?" + NAME
                    + "\\s+on(?:\\s+only)?"
                    + "|copy|insert\\s+into)\\s+(?:(?<schema>" + NAME + ")\\s*\\.\\s*)?(?<table>" + NAME + ")(?<rest>.*)");
    private static final Pattern ADDS_CONSTRAINT = Pattern.compile("(?is)\\s+add\\s+(?:constraint|primary|unique)\\s.*");

    private final TargetSession session;
    private Optional<Set<String>> present = Optional.empty();

    TrackerStatements(TargetSession session) {
        this.session = session;
    }

    /** @return the reason in words; empty for a statement that is to be run */
    Optional<String> whyToSkip(Part.Sent statement) {
        var about = ABOUT.matcher(statement.sql());
        if (!about.matches()) {
            return Optional.empty();
        }
        var name = unquoted(about.group("table"));
        if (!name.matches("(?i).*(version|migration|history|changelog).*")) {
            return Optional.empty();
        }
        var schema = Optional.ofNullable(about.group("schema")).map(TrackerStatements::unquoted);
        var table = tables().stream().filter(known -> isSame(known, schema, name)).findFirst();
        return table.flatMap(known -> reason(known, about.group("verb").toLowerCase(Locale.ROOT), about.group("rest")));
    }

    private Optional<String> reason(String table, String verb, String rest) {
        var skipped = "passed over: the tracker table " + table + " ";
        if (verb.startsWith("copy") || verb.startsWith("insert")) {
            return session.hasRows(table) ? Optional.of(skipped + "has rows already") : Optional.empty();
        }
        var changesOther = verb.startsWith("alter") && !ADDS_CONSTRAINT.matcher(rest).matches();
        return changesOther ? Optional.empty() : Optional.of(skipped + "is there already");
    }

    /** As found when first asked, and so before the script makes one itself. */
    private Set<String> tables() {
        if (present.isEmpty()) {
            present = Optional.of(session.trackerTables());
        }
        return present.get();
    }

    private static boolean isSame(String known, Optional<String> schema, String name) {
        return schema.map(s -> known.equals(s + "." + name)).orElseGet(() -> known.endsWith("." + name));
    }

    private static String unquoted(String name) {
        return name.startsWith("\"") ? name.substring(1, name.length() - 1) : name.toLowerCase(Locale.ROOT);
    }
}
