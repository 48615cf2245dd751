package dev.dunlin.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The name a user gives a migration: it keys every message, so that one migration is always decided
 * in order. Letters, digits and '-', not starting with '-', at most 63 characters.
 */
public record MigrationName(@JsonValue String value) {

    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,62}");

    @JsonCreator
    public MigrationName {
        if (!LEGAL.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "migration name '" + value + "' must be letters, digits and '-', at most 63");
        }
    }

    /**
     * A name that a user chose.
     *
     * @throws IllegalArgumentException when users may not choose it
     */
    public static MigrationName chosen(String value) {
        return new MigrationName(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
