package dev.migrationledger.app.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Formats of sources, and which fields each has besides {@code id}, {@code format} and {@code path}. */
public enum SourceFormat {
    SQL(Shape.DIRECTORY, List.of()),
    ALEMBIC(Shape.EITHER, List.of("command", "environment")),
    FLYWAY(Shape.DIRECTORY, List.of()),
    GOLANG_MIGRATE(Shape.DIRECTORY, List.of()),
    DBMATE(Shape.DIRECTORY, List.of()),
    SNAPSHOT(Shape.FILE, List.of("at")),
    SEED(Shape.EITHER, List.of("critical", "after"));

    /** What the path must be. */
    enum Shape {
        FILE,
        DIRECTORY,
        EITHER
    }

    private final Shape shape;
    private final List<String> fields;

    SourceFormat(Shape shape, List<String> fields) {
        this.shape = shape;
        this.fields = fields;
    }

    Shape shape() {
        return shape;
    }

    /** Fields of this format alone. */
    List<String> fields() {
        return fields;
    }

    /** As in the configuration: {@code golang-migrate}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(SourceFormat::label).toList();
    }

    static Optional<SourceFormat> of(String label) {
        return Arrays.stream(values()).filter(f -> f.label().equals(label)).findFirst();
    }
}
