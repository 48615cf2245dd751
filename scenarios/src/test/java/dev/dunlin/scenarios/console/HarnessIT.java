package dev.dunlin.scenarios.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What all the other tests rely on does see faults. */
@ExtendWith(ConsoleExtension.class)
final class HarnessIT {

    private static final String PAGE =
            "data:text/html,<!doctype html><html lang='en'><title>x</title>";

    @Test
    void without_a_browser_it_is_said_what_to_install() {
        assertThatThrownBy(() -> Chromium.program("chromium-driver", "no-such-program"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("apt install chromium-driver");
    }

    @Test
    void a_field_without_a_label_is_found(Console console) {
        console.browser().open(PAGE + "<main><h1>x</h1><input></main>");
        assertThat(Axe.complaints(console.browser()))
                .hasSize(1)
                .first()
                .asString()
                .contains("label");
        console.browser().open(PAGE + "<main><h1>x</h1><label>Name <input></label></main>");
        assertThat(Axe.complaints(console.browser())).isEmpty();
    }

    @Test
    void what_a_page_complains_about_is_heard(Console console) {
        console.browser().open(PAGE + "<script>console.error('no good')</script>");
        assertThat(console.browser().complaints())
                .hasSize(1)
                .first()
                .asString()
                .contains("no good");
    }
}
