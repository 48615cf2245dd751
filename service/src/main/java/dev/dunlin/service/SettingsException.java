package dev.dunlin.service;

/** A setting that is missing or has no such value; says which one and the right form. */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String rightForm;

    /**
     * A setting that is wrong.
     *
     * @param problem goes on after its name
     * @param example a value that would be understood
     */
    public SettingsException(String name, String problem, String example) {
        super(name + " " + problem);
        this.rightForm = "--" + name + " " + example;
    }

    /** An example of what would be understood. */
    public String rightForm() {
        return rightForm;
    }
}
