package dev.dunlin.app.client;

import dev.dunlin.app.UsageException;
import dev.dunlin.protocol.MigrationName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which migration a command is about, and where it is. */
public final class MigrationChoice {

    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            description = "Name of the migration; sales.orders is the database orders of sales.")
    @Nullable String name;

    @Mixin private final ServerOptions server = new ServerOptions();

    /** The name, which has to be given. */
    public MigrationName name(String command) {
        if (name == null) {
            throw new UsageException("no migration is named", "dunlin " + command + " shop-2026");
        }
        return NamedMigration.of(name, command);
    }

    /** The server. */
    public ServerOptions server() {
        return server;
    }
}
