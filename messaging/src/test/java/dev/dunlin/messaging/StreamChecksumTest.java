package dev.dunlin.messaging;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StreamChecksumTest {

    private static final byte[] DIGITS = "123456789".getBytes(US_ASCII);

    @Test
    void holdsBothCrcsOfTheStream() {
        StreamChecksum checksum = new StreamChecksum();

        checksum.update(DIGITS, 0, DIGITS.length);

        // The check values of CRC-32C and CRC-32.
        assertThat(checksum.value()).isEqualTo(0xE3069283_CBF43926L);
    }

    @Test
    void doesNotDependOnWhereTheStreamIsCut() {
        StreamChecksum checksum = new StreamChecksum();

        checksum.update(DIGITS, 0, 4);
        checksum.update(DIGITS, 4, 0);
        checksum.update(DIGITS, 4, 5);

        assertThat(checksum.value()).isEqualTo(0xE3069283_CBF43926L);
    }
}
