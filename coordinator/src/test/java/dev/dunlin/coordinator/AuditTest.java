package dev.dunlin.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.dunlin.coordinator.migration.Pending;
import dev.dunlin.messaging.Wire;
import dev.dunlin.protocol.Command;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command, by whichever door, is told of with who asked. */
class AuditTest {

    private static final Map<String, Object> TABLE = Map.of("schema", "a", "name", "b");

    static Stream<String> kinds() {
        return Stream.of(Command.class.getPermittedSubclasses())
                .map(type -> type.getAnnotation(JsonTypeName.class))
                .map(name -> Objects.requireNonNull(name).value());
    }

    private static Command read(String kind, String by) throws Exception {
        Map<String, Object> fields = new TreeMap<>(Map.of("type", kind, "migration", "shop"));
        fields.putAll(
                switch (kind) {
                    case "cancel-migration" -> Map.of("target", "keep");
                    case "reload-table" -> Map.of("table", TABLE);
                    case "skip-table" -> Map.of("table", TABLE, "reason", "old");
                    case "start-migration" -> {
                        fields.put("type", "create-migration");
                        Map<String, Object> uri = Map.of("uri", "postgresql://u@h/d");
                        yield Map.of(
                                "spec",
                                Map.of(
                                        "apiVersion",
                                        "dunlin/v1",
                                        "kind",
                                        "Migration",
                                        "name",
                                        "shop",
                                        "source",
                                        uri,
                                        "target",
                                        Map.of("uri", "postgresql://u@h2/d")));
                    }
                    default -> Map.of();
                });
        if (!by.isEmpty()) {
            fields.put("by", by);
        }
        return read(Wire.encode(fields));
    }

    private static Command read(byte[] message) throws Exception {
        return CommandReader.read(message, "0-7", _ -> Optional.empty());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void who_asked_by_a_message_is_told(String kind) throws Exception {
        assertThat(Pending.of(read(kind, "deploy")).said(""))
                .isEqualTo(kind + " by deploy (message)");
        assertThat(Pending.of(read(kind, "")).said("no"))
                .isEqualTo(kind + " by somebody (message): no");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void other_doors_keep_their_name(String kind) throws Exception {
        for (String by : new String[] {"ann (rest)", "ann (cli)", "me (run)"}) {
            Command command = read(kind, by);

            assertThat(command.by()).isEqualTo(by);
            byte[] again = Wire.encode(command);
            assertThat(read(again).by()).isEqualTo(by);
            assertThat(new String(again, StandardCharsets.UTF_8)).contains(by);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', somebody (message)",
        "(rest), (rest) (message)",
        "ann (door), ann (door) (message)",
        "' ann ', ann (message)"
    })
    void a_door_is_one_of_ours(String by, String told) {
        assertThat(Asker.of(by)).isEqualTo(told);
    }

    @Test
    void every_command_says_who() {
        assertThat(kinds()).hasSizeGreaterThan(8);
    }
}
