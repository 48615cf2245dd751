package dev.dunlin.spec;

import java.util.List;
import java.util.stream.Collectors;

/** A spec that cannot be obeyed, with everything that is wrong with it. */
public final class SpecException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<SpecError> errors;

    SpecException(List<SpecError> errors) {
        super(errors.stream().map(SpecError::toString).collect(Collectors.joining("; ")));
        this.errors = List.copyOf(errors);
    }

    /** One error, about the whole. */
    public static SpecException of(String message) {
        return new SpecException(List.of(new SpecError("", message)));
    }

    /** In the order of the document. */
    public List<SpecError> errors() {
        return errors;
    }
}
