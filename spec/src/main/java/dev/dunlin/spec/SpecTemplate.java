package dev.dunlin.spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A spec with every line explained, to start from. */
public final class SpecTemplate {

    private SpecTemplate() {}

    /** The template: a spec that {@link SpecReader} takes. */
    public static String text() {
        try (InputStream in = SpecTemplate.class.getResourceAsStream("template.yaml")) {
            if (in == null) {
                throw new IllegalStateException("template.yaml is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
