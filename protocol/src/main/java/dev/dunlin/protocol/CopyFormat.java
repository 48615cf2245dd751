package dev.dunlin.protocol;

/** How rows travel: binary when every column's type is known to read back unchanged, else text. */
public enum CopyFormat {
    BINARY,
    TEXT
}
