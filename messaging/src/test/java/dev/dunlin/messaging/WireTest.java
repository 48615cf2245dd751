package dev.dunlin.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.ItemStage;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.OnlineSettings.CutoverTerms;
import dev.dunlin.protocol.OnlineSettings.Fence;
import dev.dunlin.protocol.Reply;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.SecretRef;
import dev.dunlin.protocol.Task;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {

    private static final String REPLY =
            """
            {"migration":"orders","commandId":"7","status":"ACCEPTED","message":""}""";

    @Test
    void leavesOutFieldsNobodyKnows() {
        Reply reply = decodeReply(REPLY.replace("}", ",\"newer\":{\"a\":[1]}}"));

        assertThat(reply.migration()).isEqualTo(new MigrationName("orders"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "{}", "7", "not json"})
    void refusesWhatIsNoObject(String json) {
        assertThatThrownBy(() -> decodeReply(json))
                .isInstanceOf(UndecodableMessageException.class)
                .hasMessageStartingWith("no Reply: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"message\":\"\" -> ",
                "\"orders\" -> \"or ders\"",
                "\"7\" -> null",
                "\"ACCEPTED\" -> \"MAYBE\"",
                "\"ACCEPTED\" -> 0",
            })
    void refusesWhatIsNoWholeReply(String edit) {
        String[] sides = edit.split(" -> ", -1);

        assertThatThrownBy(() -> decodeReply(REPLY.replace(sides[0], sides[1])))
                .isInstanceOf(UndecodableMessageException.class)
                .hasMessageStartingWith("no Reply: ");
    }

    @Test
    void refusesTrailingBytesAndNoBytes() {
        assertThatThrownBy(() -> decodeReply(REPLY + REPLY))
                .isInstanceOf(UndecodableMessageException.class);
        assertThatThrownBy(() -> Wire.decode(null, Reply.class))
                .isInstanceOf(UndecodableMessageException.class);
    }

    @Test
    void refusesAMissingNumberAndANullInAList() {
        String items =
                """
                {"type":"sequences-read","migration":"orders","database":"d","values":[null]}""";
        String number =
                """
                {"type":"table-reset","migration":"orders",
                 "table":{"database":"d"},"generation":1}""";

        assertThatThrownBy(() -> Wire.decode(items.getBytes(UTF_8), Report.class))
                .isInstanceOf(UndecodableMessageException.class);
        assertThatThrownBy(() -> Wire.decode(number.getBytes(UTF_8), Report.class))
                .isInstanceOf(UndecodableMessageException.class)
                .hasMessageContaining("number");
    }

    @Test
    void fillsInWhatAPersonLeavesOut() {
        String typed =
                """
                {"type":"cutover-migration","migration":"orders"}""";

        assertThat(Wire.decode(typed.getBytes(UTF_8), Command.class))
                .isEqualTo(
                        new Command.CutoverMigration(
                                new MigrationName("orders"), "", null, List.of(), "", ""));
    }

    @Test
    void readsTermsThatArePartlyGiven() {
        String typed =
                """
                {"type":"cutover-migration","migration":"orders","terms":{"fence":"read-only"},
                 "databases":["a"],"id":null}""";

        assertThat(Wire.decode(typed.getBytes(UTF_8), Command.class))
                .isEqualTo(
                        new Command.CutoverMigration(
                                new MigrationName("orders"),
                                "",
                                new CutoverTerms(10, Fence.READ_ONLY, 600),
                                List.of("a"),
                                "",
                                ""));
    }

    @Test
    void refusesANullWithinAListAndWhatHasNoDefault() {
        String nulls =
                """
                {"type":"pause-migration","migration":"orders","databases":[null]}""";
        String noReason =
                """
                {"type":"skip-table","migration":"orders","table":{"schema":"s","name":"t"}}""";

        assertThatThrownBy(() -> Wire.decode(nulls.getBytes(UTF_8), Command.class))
                .isInstanceOf(UndecodableMessageException.class);
        assertThatThrownBy(() -> Wire.decode(noReason.getBytes(UTF_8), Command.class))
                .isInstanceOf(UndecodableMessageException.class)
                .hasMessageContaining("reason");
    }

    @Test
    void namesATypeNobodyKnows() {
        byte[] task = "{\"type\":\"paint-house\",\"migration\":\"orders\"}".getBytes(UTF_8);

        assertThatThrownBy(() -> Wire.decode(task, Task.class))
                .isInstanceOf(UndecodableMessageException.class)
                .hasMessageContaining("paint-house");
    }

    @Test
    void keepsKeysOfEnumTypeAndSortedMaps() {
        var planned =
                new Report.DatabasePlanned(
                        new MigrationName("orders"),
                        "d",
                        "s",
                        "a",
                        1,
                        0,
                        List.of(),
                        Map.of(ItemStage.REST, 3, ItemStage.FOREIGN_KEYS, 2),
                        List.of());
        var endpoint =
                new Endpoint(
                        "h",
                        5432,
                        "u",
                        new TreeMap<>(Map.of("sslmode", "require", "a", "b")),
                        SecretRef.NONE);

        assertThat(Wire.decode(Wire.encode(planned), Report.class)).isEqualTo(planned);
        assertThat(Wire.decode(Wire.encode(endpoint), Endpoint.class)).isEqualTo(endpoint);
    }

    private static Reply decodeReply(String json) {
        return Wire.decode(json.getBytes(UTF_8), Reply.class);
    }
}
