package dev.dunlin.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.app.show.Samples;
import dev.dunlin.protocol.OnlineSettings;
import dev.dunlin.protocol.OnlineSettings.CutoverTerms;
import dev.dunlin.protocol.OnlineSettings.Fence;
import dev.dunlin.protocol.OnlineSettings.Trigger;
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

    /** Another name of the file shows whether it was written over or replaced. */
    @Test
    void whoever_dies_while_writing_leaves_the_request_of_before() throws Exception {
        Path file = directory.resolve("request.properties");
        PastRequest.of(Samples.spec()).write(file);
        Path before = Files.createLink(directory.resolve("before"), file);
        String text = Files.readString(before);

        PastRequest.of(Samples.online(OnlineSettings.DEFAULT)).write(file);

        assertThat(before).hasContent(text);
        assertThat(Files.readString(file)).contains("mode=ONLINE");
    }

    @Test
    void another_mode_is_another_migration_other_terms_are_not() throws Exception {
        Path file = directory.resolve("request.properties");
        PastRequest offline = PastRequest.of(Samples.spec());
        PastRequest online = PastRequest.of(Samples.online(OnlineSettings.DEFAULT));
        CutoverTerms terms = new CutoverTerms(3, Fence.READ_ONLY, 600);
        OnlineSettings settings =
                new OnlineSettings(Trigger.AUTO, terms, OnlineSettings.DEFAULT.slot());
        PastRequest other = PastRequest.of(Samples.online(settings));
        Files.writeString(file, "verify=FULL\n");

        assertThat(offline.decisiveChanges(online)).containsExactly("mode was OFFLINE, now ONLINE");
        assertThat(online.decisiveChanges(other)).isEmpty();
        assertThat(online.lesserChanges(other))
                .containsExactly(
                        "cutover was WAIT, now AUTO",
                        "fence was MANUAL, now READ_ONLY",
                        "max-lag was 10s, now 3s");
        assertThat(PastRequest.read(file).orElseThrow().decisiveChanges(online))
                .as("a request of before there was a choice")
                .containsExactly("mode was OFFLINE, now ONLINE");
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
