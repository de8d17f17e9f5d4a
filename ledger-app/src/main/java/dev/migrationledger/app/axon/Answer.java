package dev.migrationledger.app.axon;

import java.util.List;

/** What a command led to. @param <E> type of the events; @param version sequence of the stream's last event */
record Answer<E>(long version, List<E> events) {}
