package dev.dunlin.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dunlin.messaging.UndecodableMessageException;
import dev.dunlin.protocol.Command;
import dev.dunlin.spec.SpecException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandReaderTest {

    private static final String CREATE =
            """
            {"type": "create-migration", "by": "deploy", "spec": {
              "apiVersion": "dunlin/v1", "kind": "Migration", "name": "shop",
              "source": {"uri": "postgresql://a@127.0.0.1:5433/orders"},
              "target": {"uri": "postgresql://b@127.0.0.1:5434/"}}}
            """;

    private static Command read(String json) throws SpecException {
        return CommandReader.read(
                json.getBytes(StandardCharsets.UTF_8), "0-7", _ -> Optional.empty());
    }

    @Test
    void a_few_words_are_a_command() throws SpecException {
        Command command = read("{\"type\":\"pause-migration\",\"migration\":\"orders\"}");

        assertThat(command).isInstanceOf(Command.PauseMigration.class);
        assertThat(command.migration()).hasToString("orders");
        assertThat(command.id()).isEqualTo("command-0-7");
    }

    @Test
    void an_id_that_was_given_stays() throws SpecException {
        assertThat(read("{\"type\":\"pause-migration\",\"migration\":\"o\",\"id\":\"x\"}").id())
                .isEqualTo("x");
    }

    @Test
    void a_spec_is_taken_as_a_file_holds_it() throws SpecException {
        assertThat(read(CREATE))
                .isInstanceOfSatisfying(
                        Command.StartMigration.class,
                        start -> {
                            assertThat(start.migration()).hasToString("shop");
                            assertThat(start.id()).isEqualTo("command-0-7");
                            assertThat(start.by()).isEqualTo("deploy (message)");
                        });
    }

    @Test
    void passwords_do_not_travel_in_messages() {
        assertThatThrownBy(() -> read(CREATE.replace("a@", "a:hunter2@")))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("passwordFrom")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void what_is_no_command_is_said() {
        assertThatThrownBy(() -> read("{\"type\":\"fly\"}"))
                .isInstanceOf(UndecodableMessageException.class);
        assertThatThrownBy(() -> read("fly")).isInstanceOf(UndecodableMessageException.class);
        assertThatThrownBy(
                        () ->
                                read(
                                        CREATE.replaceFirst(
                                                "\"source\": .*,",
                                                "\"source\": {\"connection\": \"old\"},")))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("connection");
        assertThatThrownBy(() -> read(CREATE.replace("Migration\"", "Wave\"")))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("/kind");
    }
}
