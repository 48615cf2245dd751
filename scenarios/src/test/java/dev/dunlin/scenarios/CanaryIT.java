package dev.dunlin.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.embedded.PostgresBinaries;
import dev.dunlin.testkit.Await;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServer;
import dev.dunlin.testkit.TestServers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Passwords and values of rows are canaries: they are given in every way there is, migrations
 * succeed and fail in many ways, and then the canaries are looked for wherever anything was written
 * or shown.
 */
@Tag("soak")
final class CanaryIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Canary SOURCE = new Canary("Zilpzalp41source9");
    private static final Canary TARGET = new Canary("Zilpzalp42target9");
    private static final Canary WRONG = new Canary("Zilpzalp43wrong9");
    private static final Canary TOKEN = new Canary("Zilpzalp44token9");
    private static final Canary ROW = new Canary("Rotkehlchen45row9");
    private static final List<Canary> PASSWORDS = List.of(SOURCE, TARGET, WRONG, TOKEN);

    @TempDir private Path home;

    private record World(TestServer source, TestServer target, CanaryServer server) {}

    @Test
    void a_canary_sings_nowhere() throws Exception {
        try (TestServer source = server(PostgresBinaries.OLD, SOURCE);
                TestServer target = server(PostgresBinaries.NEW, TARGET);
                CanaryServer server = CanaryServer.start(home, TOKEN.word(), environment());
                ChildWatch watch = new ChildWatch(server.process().handle(), PASSWORDS)) {
            fill(source);
            begin(new World(source, target, server));
            Map<String, String> states = ended(server);
            assertThat(states)
                    .containsEntry("good", "Succeeded")
                    .containsEntry("raises", "Failed")
                    .containsEntry("clashes", "Failed")
                    .containsEntry("refused", "ValidationFailed")
                    .containsEntry("nowhere", "ValidationFailed");
            assertThat(watch.found()).isEmpty();
            assertThat(watch.programs()).contains("pg_dump");
            everywhere(server, states.keySet());
        }
    }

    private void everywhere(CanaryServer server, Iterable<String> names) throws Exception {
        Map<String, byte[]> answers = server.everyAnswer(names);
        Map<String, byte[]> messages = server.everyMessage();
        server.process().terminate();
        Map<String, byte[]> files = server.everyFile();
        Map<String, byte[]> all = new HashMap<>(answers);
        all.putAll(messages);
        all.putAll(files);
        // What is looked for is found where it has to be. Rows that were loaded are deleted from
        // Kafka, so that none may be left to be found there.
        assertThat(with(new Canary("clashes"), answers)).isNotEmpty();
        assertThat(with(new Canary("DUN-TGT-CONSTRAINT"), messages)).isNotEmpty();

        for (Canary password : PASSWORDS) {
            assertThat(with(password, all)).as(password.word()).isEmpty();
        }
        assertThat(with(ROW, answers)).isEmpty();
        assertThat(with(ROW, messages)).allMatch(place -> place.startsWith("dunlin.rows."));
        assertThat(with(ROW, files)).allMatch(place -> place.startsWith("work/broker/"));
    }

    private static List<String> with(Canary canary, Map<String, byte[]> places) {
        return places.entrySet().stream()
                .filter(place -> canary.in(place.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static TestServer server(int major, Canary password) {
        return TestServers.own(TestServers.options(major).withPassword(password.asPassword()));
    }

    private static Map<String, String> environment() {
        return Map.of("SOURCE_PW", SOURCE.asPassword(), "TARGET_PW", TARGET.asPassword());
    }

    /** Functions that behave otherwise on the target: rows that are refused there, in two ways. */
    private static void fill(TestServer source) {
        String row = "'" + ROW.word() + " '' \\ \" x'";
        String newer = "current_setting('server_version_num')::int >= 150000";
        TestDatabase good = source.createNamed("good");
        good.execute("CREATE TABLE t (id int PRIMARY KEY, v text)");
        good.execute("INSERT INTO t SELECT g, " + row + " FROM generate_series(1, 500) g");
        TestDatabase raises = source.createNamed("raises");
        raises.execute(
                "CREATE FUNCTION fine(v text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$BEGIN"
                        + " IF "
                        + newer
                        + " THEN RAISE EXCEPTION 'no room for %', v; END IF; RETURN true; END$$",
                "CREATE TABLE t (id int PRIMARY KEY, v text CHECK (public.fine(v)))",
                "INSERT INTO t VALUES (1, " + row + ")");
        TestDatabase clashes = source.createNamed("clashes");
        clashes.execute(
                "CREATE FUNCTION cut(v text) RETURNS text LANGUAGE sql IMMUTABLE AS"
                        + " $$SELECT CASE WHEN "
                        + newer
                        + " THEN left(v, 17) ELSE v END$$",
                "CREATE TABLE t (id int PRIMARY KEY, v text)",
                "CREATE UNIQUE INDEX once ON t (public.cut(v))",
                "INSERT INTO t SELECT g, " + row + " || g FROM generate_series(1, 2) g");
    }

    private void begin(World world) throws Exception {
        Path file = home.resolve("given").resolve("password");
        Files.createDirectories(file.getParent());
        Files.writeString(file, SOURCE.asPassword() + "\n");
        Path passfile = home.resolve("given").resolve("pgpass");
        String escaped = TARGET.asPassword().replace("\\", "\\\\").replace(":", "\\:");
        Files.writeString(passfile, "*:*:*:*:" + escaped + "\n");
        Files.setPosixFilePermissions(passfile, PosixFilePermissions.fromString("rw-------"));
        String inFile = ", passwordFrom: {file: \"" + file + "\"}";
        String inVariable = ", passwordFrom: {env: %s}";
        String passed = "?passfile=" + passfile;
        CanaryServer server = world.server;

        String source = uri(world.source, SOURCE, "good");
        assertThat(server.create(spec("good", source, "", uri(world.target, TARGET, "good"), "")))
                .isEqualTo(201);
        source = uri(world.source, null, "raises");
        String target = uri(world.target, null, "raises");
        assertThat(
                        server.create(
                                spec(
                                        "raises",
                                        source,
                                        inVariable.formatted("SOURCE_PW"),
                                        target,
                                        inVariable.formatted("TARGET_PW"))))
                .isEqualTo(201);
        source = uri(world.source, null, "clashes");
        target = uri(world.target, null, "clashes") + passed;
        assertThat(server.create(spec("clashes", source, inFile, target, ""))).isEqualTo(201);
        mistakes(world);
    }

    private void mistakes(World world) throws Exception {
        CanaryServer server = world.server;
        String right = uri(world.target, TARGET, "good");
        String wrong = uri(world.source, WRONG, "good");
        assertThat(server.create(spec("refused", wrong, "", right, ""))).isEqualTo(201);
        String nowhere = wrong.replaceFirst(":[0-9]+/", ":1/");
        assertThat(server.create(spec("nowhere", nowhere, "", right, ""))).isEqualTo(201);
        assertThat(server.create(spec("bad name", wrong, "", right, ""))).isEqualTo(422);
        assertThat(server.create("source: [" + wrong)).isEqualTo(422);
        assertThat(server.create(spec("odd", wrong + "?" + WRONG.word() + "=1", "", right, "")))
                .isEqualTo(422);
        assertThat(server.create(spec("port", wrong.replaceFirst(":[0-9]+/", ":x/"), "", "", "")))
                .isEqualTo(422);
        String test = "{\"side\": \"source\", \"database\": \"good\", \"uri\": \"%s\"}";
        assertThat(server.post("/connections/actions/test", test.formatted(wrong))).isEqualTo(422);
        String fine = uri(world.source, SOURCE, "good");
        assertThat(server.post("/connections/actions/test", test.formatted(fine))).isEqualTo(200);
        assertThat(server.withToken(WRONG.word()).create("")).isEqualTo(401);
    }

    private static String uri(TestServer server, @Nullable Canary password, String database) {
        String secret =
                password == null
                        ? ""
                        : ":"
                                + URLEncoder.encode(password.asPassword(), StandardCharsets.UTF_8)
                                        .replace("+", "%20");
        return "postgresql://postgres%s@127.0.0.1:%d/%s"
                .formatted(secret, server.server().port(), database);
    }

    private static String spec(String name, String source, String from, String target, String to) {
        return """
        apiVersion: dunlin/v1
        kind: Migration
        name: %s
        mode: offline
        source: {uri: "%s"%s}
        target: {uri: "%s"%s}
        """
                .formatted(name, source, from, target, to);
    }

    private static Map<String, String> ended(CanaryServer server) throws Exception {
        return Await.value(
                "all have ended",
                PATIENCE,
                server::states,
                states -> states.size() == 5 && !states.containsValue("InProgress"));
    }
}
