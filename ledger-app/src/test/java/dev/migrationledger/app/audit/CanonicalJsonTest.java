package dev.migrationledger.app.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples of RFC 8785, sections 3.2.2 and 3.2.3, as far as they are about strings, order and whole numbers. */
class CanonicalJsonTest {
    @Test
    void propertiesAreSortedByCodeUnits() {
        assertThat(CanonicalJson.text(Map.of(
                        "\u20ac", "Euro Sign",
                        "\r", "Carriage Return",
                        "\ufb33", "Hebrew Letter Dalet With Dagesh",
                        "1", "One",
                        "\ud83d\ude00", "Emoji: Grinning Face",
                        "\u0080", "Control",
                        "\u00f6", "Latin Small Letter O With Diaeresis")))
                .isEqualTo("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                        + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                        + "\"\ud83d\ude00\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    @Test
    void stringsAreEscapedOnlyWhereTheyMustBe() {
        assertThat(CanonicalJson.text("\u20ac$\u000f\nA'B\"\\\\\"/")).isEqualTo("\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
    }

    @Test
    void valuesNest() {
        assertThat(CanonicalJson.text(Map.of("b", List.of(1, 2L, true), "a", Map.of(), "c", List.of())))
                .isEqualTo("{\"a\":{},\"b\":[1,2,true],\"c\":[]}");
    }

    @Test
    void whatHasNoOneFormIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.text("\ud83d"));
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.text(1L << 54));
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.text(1.5));
    }
}
