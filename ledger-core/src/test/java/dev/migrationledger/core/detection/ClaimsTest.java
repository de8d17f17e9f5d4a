package dev.migrationledger.core.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.revision.Kind;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.target.TrackerReading;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClaimsTest {
    /** alembic: aaaa1111 -> bbbb2222, cccc3333 -> mmmm4444; sql: 1 -> 000002_users. */
    private final RevisionGraph graph = new RevisionGraph(List.of(
            revision("aaaa1111", "alembic"),
            revision("bbbb2222", "alembic", "aaaa1111"),
            revision("cccc3333", "alembic", "aaaa1111"),
            revision("mmmm4444", "alembic", "bbbb2222", "cccc3333"),
            revision("1", "sql"),
            revision("000002_users", "sql", "1")));

    private static Revision revision(String id, String source, String... parents) {
        return new Revision(
                id, List.of(parents), List.of(), Set.of(), id, Kind.SCHEMA, true, false, List.of(), Script.EMPTY,
                Optional.empty(), source, id);
    }

    private Claims judge(State proven, TrackerReading... trackers) {
        return Claims.judge(List.of(trackers), graph, List.of(proven), Set.of("mmmm4444"));
    }

    private static TrackerReading alembic(String... rows) {
        return new TrackerReading("alembic", "public.alembic_version", List.of(rows), false);
    }

    @Test
    void noTableIsAbsentAndNoRowIsEmpty() {
        assertThat(judge(State.EMPTY).claim()).isEqualTo(Claim.ABSENT);
        assertThat(judge(State.EMPTY, alembic()).claim()).isEqualTo(Claim.EMPTY);
    }

    @Test
    void theProvenStateIsAgreedWithAndAnotherIsWrong() {
        assertThat(judge(State.of("bbbb2222"), alembic("bbbb2222")).claim()).isEqualTo(Claim.AGREES);
        var wrong = judge(State.of("bbbb2222"), alembic("aaaa1111"));
        assertThat(wrong.claim()).isEqualTo(Claim.WRONG);
        assertThat(wrong.claimed()).isEqualTo(State.of("aaaa1111"));
    }

    @Test
    void twoRowsOnTwoBranchesAreAStateAndAMergeMoreIsTheSame() {
        var both = judge(State.of("mmmm4444"), alembic("cccc3333", "bbbb2222"));
        assertThat(both.claim()).isEqualTo(Claim.AGREES);
        assertThat(both.claimed()).isEqualTo(State.of("bbbb2222", "cccc3333"));
    }

    @Test
    void aRowThatAnotherRowIncludesIsOneTooMany() {
        assertThat(judge(State.of("bbbb2222"), alembic("aaaa1111", "bbbb2222")).claim()).isEqualTo(Claim.SEVERAL);
    }

    @Test
    void aPrefixIsUnderstoodAndItsFullIdBesideItIsOneTooMany() {
        var prefix = judge(State.of("bbbb2222"), alembic("bbbb22"));
        assertThat(prefix.claim()).isEqualTo(Claim.AGREES);
        assertThat(prefix.words()).containsExactly("public.alembic_version holds bbbb22, which is short for bbbb2222");
        assertThat(judge(State.of("bbbb2222"), alembic("bbbb22", "bbbb2222")).claim()).isEqualTo(Claim.SEVERAL);
    }

    @Test
    void aRevisionThatTheCatalogDoesNotKnowIsSaid() {
        var unknown = judge(State.of("bbbb2222"), alembic("deadbeef", "bbbb2222"));
        assertThat(unknown.claim()).isEqualTo(Claim.UNKNOWN_REVISION);
        assertThat(unknown.claimed()).isEqualTo(State.of("bbbb2222"));
    }

    @Test
    void toolsThatRecordEveryVersionClaimTheLast() {
        var flyway = new TrackerReading(
                "flyway", "public.flyway_schema_history", List.of("aaaa1111", "bbbb2222"), false);
        assertThat(judge(State.of("bbbb2222"), flyway).claim()).isEqualTo(Claim.AGREES);
    }

    @Test
    void golangMigrateRecordsANumberAndWhetherItStopped() {
        var golang = new TrackerReading("golang-migrate", "public.schema_migrations", List.of("2"), true);
        var claims = judge(State.of("000002_users"), golang);
        assertThat(claims.claim()).as("the flag has to go, wherever the schema is").isEqualTo(Claim.WRONG);
        assertThat(claims.claimed()).isEqualTo(State.of("000002_users"));
        assertThat(claims.words()).anyMatch(word -> word.contains("dirty"));
    }

    @Test
    void trackersOfDifferentSourcesAddUpAndOfOneSourceContradict() {
        var names = each("1");
        var added = judge(State.of("1", "bbbb2222"), alembic("bbbb2222"), names);
        assertThat(added.claim()).isEqualTo(Claim.AGREES);
        assertThat(added.claimed()).isEqualTo(State.of("1", "bbbb2222"));
        var ledger = new TrackerReading("ledger", "ledger.applied", List.of("cccc3333"), false);
        assertThat(judge(State.of("bbbb2222"), alembic("bbbb2222"), ledger).claim()).isEqualTo(Claim.SEVERAL);
    }

    private static TrackerReading each(String... rows) {
        return new TrackerReading("migration-name", "public.migrations", List.of(rows), false);
    }

    private static TrackerReading flyway(String... rows) {
        return new TrackerReading("flyway", "public.flyway_schema_history", List.of(rows), false);
    }

    @Test
    void aTrackerNeitherClaimsNorDeniesWhatAnotherSourceHas() {
        for (var others : List.of("", "1", "000002_users")) {
            var proven = others.isEmpty() ? State.of("bbbb2222") : State.of("bbbb2222", others);
            var claims = judge(proven, alembic("bbbb2222"));
            assertThat(claims.claim()).as("%s", proven).isEqualTo(Claim.AGREES);
            assertThat(claims.claimed()).as("%s", proven).isEqualTo(proven);
        }
        assertThat(judge(State.of("aaaa1111", "000002_users"), alembic("bbbb2222")).claim()).isEqualTo(Claim.WRONG);
    }

    @Test
    void theLedgersOwnTableSpeaksForEverySource() {
        var ledger = new TrackerReading("ledger", "migration_ledger.identity", List.of("bbbb2222"), false);
        assertThat(judge(State.of("bbbb2222", "1"), ledger).claim()).isEqualTo(Claim.WRONG);
        assertThat(judge(State.of("bbbb2222"), ledger).claim()).isEqualTo(Claim.AGREES);
        assertThat(judge(State.of("bbbb2222", "1"), ledger, each("1")).claim()).isEqualTo(Claim.SEVERAL);
    }

    /** Else the earliest would be taken for claimed, and what lies above it would run twice. */
    @Test
    void aTrackerOfOneSourceDoesNotDecideBetweenStatesOfAnother() {
        var either = List.of(State.of("bbbb2222", "1"), State.of("bbbb2222", "000002_users"));
        var claims = Claims.judge(List.of(alembic("bbbb2222")), graph, either, Set.of("mmmm4444"));
        assertThat(claims.claim()).isEqualTo(Claim.ABSENT);
        assertThat(claims.words()).anyMatch(word -> word.contains("no tracker speaks"));
        var decided = Claims.judge(List.of(alembic("bbbb2222"), each("1")), graph, either, Set.of("mmmm4444"));
        assertThat(decided.claim()).isEqualTo(Claim.AGREES);
        assertThat(decided.claimed()).isEqualTo(State.of("bbbb2222", "1"));
    }

    /** A version below the last that the tool never ran: it was merged late, and may have changed rows only. */
    @Test
    void aToolThatRecordsEveryVersionDoesNotClaimWhatItPassedOver() {
        var claims = judge(State.of("000002_users"), each("000002_users"));
        assertThat(claims.claim()).isEqualTo(Claim.WRONG);
        assertThat(claims.words()).containsExactly("public.migrations names 000002_users and not 1, which comes before");
        assertThat(judge(State.of("000002_users"), each("1", "000002_users")).claim()).isEqualTo(Claim.AGREES);
        assertThat(judge(State.of("mmmm4444"), flyway("aaaa1111", "bbbb2222", "cccc3333", "mmmm4444")).claim())
                .isEqualTo(Claim.AGREES);
        assertThat(judge(State.of("mmmm4444"), flyway("aaaa1111", "cccc3333", "mmmm4444")).claim())
                .isEqualTo(Claim.WRONG);
        assertThat(judge(State.of("bbbb2222"), flyway("bbbb2222")).claim()).as("a baseline").isEqualTo(Claim.AGREES);
    }

    @Test
    void aNumberIsNoPrefixOfAnotherToolsId() {
        var numbers = new RevisionGraph(List.of(revision("20260101093000", "mate")));
        var golang = new TrackerReading("golang-migrate", "public.schema_migrations", List.of("2026"), false);
        assertThat(Claims.judge(List.of(golang), numbers, List.of(State.of("20260101093000")), Set.of()).claim())
                .isEqualTo(Claim.UNKNOWN_REVISION);
    }

    @Test
    void golangMigrateHoldsANumberBelowTheFirstWhileItTakesThatBack() {
        var golang = new TrackerReading("golang-migrate", "public.schema_migrations", List.of("-1"), true);
        var claims = judge(State.EMPTY, golang);
        assertThat(claims.claim()).isEqualTo(Claim.WRONG);
        assertThat(claims.claimed()).isEqualTo(State.EMPTY);
    }
}
