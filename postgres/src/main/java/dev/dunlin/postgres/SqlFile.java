package dev.dunlin.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A query kept in a {@code .sql} resource beside the class that runs it, where it can also be run
 * by hand: a parameter is written {@code :name} as psql takes it, and bound by its place.
 */
public record SqlFile(String text) {

    private static final Pattern PARAMETER = Pattern.compile("(?<![:\\w]):[a-z_]+\\b");

    /** The resource {@code name.sql} of this package. */
    public static SqlFile named(String name) {
        return of(SqlFile.class, name);
    }

    /** The resource {@code name.sql} in the package of a class. */
    public static SqlFile of(Class<?> owner, String name) {
        try (InputStream resource = owner.getResourceAsStream(name + ".sql")) {
            if (resource == null) {
                throw new IllegalArgumentException("no resource " + name + ".sql");
            }
            String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            return new SqlFile(PARAMETER.matcher(text).replaceAll("?"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
