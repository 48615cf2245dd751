package dev.dunlin.coordinator.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.messaging.Wire;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Position;
import dev.dunlin.protocol.Readiness;
import dev.dunlin.protocol.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ReadinessTopologyTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final TopologyTestDriver driver = driver();
    private final TestInputTopic<String, byte[]> positions = input();
    private final TestOutputTopic<String, byte[]> readiness = output();
    private Instant now = Instant.ofEpochMilli(Script.START);

    private static TopologyTestDriver driver() {
        Properties properties = new Properties();
        properties.put("application.id", "test");
        properties.put("bootstrap.servers", "nowhere:1");
        return new TopologyTestDriver(
                ReadinessTopology.build(), properties, Instant.ofEpochMilli(Script.START));
    }

    private TestInputTopic<String, byte[]> input() {
        return driver.createInputTopic(
                Topics.POSITIONS, Serdes.String().serializer(), Serdes.ByteArray().serializer());
    }

    private TestOutputTopic<String, byte[]> output() {
        return driver.createOutputTopic(
                Topics.READINESS,
                Serdes.String().deserializer(),
                Serdes.ByteArray().deserializer());
    }

    @BeforeEach
    void prepare() {
        tell(Script.captured(10, 1, 1));
        tell(Script.applied(10, Script.START, 1));
    }

    @AfterEach
    void leave() {
        driver.close();
    }

    private void tell(Position position) {
        positions.pipeInput(position.migration().value(), Wire.encode(position), now);
    }

    private void tellSource() {
        tell(Script.source(now.toEpochMilli(), 10));
    }

    private void pass(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
    }

    private List<Readiness> said() {
        return readiness.readKeyValuesToList().stream()
                .map(ReadinessTopologyTest::decoded)
                .toList();
    }

    private static Readiness decoded(KeyValue<String, byte[]> record) {
        Readiness decoded = Wire.decode(record.value, Readiness.class);
        assertThat(record.key).isEqualTo(decoded.migration().value());
        return decoded;
    }

    @Test
    void the_verdict_is_told_at_once_when_it_turns_and_each_second_while_positions_come() {
        var first = said();
        assertThat(first.getLast().ready()).isFalse();
        tellSource();
        assertThat(said()).singleElement().matches(Readiness::ready);
        tellSource();
        assertThat(said()).isEmpty();
        for (int second = 0; second < 5; second++) {
            pass(SECOND);
            tellSource();
        }
        assertThat(said()).hasSize(5).allMatch(Readiness::ready);
    }

    @Test
    void silence_is_noticed_without_any_message_and_told_once() {
        tellSource();
        said();
        for (int second = 0; second < 60; second++) {
            pass(SECOND);
        }
        var told = said();
        assertThat(told).hasSize(2);
        assertThat(Script.codes(told.getLast()))
                .containsExactly(
                        "DUN-RDY-SOURCE-SILENT", "DUN-RDY-CAPTURE-SILENT", "DUN-RDY-APPLY-SILENT");
    }

    @Test
    void databases_are_told_apart_and_forgotten_after_ten_minutes() {
        tellSource();
        tell(
                new Position.Captured(
                        new MigrationName("other"), "shop", "0/1", Script.START, 1, 1, 1));
        tell(new Position.Captured(Script.NAME, "stock", "0/1", Script.START, 1, 1, 1));
        assertThat(said())
                .extracting(each -> each.migration() + "/" + each.database())
                .contains("move/shop", "other/shop", "move/stock");
        assertThat(driver.getKeyValueStore(ReadinessTopology.STORE).all().hasNext()).isTrue();

        pass(Duration.ofMinutes(9));
        tellSource();
        pass(Duration.ofSeconds(61));
        assertThat(
                        driver.<String, byte[]>getKeyValueStore(ReadinessTopology.STORE)
                                .get("move/shop"))
                .isNotNull();
        assertThat(driver.getKeyValueStore(ReadinessTopology.STORE).get("move/stock")).isNull();
        assertThat(driver.getKeyValueStore(ReadinessTopology.STORE).get("other/shop")).isNull();
    }

    @Test
    void what_lay_in_the_topic_makes_nobody_ready() {
        driver.advanceWallClockTime(Duration.ofSeconds(20));
        tell(Script.captured(10, 1, 1));
        tell(Script.applied(10, Script.START, 1));
        tellSource();
        assertThat(said()).isNotEmpty().noneMatch(Readiness::ready);

        driver.advanceWallClockTime(Duration.ofMinutes(10));
        said();
        tellSource();
        assertThat(said()).isEmpty();
    }

    @Test
    void what_is_no_position_is_left_out() {
        said();
        positions.pipeInput("move", "{}".getBytes(StandardCharsets.UTF_8), now);
        tellSource();
        assertThat(said()).hasSize(1);
    }
}
