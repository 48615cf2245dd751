package dev.dunlin.protocol;

/** The two ends of a migration. Workers serve one side. */
public enum Side {
    SOURCE,
    TARGET;

    /** As it stands in topic names and messages to people. */
    public String label() {
        return this == SOURCE ? "source" : "target";
    }
}
