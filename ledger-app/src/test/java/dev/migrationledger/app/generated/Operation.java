package dev.migrationledger.app.generated;

import java.util.Optional;
import java.util.Random;

/** A kind of statement. */
@FunctionalInterface
interface Operation {
    /** Empty when the draft has nothing that it could be done to. @param number another one for each statement of a graph */
    Optional<Sql> on(Draft draft, Random random, int number);
}
