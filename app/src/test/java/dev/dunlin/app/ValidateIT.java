package dev.dunlin.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dunlin validate} from its command line to its report. */
class ValidateIT {

    @TempDir Path directory;

    private DunlinProcess.Ended validate(TestDatabase source, String target, Path report)
            throws Exception {
        String temporary = Files.createDirectories(directory.resolve("tmp")).toString();
        return new DunlinProcess(
                        directory, Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary))
                .run(
                        DunlinProcess.command(
                                "validate",
                                "--source=" + source.uri(),
                                "--target=" + target,
                                "--mode=online",
                                "--report=" + report));
    }

    private static List<String> leftOn(TestDatabase administration) {
        return administration.column(
                "SELECT datname::text FROM pg_database UNION ALL SELECT slot_name::text FROM"
                        + " pg_replication_slots ORDER BY 1");
    }

    @Test
    void it_says_what_stands_against_a_migration_and_leaves_nothing() throws Exception {
        try (TestDatabase source = TestServers.source().createDatabase("validated")) {
            source.execute("CREATE TABLE t (id int PRIMARY KEY)");
            List<String> before = leftOn(source);
            TestDatabase there = TestServers.target().administration();
            List<String> targetBefore = leftOn(there);
            String target = there.uri().replaceAll("/postgres$", "/not_there_yet");
            Path json = directory.resolve("report.json");
            Path page = directory.resolve("report.html");

            DunlinProcess.Ended good = validate(source, target, json);
            source.execute("CREATE TABLE keyless (v int)");
            DunlinProcess.Ended bad = validate(source, target, page);

            assertThat(good.exitCode()).as(good.out() + good.err()).isZero();
            JsonNode report = new ObjectMapper().readTree(json.toFile());
            assertThat(report.get("counts").get("failed").asInt()).isZero();
            assertThat(report.get("databases").get(0).get("findings").size()).isGreaterThan(40);
            assertThat(report.get("servers").findValuesAsText("code"))
                    .contains("DUN-KAFKA-REACH", "DUN-SRC-SLOTS", "DUN-TGT-PARAMETERS");
            assertThat(bad.exitCode()).as(bad.err()).isEqualTo(5);
            assertThat(bad.out()).contains("DUN-SRC-REPLICA-IDENTITY");
            assertThat(Files.readString(page)).contains("REPLICA IDENTITY FULL");
            assertThat(leftOn(source)).isEqualTo(before);
            assertThat(leftOn(there)).isEqualTo(targetBefore);
            assertThat(leftHere()).isEmpty();
        }
    }

    private List<String> leftHere() throws IOException {
        try (Stream<Path> scratch = Files.list(directory.resolve("tmp"));
                Stream<Path> own = Files.list(directory)) {
            return Stream.concat(scratch, own)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.contains("dunlin") || name.contains("state"))
                    .toList();
        }
    }
}
