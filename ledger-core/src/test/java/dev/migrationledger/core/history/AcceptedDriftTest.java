package dev.migrationledger.core.history;

import static dev.migrationledger.core.history.Given.given;
import static dev.migrationledger.core.history.Samples.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.detection.Claim;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.Drift;
import dev.migrationledger.core.detection.Verdict;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.schema.Difference;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.schema.ObjectKind;
import dev.migrationledger.core.schema.Tier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AcceptedDriftTest {
    private static final DatabaseEvent.DriftAccepted ACCEPTED = new DatabaseEvent.DriftAccepted(DRIFT, 1, "it helps");

    private static Detection seen(Verdict verdict, State state, Difference... differences) {
        return new Detection(
                verdict, state, List.of(), Claim.AGREES, state, List.of(), Arrays.asList(differences), List.of(), "empty", "x");
    }

    private static Optional<DatabaseEvent.DriftAccepted> after(DatabaseEvent... later) {
        var state = given(REGISTERED, new DatabaseEvent.Detected(DIFFERING), ACCEPTED).state();
        for (var event : later) {
            state = DatabaseDecider.evolve(state, event);
        }
        return state.acceptedDrift();
    }

    @Test
    void isQuietWhileItStaysTheSame() {
        var known = given(REGISTERED, new DatabaseEvent.Detected(DIFFERING))
                .when(new DatabaseCommand.AcceptDrift(DRIFT, "it helps"))
                .then(ACCEPTED);
        known.when(new DatabaseCommand.AcceptDrift(DRIFT, "it helps")).thenNothingHappened();

        assertThat(after(new DatabaseEvent.DetectionConfirmed("x"))).contains(ACCEPTED);
        assertThat(after(new DatabaseEvent.Detected(seen(Verdict.DRIFTED, C, extra("public.spare")))))
                .as("an upgrade that leaves it as it is")
                .contains(ACCEPTED);
    }

    @Test
    void isLoudWhenItChangesAndStaysSoWhenItIsAsBefore() {
        var more = new DatabaseEvent.Detected(seen(Verdict.DRIFTED, A, extra("public.other"), extra("public.spare")));
        assertThat(after(more)).isEmpty();
        assertThat(after(more, new DatabaseEvent.Detected(DIFFERING))).isEmpty();
    }

    @Test
    void isLoudWhenItComesBack() {
        assertThat(after(new DatabaseEvent.Detected(seen(Verdict.EXACT, A)))).isEmpty();
        assertThat(after(new DatabaseEvent.Detected(seen(Verdict.EXACT, A)), new DatabaseEvent.Detected(DIFFERING)))
                .isEmpty();
    }

    @Test
    void needsAReasonALookAndARevisionItDiffersFrom() {
        var looked = given(REGISTERED, new DatabaseEvent.Detected(DIFFERING));
        looked.when(new DatabaseCommand.AcceptDrift(DRIFT, " ")).thenRejected("LDG511");
        looked.when(new DatabaseCommand.AcceptDrift("another", "it helps")).thenRejected("LDG770");
        given(REGISTERED, new DatabaseEvent.Detected(DIFFERING), new DatabaseEvent.Stamped(State.EMPTY, A, true, "I know"))
                .when(new DatabaseCommand.AcceptDrift(DRIFT, "it helps"))
                .thenRejected("LDG770");
        for (var verdict : List.of(Verdict.UNKNOWN, Verdict.PARTIAL)) {
            given(REGISTERED, new DatabaseEvent.Detected(seen(verdict, A, extra("public.spare"))))
                    .when(new DatabaseCommand.AcceptDrift(DRIFT, "it helps"))
                    .thenRejected("LDG771");
        }
    }

    @Test
    void theDigestIsOfWhatDiffersAndNotOfNamesAndFormatting() {
        var column = new FactKey(ObjectKind.COLUMN, "public.t.c");
        var hard = new Difference(Difference.Change.CHANGED, column, "integer", "bigint", Tier.HARD, "a");
        var cosmetic = new Difference(Difference.Change.CHANGED, column, "position 1", "position 2", Tier.COSMETIC, "a");
        var digest = Drift.digest(seen(Verdict.DRIFTED, A, hard));

        assertThat(Drift.digest(seen(Verdict.DRIFTED, C, hard.because("c"), cosmetic))).isEqualTo(digest);
        assertThat(Drift.digest(seen(Verdict.DRIFTED, A, cosmetic))).isEmpty();
        assertThat(Drift.digest(seen(Verdict.DRIFTED, A, new Difference(
                        Difference.Change.CHANGED, column, "integer", "numeric", Tier.HARD, "a"))))
                .isNotEqualTo(digest);
    }
}
