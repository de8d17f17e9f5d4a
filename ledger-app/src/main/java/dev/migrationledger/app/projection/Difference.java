package dev.migrationledger.app.projection;

/**
 * Where the live projection was not what the events say.
 *
 * @param database id
 * @param field    a column, or a part of the state: {@code state.detection}; {@code row} when one of both has none
 * @param live     what stood there, shortened
 * @param events   what the events make of it, shortened
 */
public record Difference(String database, String field, String live, String events) {
    private static final int MOST = 80;

    public Difference {
        live = cut(live);
        events = cut(events);
    }

    private static String cut(String text) {
        return text.length() <= MOST ? text : text.substring(0, MOST - 1) + "…";
    }

    @Override
    public String toString() {
        return database + ": " + field + " was " + live + ", the events say " + events;
    }
}
