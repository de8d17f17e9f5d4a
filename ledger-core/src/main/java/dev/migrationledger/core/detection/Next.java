package dev.migrationledger.core.detection;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Where a detection stands: it needs to know more, or it has its answer. */
public sealed interface Next {

    /** @param questions never empty, none of them answered before, in a stable order */
    record Ask(Set<Question> questions) implements Next {
        public Ask {
            questions = Collections.unmodifiableSet(new LinkedHashSet<>(questions));
        }
    }

    /** @param halfWay a revision that was begun and has not ended, which no verdict but partial says */
    record Answer(Detection detection, Optional<HalfWay> halfWay) implements Next {}
}
