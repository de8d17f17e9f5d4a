package dev.migrationledger.core.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.core.catalog.Policy;
import dev.migrationledger.core.problem.LedgerException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangedPolicyTest {
    @Test
    void whatIsNotNamedStays() {
        var changed = ChangedPolicy.read(List.of("equivalent=earliest", "failure-budget=2"));
        assertThat(changed.over(Policy.DEFAULT)).isEqualTo(new Policy(Policy.Equivalent.EARLIEST, Policy.WrongClaim.CORRECT));
        assertThat(changed.failureBudget()).isEqualTo(Optional.of(2));
        assertThat(ChangedPolicy.read(List.of(" wrong-claim = refuse , failure-budget=0")).over(Policy.DEFAULT).wrongClaim())
                .isEqualTo(Policy.WrongClaim.REFUSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "equivalent", "equivalent=", "equivalent=latest", "equivalent=EARLIEST", "wrong-claim=ignore", "wrong_claim=refuse",
        "failure-budget=-1", "failure-budget=many", "failure-budget=99999999999", "soak=10m", "equivalent=refuse,", "a=b=c", "\u202e=x"
    })
    void whatIsNoPolicyIsRefusedWithThoseThatThereAre(String text) {
        assertThatThrownBy(() -> ChangedPolicy.read(List.of(text))).isInstanceOfSatisfying(LedgerException.class, e -> {
            assertThat(e.problem().code()).isEqualTo("LDG847");
            assertThat(e.problem().hint()).isNotBlank();
        });
    }
}
