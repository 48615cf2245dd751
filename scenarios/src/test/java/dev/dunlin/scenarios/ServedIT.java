package dev.dunlin.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dunlin.protocol.CaptureMark;
import dev.dunlin.protocol.CaptureNames;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.testkit.Await;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What operators of a server that lives long look at, in one server. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ServedIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir private static Path home;

    private static Served server;
    private static final List<TestDatabase> DATABASES = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        server = Served.start(home);
    }

    @AfterAll
    static void stop() {
        server.close();
        DATABASES.forEach(TestDatabase::close);
    }

    private static TestDatabase source() {
        TestDatabase database = TestServers.source().createDatabase();
        database.execute(
                "CREATE TABLE t AS SELECT g AS id, md5(g::text) AS text"
                        + " FROM generate_series(1, 2000) g",
                "ALTER TABLE t ADD PRIMARY KEY (id)");
        DATABASES.add(database);
        return database;
    }

    private static TestDatabase target() {
        TestDatabase database = TestServers.target().createDatabase();
        DATABASES.add(database);
        return database;
    }

    private static String spec(String name, String mode, TestDatabase from, TestDatabase to) {
        return """
        {"apiVersion": "dunlin/v1", "kind": "Migration", "name": "%s", "mode": "%s",
         "source": {"uri": "postgresql://postgres@127.0.0.1:%d/%s"},
         "target": {"uri": "postgresql://postgres@127.0.0.1:%d/%s"}}"""
                .formatted(name, mode, from.port(), from.name(), to.port(), to.name());
    }

    private static void awaitState(String name, String state) {
        String end =
                Await.value(
                        name + " is " + state,
                        PATIENCE,
                        () -> server.state(name),
                        now -> now.equals(state) || now.contains("Failed"));
        assertThat(end).as(server.process().errors()).isEqualTo(state);
    }

    @Test
    @Order(1)
    void migrations_that_are_over_leave_no_warning_in_the_log() throws Exception {
        server.post("/migrations", spec("resting", "offline", source(), target()));
        server.post("/migrations", spec("living", "online", source(), target()));
        awaitState("living", "WaitingForUserAction");
        Await.until(
                "the cutover is taken",
                PATIENCE,
                () ->
                        server.post(
                                        "/migrations/living/actions/cutover",
                                        "{\"fence\": \"read-only\"}")
                                .path("status")
                                .asText()
                                .equals("ACCEPTED"));
        awaitState("living", "Succeeded");
        awaitState("resting", "Succeeded");
        Await.until("the topics are gone", PATIENCE, () -> topics().isEmpty());
        // Whoever still knew them would say so within moments; a later migration takes as long.
        server.post("/migrations", spec("later", "offline", source(), target()));
        awaitState("later", "Succeeded");

        assertThat(server.warnings())
                .filteredOn(line -> line.matches(".*\\b(resting|living|later)\\b.*"))
                .isEmpty();
    }

    private static List<String> topics() throws Exception {
        try (Admin admin = Admin.create(server.cluster().properties())) {
            List<String> names = new ArrayList<>(admin.listTopics().names().get());
            admin.listGroups().all().get().forEach(group -> names.add(group.groupId()));
            return names.stream()
                    .filter(name -> name.matches("dunlin\\.(rows|changes|loader)\\..*"))
                    .toList();
        }
    }

    @Test
    @Order(2)
    void leftovers_are_found_and_dropped_and_what_is_needed_is_not() throws Exception {
        TestDatabase from = source();
        TestDatabase to = target();
        String here;
        try (Admin admin = Admin.create(server.cluster().properties())) {
            here = admin.describeCluster().clusterId().get();
        }
        server.post("/migrations", spec("needed", "online", from, to));
        awaitState("needed", "WaitingForUserAction");
        leave(from, here, "gone");
        leave(from, "elsewhere", "theirs");
        String ours = CaptureNames.of(new MigrationName("gone"), from.name()).slot();
        String theirs = CaptureNames.of(new MigrationName("theirs"), from.name()).slot();

        List<String> names = names(server.get("/leftovers"), from.name());
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "slot " + ours + " ",
                        "publication " + ours + " ",
                        "slot " + theirs + " another installation may need it",
                        "publication " + theirs + " another installation may need it");

        JsonNode cleaned = server.post("/leftovers/actions/clean", "{\"all\": true}");
        assertThat(cleaned.path("items").findValuesAsText("dropped")).contains("true", "false");
        assertThat(names(server.get("/leftovers"), from.name()))
                .allMatch(name -> name.contains(theirs))
                .hasSize(2);
        server.post(
                "/leftovers/actions/clean",
                "{\"ids\": [\"%s\"], \"force\": true}".formatted(theirs));
        assertThat(names(server.get("/leftovers"), from.name())).isEmpty();
        assertThat(
                        from.value(
                                "SELECT count(*) FROM pg_replication_slots WHERE database ="
                                        + " current_database()"))
                .as("the slot of the migration that is under way")
                .isEqualTo("1");
        assertThat(server.state("needed")).isEqualTo("WaitingForUserAction");
        assertThat(server.get("/leftovers/nothing").path("code").asText()).startsWith("DUN-API");
    }

    @Test
    @Order(3)
    void a_spec_names_connections_that_were_tested() throws Exception {
        TestDatabase from = source();
        TestDatabase to = target();
        put("old", from);
        put("new", to);
        assertThat(server.post("/connections/old/actions/test", "").at("/lastTest/serverVersion"))
                .isNotNull();
        JsonNode tested = server.post("/connections/new/actions/test", "{\"side\": \"target\"}");
        assertThat(tested.at("/lastTest/failure").asText()).isEmpty();
        assertThat(tested.at("/lastTest/serverVersion").asText()).isNotEmpty();

        String spec =
                """
                {"apiVersion": "dunlin/v1", "kind": "Migration", "name": "%s",
                 "source": {"connection": "old"}, "target": {"connection": "%s"}}""";
        assertThat(server.post("/migrations", spec.formatted("lost", "nowhere")).toString())
                .contains("DUN-API-SPEC", "target/connection");
        server.post("/migrations", spec.formatted("named", "new"));
        awaitState("named", "Succeeded");

        server.delete("/connections/old");
        assertThat(server.get("/connections").path("items").findValuesAsText("name"))
                .containsExactly("new");
    }

    private static void put(String name, TestDatabase database) throws Exception {
        JsonNode put =
                server.put(
                        "/connections/" + name,
                        "{\"uri\": \"postgresql://postgres@127.0.0.1:%d/%s\"}"
                                .formatted(database.port(), database.name()));
        assertThat(put.path("name").asText()).isEqualTo(name);
    }

    private static void leave(TestDatabase from, String installation, String migration) {
        MigrationName name = new MigrationName(migration);
        String slot = CaptureNames.of(name, from.name()).slot();
        from.execute(
                "CREATE PUBLICATION " + slot,
                "COMMENT ON PUBLICATION %s IS '%s'"
                        .formatted(slot, new CaptureMark(installation, name).text()),
                "SELECT pg_create_logical_replication_slot('" + slot + "', 'pgoutput')");
    }

    private static List<String> names(JsonNode found, String database) {
        List<String> names = new ArrayList<>();
        found.path("items")
                .forEach(
                        item -> {
                            if (item.path("database").asText().equals(database)) {
                                names.add(
                                        item.path("kind").asText()
                                                + " "
                                                + item.path("name").asText()
                                                + " "
                                                + item.path("guard").asText());
                            }
                        });
        return names;
    }
}
