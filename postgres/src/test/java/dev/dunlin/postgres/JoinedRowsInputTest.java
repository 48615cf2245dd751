package dev.dunlin.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the driver sees of a server's answer, however the network cuts it. */
class JoinedRowsInputTest {

    private static final int ROWS = 5_000;
    private static final int LARGE = 200_000;

    /** A message of the protocol; each character of its content is a byte. */
    private record Message(char type, String content) {}

    @ParameterizedTest
    @ValueSource(ints = {3, 7, 100, 8_192, 1 << 20})
    void allRowsComeInFewerMessagesAndInOrder(int piece) throws IOException {
        // Small bursts are waited for: few rows then.
        List<Message> sent = answer(Math.min(ROWS, 3 * piece));

        List<Message> seen = read(sent, piece, true, 'Q');

        assertThat(rows(seen)).isEqualTo(rows(sent));
        assertThat(others(seen)).isEqualTo(others(sent));
        if (piece > 1_000) {
            assertThat(seen.size()).isLessThan(sent.size() / 4);
        }
    }

    @Test
    void aRowLargerThanTheBufferPassesWhole() throws IOException {
        String large = bytes(new Random(2), LARGE);
        List<Message> sent =
                List.of(
                        new Message('H', "head123"),
                        new Message('d', "1"),
                        new Message('d', large),
                        new Message('d', "2"),
                        new Message('c', ""));

        List<Message> seen = read(sent, 8_192, true, 'Q');

        assertThat(seen).hasSize(5);
        assertThat(seen.get(2).content()).isEqualTo(large);
    }

    @Test
    void rowByRowUnlessItIsWanted() throws IOException {
        assertThat(read(answer(ROWS), 8_192, false, 'Q')).hasSameSizeAs(answer(ROWS));
    }

    @Test
    void whatIsInsideTlsPasses() throws IOException {
        assertThat(read(answer(ROWS), 8_192, true, (char) 0x17)).hasSameSizeAs(answer(ROWS));
    }

    @Test
    void whatBeginsUnlikeAnAnswerWithRowsPasses() throws IOException {
        List<Message> sent = new ArrayList<>(answer(ROWS));
        sent.set(0, new Message('T', "head123"));

        assertThat(read(sent, 8_192, true, 'Q')).hasSameSizeAs(sent);
    }

    private static List<Message> answer(int rows) {
        Random random = new Random(1);
        List<Message> all = new ArrayList<>();
        all.add(new Message('H', "head123"));
        for (int row = 0; row < rows; row++) {
            all.add(new Message('d', bytes(random, random.nextInt(300))));
            if (row % 10 == 9) {
                all.add(new Message('N', bytes(random, 40)));
            }
        }
        all.add(new Message('c', ""));
        all.add(new Message('C', bytes(random, 10)));
        all.add(new Message('Z', "I"));
        // What comes behind it is the next answer's.
        all.add(new Message('d', "1"));
        all.add(new Message('d', "2"));
        return all;
    }

    private static String bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static List<Message> read(List<Message> sent, int piece, boolean wanted, char first)
            throws IOException {
        InputStream network = new Pieces(encoded(sent), piece);
        var input = new JoinedRowsInput(new BurstInput(network, BurstInput.Pace.ROWS));
        if (wanted) {
            ScopedValue.where(JoinedRowsInput.WANTED, true).run(() -> input.asked((byte) first));
        } else {
            input.asked((byte) first);
        }
        List<Message> seen = new ArrayList<>();
        var data = new DataInputStream(input);
        for (int type = data.read(); type >= 0; type = data.read()) {
            byte[] content = new byte[data.readInt() - 4];
            data.readFully(content);
            seen.add(new Message((char) type, new String(content, StandardCharsets.ISO_8859_1)));
        }
        return seen;
    }

    private static byte[] encoded(List<Message> messages) {
        var out = new ByteArrayOutputStream();
        for (Message message : messages) {
            int length = message.content().length() + 4;
            out.write(message.type());
            for (int shift = 24; shift >= 0; shift -= 8) {
                out.write(length >>> shift);
            }
            out.writeBytes(message.content().getBytes(StandardCharsets.ISO_8859_1));
        }
        return out.toByteArray();
    }

    private static String rows(List<Message> messages) {
        return messages.stream()
                .filter(message -> message.type() == 'd')
                .map(Message::content)
                .collect(Collectors.joining());
    }

    private static List<Message> others(List<Message> messages) {
        return messages.stream().filter(message -> message.type() != 'd').toList();
    }

    /** Gives few bytes at a time, as a network may. */
    private static final class Pieces extends InputStream {

        private final ByteArrayInputStream all;
        private final int piece;

        Pieces(byte[] bytes, int piece) {
            this.all = new ByteArrayInputStream(bytes);
            this.piece = piece;
        }

        @Override
        public int read() {
            return all.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            return all.read(bytes, offset, Math.min(length, piece));
        }
    }
}
