package dev.migrationledger.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Generated trees; every failure names its seed. */
class MerkleTreeTest {
    private static final int LARGEST = 70;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 8);
    }

    private static List<Hash> leaves(SplittableRandom random, int count) {
        return IntStream.range(0, count).mapToObj(_ -> any(random)).toList();
    }

    private static Hash any(SplittableRandom random) {
        var bytes = new byte[Hash.BYTES];
        random.nextBytes(bytes);
        return Hash.of(bytes);
    }

    /** The definition, word by word (RFC 9162, section 2.1.1). */
    private static Hash defined(List<Hash> leaves) {
        if (leaves.size() <= 1) {
            return leaves.isEmpty() ? MerkleHash.EMPTY : leaves.getFirst();
        }
        int k = 1;
        while (k * 2 < leaves.size()) {
            k *= 2;
        }
        return MerkleHash.node(defined(leaves.subList(0, k)), defined(leaves.subList(k, leaves.size())));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyRootIsTheDefinedOne(long seed) {
        var leaves = leaves(new SplittableRandom(seed), LARGEST);
        var grown = new GrownTree();
        for (int size = 0; size <= LARGEST; size++) {
            var defined = defined(leaves.subList(0, size));
            assertThat(grown.frontier.root()).as("seed %d, size %d", seed, size).isEqualTo(defined);
            assertThat(new MerkleTree(grown).root(size)).as("seed %d, size %d", seed, size).isEqualTo(defined);
            var resumed = Frontier.of(grown, size);
            assertThat(resumed.root()).as("seed %d, size %d, resumed", seed, size).isEqualTo(defined);
            if (size < LARGEST) {
                resumed.add(leaves.get(size));
                grown.add(leaves.get(size));
                assertThat(resumed.root()).as("seed %d, size %d, resumed", seed, size).isEqualTo(grown.frontier.root());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyInclusionIsProvenAndNothingElseIs(long seed) {
        var random = new SplittableRandom(seed);
        var leaves = leaves(random, LARGEST);
        var tree = new MerkleTree(GrownTree.of(leaves));
        for (int size = 1; size <= LARGEST; size++) {
            for (int index = 0; index < size; index++) {
                var proof = tree.inclusion(index, size);
                var at = "seed " + seed + ", leaf " + index + " of " + size;
                assertThat(proof.proves(leaves.get(index), tree.root(size))).as(at).isTrue();
                assertThat(proof.proves(any(random), tree.root(size))).as(at + ", another leaf").isFalse();
                assertThat(proof.proves(leaves.get(index), any(random))).as(at + ", another root").isFalse();
                assertThat(new InclusionProof(index + 1, size, proof.path()).proves(leaves.get(index), tree.root(size)))
                        .as(at + ", another place").isFalse();
                broken(proof.path(), random).forEach(path ->
                        assertThat(new InclusionProof(proof.index(), proof.size(), path)
                                        .proves(leaves.get((int) proof.index()), tree.root(proof.size())))
                                .as(at + ", path " + path).isFalse());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyGrowthIsProvenAndNoRewriteIs(long seed) {
        var random = new SplittableRandom(seed);
        var leaves = leaves(random, LARGEST);
        var tree = new MerkleTree(GrownTree.of(leaves));
        for (int second = 0; second <= LARGEST; second++) {
            var changed = new ArrayList<>(leaves);
            for (int first = 0; first <= second; first++) {
                var proof = tree.consistency(first, second);
                var at = "seed " + seed + ", from " + first + " to " + second;
                assertThat(proof.proves(tree.root(first), tree.root(second))).as(at).isTrue();
                if (first == 0) {
                    continue;
                }
                assertThat(proof.proves(any(random), tree.root(second))).as(at + ", another first root").isFalse();
                assertThat(proof.proves(tree.root(first), any(random))).as(at + ", another second root").isFalse();
                if (first < second) {
                    assertThat(proof.proves(tree.root(second), tree.root(first))).as(at + ", swapped").isFalse();
                    broken(proof.path(), random).forEach(path -> assertThat(
                                    new ConsistencyProof(proof.first(), proof.second(), path)
                                            .proves(tree.root(proof.first()), tree.root(proof.second())))
                            .as(at + ", path " + path).isFalse());
                }
            }
            if (second > 0) {
                changed.set(random.nextInt(second), any(random));
                var rewritten = new MerkleTree(GrownTree.of(changed));
                for (int first = 1; first <= second; first++) {
                    if (!tree.root(first).equals(rewritten.root(first))) {
                        assertThat(rewritten.consistency(first, second).proves(tree.root(first), rewritten.root(second)))
                                .as("seed %d, rewritten between %d and %d", seed, first, second).isFalse();
                    }
                }
            }
        }
    }

    private static List<List<Hash>> broken(List<Hash> path, SplittableRandom random) {
        var all = new ArrayList<List<Hash>>();
        var longer = new ArrayList<>(path);
        longer.add(any(random));
        all.add(longer);
        var before = new ArrayList<>(path);
        before.addFirst(any(random));
        all.add(before);
        if (!path.isEmpty()) {
            all.add(path.subList(0, path.size() - 1));
            var flipped = new ArrayList<>(path);
            int at = random.nextInt(path.size());
            var bytes = path.get(at).bytes();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            flipped.set(at, Hash.of(bytes));
            all.add(flipped);
        }
        return all;
    }
}
