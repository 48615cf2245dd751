package dev.dunlin.protocol;

/** How the end is proved: every row of both sides digested, or not at all. */
public enum VerifyMode {
    FULL,
    NONE
}
