package dev.dunlin.app.client;

import dev.dunlin.app.UsageException;
import dev.dunlin.protocol.MigrationName;

/**
 * Names of migrations as people type them: {@code sales}, or a database of it, {@code sales.db}.
 */
public final class NamedMigration {

    private NamedMigration() {}

    /**
     * The name that was typed.
     *
     * @param command an example of it is shown when the name is none
     */
    public static MigrationName of(String text, String command) {
        int dot = text.indexOf('.');
        try {
            return dot < 0
                    ? new MigrationName(text)
                    : new MigrationName(text.substring(0, dot)).of(text.substring(dot + 1));
        } catch (IllegalArgumentException _) {
            throw new UsageException(
                    "a migration's name has letters, digits and '-' only",
                    "dunlin " + command + " shop-2026");
        }
    }
}
