package dev.migrationledger.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersistentMapTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void isASortedMapWhateverIsPutAndRemoved(long seed) {
        var random = new Random(seed);
        var expected = new TreeMap<String, Integer>();
        PersistentMap<Integer> map = PersistentMap.empty();
        for (int i = 0; i < 2_000; i++) {
            var key = "k" + random.nextInt(300);
            var before = map;
            var beforeContent = i % 100 == 0 ? Map.copyOf(map) : null;
            if (random.nextInt(3) == 0) {
                map = map.without(key);
                expected.remove(key);
            } else {
                map = map.with(key, i);
                expected.put(key, i);
            }
            assertThat(map.get(key)).as("seed %d", seed).isEqualTo(expected.get(key));
            assertThat(map.size()).as("seed %d", seed).isEqualTo(expected.size());
            if (beforeContent != null) {
                assertThat(before).as("seed %d: the former map", seed).isEqualTo(beforeContent);
            }
        }
        assertThat(map.entrySet()).as("seed %d", seed).containsExactlyElementsOf(expected.entrySet());
        assertThat(PersistentMap.of(expected)).isEqualTo(map).hasSameHashCodeAs(expected);
    }
}
