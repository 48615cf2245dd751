package dev.dunlin.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.app.show.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PastRequestTest {

    @TempDir Path directory;

    @Test
    void the_same_request_is_the_same_after_reading_it_back() {
        Path file = directory.resolve("request.properties");
        PastRequest request = PastRequest.of(Samples.spec());

        request.write(file);

        PastRequest read = PastRequest.read(file).orElseThrow();
        assertThat(read.decisiveChanges(request)).isEmpty();
        assertThat(read.lesserChanges(request)).isEmpty();
        assertThat(PastRequest.read(directory.resolve("none"))).isEmpty();
    }

    @Test
    void changes_are_named() throws Exception {
        Path file = directory.resolve("request.properties");
        PastRequest now = PastRequest.of(Samples.spec());
        now.write(file);
        String text = Files.readString(file).replace("old\\:5432", "older\\:1");
        Files.writeString(file, text.replace("verify=FULL", "verify=NONE"));

        PastRequest past = PastRequest.read(file).orElseThrow();

        assertThat(past.decisiveChanges(now)).containsExactly("source was older:1, now old:5432");
        assertThat(past.lesserChanges(now)).containsExactly("verify was NONE, now FULL");
    }
}
