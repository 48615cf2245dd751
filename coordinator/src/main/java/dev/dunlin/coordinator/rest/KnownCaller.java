package dev.dunlin.coordinator.rest;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.regex.Pattern;

/**
 * A line of the file of callers.
 *
 * @param name as audit events name it
 * @param tokenSha256 in hexadecimal
 */
public record KnownCaller(String name, Access access, String tokenSha256) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

    @JsonCreator
    public KnownCaller {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the name of a caller has letters, digits and . _ @ -, at most 64");
        }
        if (!tokenSha256.matches("[0-9a-fA-F]{64}")) {
            throw new IllegalArgumentException(
                    "tokenSha256 of " + name + " is not 64 hexadecimal digits");
        }
    }
}
