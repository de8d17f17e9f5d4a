package dev.migrationledger.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published test vectors of Certificate Transparency (eight leaves) and the worked example of RFC 9162, 2.1.5. */
class MerkleVectorsTest {
    private static final List<Hash> LEAVES = Stream.of(
                    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .map(hex -> MerkleHash.leaf(HexFormat.of().parseHex(hex)))
            .toList();
    private static final List<Hash> ROOTS = hashes(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    private static final MerkleTree TREE = new MerkleTree(GrownTree.of(LEAVES));

    private static List<Hash> hashes(String... hex) {
        return Stream.of(hex).map(Hash::ofHex).toList();
    }

    @Test
    void rootsOfEverySize() {
        var frontier = new Frontier();
        for (int size = 0; size <= LEAVES.size(); size++) {
            assertThat(TREE.root(size)).as("root of %d", size).isEqualTo(ROOTS.get(size));
            assertThat(frontier.root()).as("root of %d, grown", size).isEqualTo(ROOTS.get(size));
            if (size < LEAVES.size()) {
                frontier.add(LEAVES.get(size));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "0; 1; ",
        "0; 8; 96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7 "
                + "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e "
                + "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        "5; 8; bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b "
                + "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0 "
                + "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "2; 3; fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "1; 5; 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d "
                + "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e "
                + "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
    })
    void inclusionProofs(long index, int size, String path) {
        var proof = TREE.inclusion(index, size);
        assertThat(proof.path()).isEqualTo(path == null ? List.of() : hashes(path.split(" ")));
        assertThat(proof.proves(LEAVES.get((int) index), ROOTS.get(size))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "1; 1; ",
        "1; 8; 96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7 "
                + "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e "
                + "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        "6; 8; 0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a "
                + "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0 "
                + "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "2; 5; 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e "
                + "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "6; 7; 0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a "
                + "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f "
                + "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"
    })
    void consistencyProofs(int first, int second, String path) {
        var proof = TREE.consistency(first, second);
        assertThat(proof.path()).isEqualTo(path == null ? List.of() : hashes(path.split(" ")));
        assertThat(proof.proves(ROOTS.get(first), ROOTS.get(second))).isTrue();
    }

    @Test
    void theWorkedExampleOfTheRfc() {
        Hash a = LEAVES.get(0), b = LEAVES.get(1), c = LEAVES.get(2), d = LEAVES.get(3), j = LEAVES.get(6);
        var e = LEAVES.get(4);
        var f = LEAVES.get(5);
        var g = MerkleHash.node(a, b);
        var h = MerkleHash.node(c, d);
        var i = MerkleHash.node(e, f);
        var k = MerkleHash.node(g, h);
        var l = MerkleHash.node(i, j);
        assertThat(TREE.root(7)).isEqualTo(MerkleHash.node(k, l));
        assertThat(TREE.inclusion(0, 7).path()).containsExactly(b, h, l);
        assertThat(TREE.inclusion(3, 7).path()).containsExactly(c, g, l);
        assertThat(TREE.inclusion(4, 7).path()).containsExactly(f, j, k);
        assertThat(TREE.inclusion(6, 7).path()).containsExactly(i, k);
        assertThat(TREE.consistency(3, 7).path()).containsExactly(c, d, g, l);
        assertThat(TREE.consistency(4, 7).path()).containsExactly(l);
        assertThat(TREE.consistency(6, 7).path()).containsExactly(i, j, k);
    }
}
