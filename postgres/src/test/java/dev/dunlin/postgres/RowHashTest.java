package dev.dunlin.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RowHashTest {

    private final RowHash hash = new RowHash();

    @Test
    void everyBitOfEveryLengthCounts() {
        Random random = new Random(42);
        for (int length = 1; length <= 70; length++) {
            byte[] row = new byte[length];
            random.nextBytes(row);
            hash.over(row, 0, length);
            long a = hash.a();
            long b = hash.b();
            for (int bit = 0; bit < length * 8; bit++) {
                row[bit / 8] ^= (byte) (1 << (bit % 8));
                hash.over(row, 0, length);
                assertThat(Long.bitCount(hash.a() ^ a)).as("a, bit " + bit).isBetween(10, 54);
                assertThat(Long.bitCount(hash.b() ^ b)).as("b, bit " + bit).isBetween(10, 54);
                row[bit / 8] ^= (byte) (1 << (bit % 8));
            }
        }
    }

    @Test
    void onlyTheGivenBytesCount() {
        byte[] row = "surrounded by others".getBytes(StandardCharsets.UTF_8);
        hash.over(row, 3, 11);
        long a = hash.a();
        long b = hash.b();
        hash.over(Arrays.copyOfRange(row, 3, 11), 0, 8);

        assertThat(hash.a()).isEqualTo(a);
        assertThat(hash.b()).isEqualTo(b);
    }

    @Test
    void trailingZerosAndLengthsDiffer() {
        Set<Long> seenA = new HashSet<>();
        Set<Long> seenB = new HashSet<>();
        for (int length = 0; length < 200; length++) {
            hash.over(new byte[length], 0, length);
            assertThat(seenA.add(hash.a())).isTrue();
            assertThat(seenB.add(hash.b())).isTrue();
        }
    }
}
