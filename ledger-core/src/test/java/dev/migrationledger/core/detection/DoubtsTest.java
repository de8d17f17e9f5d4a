package dev.migrationledger.core.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.revision.Kind;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.schema.Difference;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.schema.ObjectKind;
import dev.migrationledger.core.schema.Tier;
import dev.migrationledger.core.target.TrackerReading;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoubtsTest {
    /** Version 2's file is under test; the others make and drop tables. */
    private static RevisionGraph graph(String two) {
        return new RevisionGraph(List.of(
                revision("1", "create table a (id int);", "drop table a;"),
                revision("2", two, "drop table b;", "1"),
                revision("3", "create table c (id int);", "drop table c;", "2"),
                revision("4", "create table d (id int);", "delete from c; drop table d;", "3"),
                revision("5", "create table e (id int);", "drop table e;", "4")));
    }

    private static Revision revision(String id, String up, String down, String... parents) {
        return new Revision(
                id, List.of(parents), List.of(), Set.of(), id, Kind.SCHEMA, true, false, List.of(), new Script(up, 1),
                Optional.of(new Script(down, 1)), "mig", id + "_x.up.sql");
    }

    private static Optional<String> reason(String two, String dirtyAt, State proven, Difference... differences) {
        var tracker = new TrackerReading("golang-migrate", "public.schema_migrations", List.of(dirtyAt), true);
        return Doubts.first(List.of(tracker), graph(two), proven, Set.of(), List.of(differences));
    }

    private static final String PLAIN = "create table b (id int); create unique index on b (id);";

    @Test
    void aSchemaAtTheVersionOrBesideItExplainsTheFlag() {
        assertThat(reason(PLAIN, "2", State.of("2"))).isEmpty();
        assertThat(reason(PLAIN, "2", State.of("1"))).isEmpty();
        assertThat(reason(PLAIN, "2", State.of("3"))).as("on the way down").isEmpty();
        assertThat(reason(PLAIN, "1", State.EMPTY)).isEmpty();
        assertThat(reason(PLAIN, "-1", State.of("1"))).isEmpty();
    }

    @Test
    void aSchemaFurtherOffDoesNot() {
        assertThat(reason(PLAIN, "5", State.of("2")).orElseThrow()).contains("half-way at 5", "at 2 does not explain");
        assertThat(reason(PLAIN, "1", State.of("3"))).isPresent();
        assertThat(reason(PLAIN, "77", State.of("2"))).isPresent();
        assertThat(reason(PLAIN, "-1", State.of("2"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "create table b (id int); insert into b values (1);",
        "create table b (id int); update a set id = 2;",
        "create table b as select id from a;",
        "create table b (id int); alter table b owner to postgres;",
        "create table b (id int); grant select on b to public;",
        "create table b (id int); do $$ begin delete from a; end $$;",
        "create table b (id int); select setval('s', 5);",
        "create materialized view b as select 1; refresh materialized view b;",
        "create table b (id int); alter default privileges grant select on tables to public;",
    })
    void whatASchemaDoesNotShowLeavesItOpen(String two) {
        assertThat(reason(two, "2", State.of("2")).orElseThrow()).contains("line 1, ");
        assertThat(reason(two, "2", State.of("1"))).isPresent();
    }

    @Test
    void theWayDownToTheVersionMayHaveBeenIt() {
        assertThat(reason(PLAIN, "3", State.of("3")).orElseThrow()).contains("delete from c");
    }

    @Test
    void aDifferenceThatRemainsLeavesItOpen() {
        var view = new Difference(
                Difference.Change.CHANGED, new FactKey(ObjectKind.FUNCTION, "public.f()"), "x", "y", Tier.SOFT, "2");
        assertThat(reason(PLAIN, "2", State.of("2"), view).orElseThrow()).contains("differs");
    }

    @Test
    void aToolThatIsDoneSaysNothing() {
        var clean = new TrackerReading("golang-migrate", "public.schema_migrations", List.of("5"), false);
        assertThat(Doubts.first(List.of(clean), graph(PLAIN), State.of("2"), Set.of(), List.of())).isEmpty();
    }

    /** Merged late: the tool ran what comes after it, and never this. */
    @ParameterizedTest
    @ValueSource(strings = {"update a set id = 2;", "create table b (id int); update a set id = 2;"})
    void aVersionThatWasPassedOverIsNotProvenByWhatComesAfterIt(String two) {
        var tracker = new TrackerReading("dbmate", "public.schema_migrations", List.of("1", "3"), false);
        assertThat(Doubts.first(List.of(tracker), graph(two), State.of("3"), Set.of(), List.of()).orElseThrow())
                .contains("does not name 2", "update a set id = 2");
        assertThat(Doubts.first(List.of(tracker), graph(PLAIN), State.of("3"), Set.of(), List.of()))
                .as("the schema proves it").isEmpty();
    }
}
