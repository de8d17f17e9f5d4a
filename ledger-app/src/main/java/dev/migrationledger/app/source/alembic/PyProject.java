package dev.migrationledger.app.source.alembic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/** The table {@code [tool.alembic]} of a {@code pyproject.toml}, which Alembic reads since 1.16. */
final class PyProject {
    private static final TomlMapper TOML = new TomlMapper();

    private final JsonNode table;
    private final String here;

    private PyProject(JsonNode table, String here) {
        this.table = table;
        this.here = here;
    }

    /** @return absent when there is no such table. @throws Malformed when the text is not TOML */
    static Optional<PyProject> parse(String text, String here) throws Malformed {
        try {
            var table = TOML.readTree(text).path("tool").path("alembic");
            return table.isObject() ? Optional.of(new PyProject(table, here)) : Optional.empty();
        } catch (JacksonException e) {
            throw new Malformed("it is not TOML: " + e.getOriginalMessage());
        }
    }

    Optional<String> text(String option) throws Malformed {
        var value = table.path(option);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        return Optional.of(replaced(option, value));
    }

    List<String> texts(String option) throws Malformed {
        var texts = new ArrayList<String>();
        var value = table.path(option);
        if (!value.isMissingNode() && !value.isArray()) {
            throw new Malformed("`" + option + "` must be a list");
        }
        for (var item : value) {
            texts.add(replaced(option, item));
        }
        return texts;
    }

    boolean flag(String option) throws Malformed {
        var value = table.path(option);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw new Malformed("`" + option + "` must be true or false");
        }
        return value.isBoolean() && value.booleanValue();
    }

    private String replaced(String option, JsonNode value) throws Malformed {
        if (!value.isString()) {
            throw new Malformed("`" + option + "` must be text");
        }
        var references = new References(option, value.stringValue());
        while (references.hasNext()) {
            references.replace(references.next().equals("here") ? Optional.of(here) : Optional.empty());
        }
        return references.result();
    }
}
