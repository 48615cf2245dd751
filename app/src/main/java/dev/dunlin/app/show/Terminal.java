package dev.dunlin.app.show;

/** Where live lines go. */
public interface Terminal {

    /** Whether lines can be drawn over. */
    boolean interactive();

    /** How large it is now; may change between two calls. */
    Size size();

    /** Writes and flushes. */
    void write(String text);

    /** Characters in a line, lines on the screen. */
    record Size(int columns, int rows) {}
}
