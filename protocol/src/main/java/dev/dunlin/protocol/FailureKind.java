package dev.dunlin.protocol;

/** Who must act on a failure. */
public enum FailureKind {
    SOURCE,
    TARGET,
    TRANSPORT,
    CONFIGURATION,
    VERIFICATION,
    BUG
}
