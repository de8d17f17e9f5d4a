package dev.migrationledger.core.revision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunksTest {
    @Test
    void namesAreFoldedUnlessTheyAreQuoted() {
        assertThat(Chunks.read("Orders by ID, 10000")).contains(new Chunks(Optional.empty(), "orders", "id", 10_000));
        assertThat(Chunks.read(" app.orders  BY id ,5 ")).isEmpty();
        assertThat(Chunks.read("app.orders by id ,5")).contains(new Chunks(Optional.of("app"), "orders", "id", 5));
        assertThat(Chunks.read("\"My \"\"Table\" by \"K, by\", 1"))
                .contains(new Chunks(Optional.empty(), "My \"Table", "K, by", 1));
        assertThat(Chunks.read("größe by nr_1$, 1000000").orElseThrow().way()).isEqualTo("größe by nr_1$");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "orders", "orders by id", "orders by id, 0", "orders by id, 1000001", "orders by id, -1", "orders by id, many",
        "orders by id; drop table orders, 5", "a.b.c by id, 5", "orders by lower(id), 5", "\"orders by id, 5", "orders, id, 5",
        "orders by id, 99999999999999999999"
    })
    void whatSaysNoTableKeyAndSizeIsNone(String text) {
        assertThat(Chunks.read(text)).isEmpty();
    }
}
