package dev.dunlin.spec;

/**
 * What is wrong with one field.
 *
 * @param pointer where, as RFC 6901 has it; empty for the whole document
 * @param message what is wrong and what would be right; never holds a password
 */
public record SpecError(String pointer, String message) {

    @Override
    public String toString() {
        return pointer.isEmpty() ? message : pointer + ": " + message;
    }
}
