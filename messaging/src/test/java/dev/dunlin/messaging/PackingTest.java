package dev.dunlin.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackingTest {

    private static final int MOST = 1 << 20;
    private final Packing packing = new Packing(MOST);
    private final byte[] room = new byte[MOST];

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 14, 15, 16, 270, 65_536, MOST - 1, MOST})
    void bytesComeOutAsTheyWentIn(int length) {
        byte[] bytes = random(length);
        Arrays.fill(bytes, 0, length / 2, (byte) ' ');

        int found = Packing.unpack(packing.pack(bytes, length), room);

        assertThat(Arrays.copyOf(room, found)).isEqualTo(bytes);
    }

    @Test
    void bytesThatRepeatThemselvesTakeLittleRoomAndOthersHardlyMore() {
        assertThat(packing.pack(new byte[MOST], MOST)).hasSizeLessThan(MOST / 100);
        assertThat(packing.pack(random(MOST), MOST)).hasSizeLessThan(MOST + MOST / 100);
    }

    @Test
    void whatComesOutIsTheLz4OfOthers() {
        byte[] packed = {0, 0, 0, 3, 0x30, 'a', 'b', 'c'};

        assertThat(Packing.unpack(packed, room)).isEqualTo(3);
        assertThat(room).startsWith('a', 'b', 'c');
    }

    @Test
    void whatIsDamagedIsNoSegment() {
        byte[] packed = packing.pack(random(1_000), 1_000);
        assertRefused(new byte[] {1, 2, 3}, "-1 bytes");
        assertRefused(new byte[] {-1, 0, 0, 0, 0}, "bytes");
        assertRefused(Arrays.copyOf(packed, packed.length - 1), "damaged");
        byte[] longer = packed.clone();
        longer[3]++;
        assertRefused(longer, "has 1000 of them");
        byte[] shorter = packed.clone();
        shorter[3]--;
        assertRefused(shorter, "damaged");
    }

    @Test
    void moreThanThereIsRoomForIsRefused() {
        byte[] packed = packing.pack(random(MOST), MOST);

        assertThatThrownBy(() -> Packing.unpack(packed, new byte[MOST - 1]))
                .isInstanceOf(UndecodableMessageException.class)
                .hasMessageContaining("a segment of 1048576 bytes");
    }

    private void assertRefused(byte[] packed, String why) {
        assertThatThrownBy(() -> Packing.unpack(packed, room))
                .isInstanceOf(UndecodableMessageException.class)
                .hasMessageContaining(why);
    }
}
