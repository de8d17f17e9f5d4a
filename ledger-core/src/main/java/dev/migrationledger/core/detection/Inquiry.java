package dev.migrationledger.core.detection;

import dev.migrationledger.core.schema.Row;
import dev.migrationledger.core.schema.SchemaSnapshot;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks answers up and remembers which are missing, so that they can be asked all at once. */
final class Inquiry {
    private final Known known;
    private final Set<Question> open = new LinkedHashSet<>();

    Inquiry(Known known) {
        this.known = known;
    }

    Set<Question> open() {
        return open;
    }

    /** The outer optional is empty while the answer is not known. */
    Optional<Optional<Row>> row(Row row) {
        return answered(Optional.ofNullable(known.rows().get(row.name())), new Question.FindRow(row));
    }

    Optional<Optional<Boolean>> holds(String query) {
        return answered(Optional.ofNullable(known.queries().get(query)), new Question.Holds(query));
    }

    Optional<Optional<SchemaSnapshot>> built(Question.Build build) {
        return answered(Optional.ofNullable(known.built().get(build)), build);
    }

    Optional<List<SchemaSnapshot>> after(Question.Statements statements) {
        return answered(Optional.ofNullable(known.halves().get(statements)), statements);
    }

    private <T> Optional<T> answered(Optional<T> answer, Question question) {
        if (answer.isEmpty()) {
            open.add(question);
        }
        return answer;
    }
}
