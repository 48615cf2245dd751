package dev.dunlin.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {

    private static final String GOOD =
            "run --source postgresql://u@h/d --target postgresql://u@h2/d ";

    @TempDir Path home;

    private TestSurroundings world(Map<String, String> environment) {
        return new TestSurroundings(environment, home);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ``                                        | a command is missing
                    rum                                       | did you mean: run
                    run                                       | no source: give --source
                    run --source postgresql://u@h/d           | no target: give --target
                    run --sorce x                             | did you mean: --source
                    run --source                              | --source
                    run --source nonsense --target x          | neither a postgresql:// URI
                    GOOD --parallel x                         | --parallel
                    GOOD --parallel 0                         | a number from 1 to 64
                    GOOD --mode sideways                      | offline|online
                    GOOD --cutover auto                       | --cutover needs --mode online
                    GOOD --fence read-only                    | --fence needs --mode online
                    GOOD --max-lag 5 --timeout 1m             | --max-lag needs --mode online
                    GOOD --slot-limit 50GB                    | --slot-limit needs --mode online
                    GOOD --slot-policy stop                   | --slot-policy needs --mode online
                    GOOD --mode online --cutover later        | wait|auto
                    GOOD --mode online --fence wood           | manual|read-only
                    GOOD --mode online --max-lag soon         | --max-lag 10
                    GOOD --mode online --timeout 10x          | --timeout 10m
                    GOOD --mode online --timeout 0            | leaves no time
                    GOOD --mode online --slot-limit big       | --slot-limit 50GB
                    GOOD --mode online --slot-policy stop     | needs --slot-limit
                    GOOD --mode online --max-lags 5           | did you mean: --max-lag
                    status                                    | no migration is named
                    status -x                                 | unknown option '-x'
                    status shop -o xml                        | table|wide|json|jsonl
                    statsu                                    | did you mean: status
                    cutover                                   | no migration is named
                    cutover shop --fence wood                 | manual|read-only
                    cutover shop --dry                        | did you mean: --dry-run
                    cutover cancel                            | no migration is named
                    cancel shop                               | --keep-target|--clean-target
                    cancel shop --keep-target --clean-target  | not both
                    cancel                                    | no migration is named
                    GOOD --option Guess                       | Validate|Migrate|ValidateAndMigrate
                    GOOD --verify some                        | full|none
                    GOOD --name -x                            | letters, digits
                    GOOD --databases a,,b                     | empty name
                    GOOD --databases a,                       | empty name
                    GOOD --databases a,a                      | one twice
                    GOOD --include ,                          | empty pattern
                    GOOD --color pink                         | auto|always|never
                    GOOD -o xml                               | table|json
                    GOOD --bootstrap-servers nowhere          | host:port
                    GOOD --kafka-config x                     | needs --bootstrap-servers
                    GOOD --source-password-file /not/there    | cannot be read
                    GOOD stray                                | not understood
                    demo --size huge                          | small|full
                    completion fish                           | bash
                    """)
    void a_mistake_is_explained_in_a_few_lines(String line, String expected) {
        TestSurroundings world = world(Map.of());
        String[] args = line.replace("GOOD ", GOOD).strip().split(" +");

        int code = Main.run(world.surroundings(), line.isEmpty() ? new String[0] : args);

        assertThat(code).isEqualTo(2);
        assertThat(world.err()).contains(expected);
        assertThat(world.err().lines()).hasSizeLessThanOrEqualTo(5);
        assertThat(world.out()).isEmpty();
    }

    @Test
    void source_and_target_must_differ() {
        TestSurroundings world = world(Map.of());

        int code =
                Main.run(
                        world.surroundings(),
                        "run",
                        "--source=postgresql://a@h/d",
                        "--target=postgresql://b@H:5432/d");

        assertThat(code).isEqualTo(2);
        assertThat(world.err()).contains("the same database");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run --source postgresql://u:hunter2@h1,h2/d --target x",
                "run --source postgresql://u:hunter2@h/d --target postgresql://u:hunter2@h:x/d",
                "run postgresql://u:hunter2@h/d",
                "run --sorce=postgresql://u:hunter2@h/d",
                "run --parallel postgresql://u:hunter2@h/d",
                "run --source=host=h --target=x --parallel password=hunter2",
                "demo --size postgresql://u:hunter2@h/d",
                "postgresql://u:hunter2@h/d"
            })
    void no_password_is_repeated(String line) {
        TestSurroundings world = world(Map.of());

        int code = Main.run(world.surroundings(), line.split(" "));

        assertThat(code).isEqualTo(2);
        assertThat(world.err()).doesNotContain("hunter2");
    }

    @Test
    void the_environment_names_source_and_target() {
        TestSurroundings world =
                world(
                        Map.of(
                                "DUNLIN_SOURCE", "postgresql://u:hunter2@h1,h2/d",
                                "DUNLIN_TARGET", "postgresql://u@h/d"));

        int code = Main.run(world.surroundings(), "run");

        assertThat(code).isEqualTo(2);
        assertThat(world.err()).contains("DUNLIN_SOURCE: several hosts").doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version",
                "help",
                "help run",
                "run --help",
                "demo -h",
                "--help",
                "help cutover",
                "cutover cancel -h",
                "cancel --help",
                "status -h",
                "help create",
                "list --help",
                "help events"
            })
    void help_and_version_go_to_standard_output(String line) {
        TestSurroundings world = world(Map.of());

        int code = Main.run(world.surroundings(), line.split(" "));

        assertThat(code).isZero();
        assertThat(world.out()).contains("dunlin");
        assertThat(world.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void completion_knows_the_options_of_run(String shell) {
        TestSurroundings world = world(Map.of());

        int code = Main.run(world.surroundings(), "completion", shell);

        assertThat(code).isZero();
        assertThat(world.out()).contains("--source-password-file").contains("complete -F");
    }
}
