package dev.dunlin.protocol.check;

import dev.dunlin.protocol.Severity;

/** Something a validation looks at. The code never changes its meaning. */
public interface Check {

    /** Whether it is looked at once for a server or in each database. */
    enum Level {
        SERVER,
        DATABASE
    }

    /**
     * A check in words.
     *
     * @param title two or three words
     * @param worst what its finding says at worst
     * @param looksAt what is looked at and why it matters
     * @param remedy what helps when it is not well
     */
    record Description(
            String code,
            String title,
            Level level,
            Severity worst,
            String looksAt,
            String remedy) {}

    /** What it is. */
    Description description();

    /** Its stable code. */
    default String code() {
        return description().code();
    }

    /** A check of a whole server. */
    static Description server(
            String code, String title, Severity worst, String looksAt, String remedy) {
        return new Description(code, title, Level.SERVER, worst, looksAt, remedy);
    }

    /** A check of one database. */
    static Description database(
            String code, String title, Severity worst, String looksAt, String remedy) {
        return new Description(code, title, Level.DATABASE, worst, looksAt, remedy);
    }
}
