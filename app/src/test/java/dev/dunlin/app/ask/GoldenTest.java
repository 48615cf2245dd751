package dev.dunlin.app.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.app.client.ServedFleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What commands print, byte for byte. To write the files anew: {@code -Ddunlin.write=true}. */
@Timeout(60)
final class GoldenTest {

    private static final Path FILES = Path.of("src/test/resources/dev/dunlin/app/golden");

    @TempDir static Path home;

    private static ServedFleet fleet;

    @BeforeAll
    static void serve() {
        fleet = new ServedFleet(home);
    }

    @AfterAll
    static void close() {
        fleet.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    list              | list
                    list-wide         | list -o wide
                    lag-jsonl         | lag -o jsonl
                    list-name         | list -q
                    show              | show shop
                    show-several      | show sales
                    show-failed       | show crm
                    lag-yaml          | lag shop -o yaml
                    status            | status sales
                    status-several    | status shop sales crm --no-headers
                    tables            | tables sales
                    tables-wide       | tables sales --sort bytes -o wide
                    tables-part       | tables sales.stock
                    lag               | lag
                    lag-json          | lag shop -o json
                    events            | events shop
                    report            | report sales
                    report-json       | report crm -o json
                    doctor            | doctor
                    pause             | pause sales --database orders
                    check-name        | check-name shop -o yaml
                    leftovers         | leftovers
                    leftovers-wide    | leftovers -o wide
                    leftovers-names   | leftovers -q
                    leftovers-clean   | leftovers clean dunlin_shop_1a2b3c4d dunlin_ledger
                    leftovers-forced  | leftovers clean --all --force -o jsonl
                    leftovers-none    | leftovers clean
                    """)
    void what_is_printed(String file, String line) throws IOException {
        ServedFleet.Ended ended = fleet.run(line);
        String text = ended.out() + (ended.err().isEmpty() ? "" : "--- stderr\n" + ended.err());
        String whole = "$ dunlin " + line + "  # " + ended.code() + "\n" + masked(text);
        Path path = FILES.resolve(file + ".txt");
        if (Boolean.getBoolean("dunlin.write")) {
            Files.writeString(path, whole);
        }
        assertThat(whole).isEqualTo(Files.readString(path));
    }

    /** Ids that are new each time. */
    private static String masked(String text) {
        return text.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID");
    }
}
