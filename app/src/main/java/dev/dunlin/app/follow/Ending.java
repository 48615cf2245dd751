package dev.dunlin.app.follow;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.ask.Printer;
import dev.dunlin.app.client.Session;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.Reply;
import java.util.List;
import java.util.Map;

/** What a command says at its end. */
final class Ending {

    private Ending() {}

    /** It was accepted, and nobody waits. */
    static ExitCode accepted(Printer printer, MigrationName name, Reply reply, String what) {
        printer.one(reply, name.value(), () -> List.of(name + ": " + what + " accepted"));
        return ExitCode.DONE;
    }

    /** What was waited for is over. */
    static ExitCode of(
            Session session,
            Printer printer,
            MigrationName name,
            Watch.End end,
            MigrationState wished) {
        String result = Watch.result(end);
        Object thing =
                end instanceof Watch.End.Seen(var status)
                        ? status
                        : Map.of("name", name, "state", result, "reason", Watch.reason(end));
        printer.one(thing, name.value(), () -> List.of(name + ": " + result));
        String reason = Watch.reason(end);
        if (!reason.isEmpty()) {
            session.say("  " + reason);
        }
        ExitCode code = Watch.code(end, wished);
        if (end instanceof Watch.End.TooLong) {
            session.say("  see it: dunlin status " + name + session.place() + " -w");
        }
        return code;
    }
}
