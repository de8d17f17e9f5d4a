package dev.migrationledger.app.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.badinput.Cases;
import dev.migrationledger.app.badinput.Promises;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class InstantsTest {
    @Test
    void whatIsNoInstantIsSaidToBeNone() {
        assertThat(Cases.check("instants", text -> {
            var read = new AtomicReference<>("");
            var problems = Promises.problems(text, () -> read.set(Instants.read(text).toString()));
            return problems.isEmpty() ? read.get() : problems.getFirst().code();
        })).isGreaterThan(30);
    }
}
