package dev.migrationledger.app.bench;

import java.util.List;

/** One part of the product, measured. */
public interface Measurement {
    /** All there are, in the order shown. */
    List<Measurement> ALL = List.of(new Revisions(), new Detect(), new Append(), new Replaying(), new Materialise());

    /** What a user types to get it alone. */
    String name();

    /** @param runs how often each figure is taken; the median is given. At least 1 */
    List<Figure> take(Place place, int runs);
}
