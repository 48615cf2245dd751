package dev.dunlin.app;

/** A command line that cannot be carried out, with the form that can. Never holds a password. */
public final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String rightForm;

    public UsageException(String message, String rightForm) {
        super(message);
        this.rightForm = rightForm;
    }

    /** An example of what would be understood. */
    public String rightForm() {
        return rightForm;
    }
}
