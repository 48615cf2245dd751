package dev.dunlin.service;

import java.util.Locale;

/** Form of the lines that servers write to standard error. */
public enum LogFormat {
    LINE,
    JSON;

    /** The format of this name. */
    static LogFormat of(String name) {
        return valueOf(name.strip().toUpperCase(Locale.ROOT));
    }
}
