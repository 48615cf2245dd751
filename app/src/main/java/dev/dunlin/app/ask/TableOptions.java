package dev.dunlin.app.ask;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.Surroundings;
import dev.dunlin.app.UsageException;
import dev.dunlin.app.client.MigrationChoice;
import dev.dunlin.app.client.Session;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One table of a migration, and how something is asked for it. */
final class TableOptions {

    @Mixin private final MigrationChoice choice = new MigrationChoice();

    @Option(
            names = "--table",
            paramLabel = "SCHEMA.TABLE",
            description = "The table; without a schema it is one of public.")
    @Nullable
    private String table;

    @Option(
            names = "--database",
            paramLabel = "DB",
            description = "Its database, where the migration has several.")
    @Nullable
    private String database;

    @Mixin private final OutputOptions output = new OutputOptions();

    /** Asks for an action on the table. */
    int ask(Surroundings surroundings, String verb, Map<String, Object> more)
            throws InterruptedException {
        MigrationName name = choice.name(verb);
        if (table == null || table.isBlank()) {
            throw new UsageException(
                    "no table is named", "dunlin " + verb + " " + name + " --table public.orders");
        }
        Map<String, Object> body = new TreeMap<>(more);
        body.put("table", table);
        if (database != null) {
            body.put("database", database);
        }
        Printer printer = output.printer(surroundings);
        return Session.hold(
                surroundings,
                choice.server(),
                name,
                session -> talk(session, name, verb, body, printer));
    }

    private ExitCode talk(
            Session session,
            MigrationName name,
            String verb,
            Map<String, Object> body,
            Printer printer)
            throws IOException, InterruptedException {
        Reply reply = session.rest().act(name, verb + "-table", body);
        String text = name + ": " + verb + " of " + table + " accepted";
        printer.one(reply, name.value(), () -> List.of(text));
        return ExitCode.DONE;
    }
}
