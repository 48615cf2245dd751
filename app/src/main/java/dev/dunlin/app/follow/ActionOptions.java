package dev.dunlin.app.follow;

import dev.dunlin.app.ask.OutputOptions;
import dev.dunlin.app.client.MigrationChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every action on a migration can be given. */
final class ActionOptions {

    @Mixin final MigrationChoice choice = new MigrationChoice();

    @Option(
            names = "--database",
            paramLabel = "DB",
            description = "Only this database of it; may be given several times.")
    final List<String> databases = new ArrayList<>();

    @Mixin final OutputOptions output = new OutputOptions();

    /** The body of an action, before what is special to it. */
    Map<String, Object> body() {
        Map<String, Object> body = new TreeMap<>();
        if (!databases.isEmpty()) {
            body.put("databases", databases);
        }
        return body;
    }
}
