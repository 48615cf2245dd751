package dev.dunlin.app.follow;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.Surroundings;
import dev.dunlin.app.ask.OutputOptions;
import dev.dunlin.app.ask.Printer;
import dev.dunlin.app.client.Refused;
import dev.dunlin.app.client.ServerOptions;
import dev.dunlin.app.client.Session;
import dev.dunlin.messaging.Wire;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.spec.SpecError;
import dev.dunlin.spec.SpecTemplate;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Begins migrations on a server. */
@Command(
        name = "create",
        customSynopsis = {
            "dunlin create -f SPEC... [OPTION...]",
            "       dunlin create --from-az FILE --migration-name NAME --target HOST:PORT@USER",
            "       dunlin create --template"
        },
        description = {
            "Create migrations on a server and start them. The same spec again is the same",
            "migration; another one under a name that is taken is refused."
        },
        footer = {
            "",
            "Exit codes: 0 created (with --wait: it succeeded, or waits for a cutover), 2 the spec",
            "  is not understood, 4 the name is taken, 5, 6, 7 as it ended, 8 --wait-timeout ran",
            "  out, 9 no server, 10 not permitted. Of several specs the first code that is not 0.",
            "",
            "Examples:",
            "  dunlin create --template > shop.yaml",
            "  dunlin create -f shop.yaml",
            "  dunlin create -f shop.yaml --option Validate --wait",
            "  dunlin create --from-az body.json --migration-name shop --migration-mode online \\",
            "      --migration-option ValidateAndMigrate --target new.example.com:5432@app"
        },
        sortOptions = false)
public final class CreateCommand implements Callable<Integer> {

    private static final int CREATED = 201;

    private final Surroundings surroundings;

    @Mixin private final Documents documents = new Documents();

    @Option(
            names = "--template",
            description = "Print a spec with every line explained, and do nothing else.")
    private boolean template;

    @Mixin private final ServerOptions server = new ServerOptions();
    @Mixin private final OutputOptions output = new OutputOptions();
    @Mixin private final WaitOptions wait = new WaitOptions();

    public CreateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (template) {
            surroundings.out().print(SpecTemplate.text());
            return ExitCode.DONE.number();
        }
        List<Documents.Document> all = documents.read(System.in);
        Printer printer = output.printer(surroundings);
        boolean waits = wait.wanted(false);
        return Session.hold(
                surroundings,
                server,
                Optional.empty(),
                session -> talk(session, all, printer, waits));
    }

    private ExitCode talk(
            Session session, List<Documents.Document> all, Printer printer, boolean waits)
            throws IOException, InterruptedException {
        ExitCode worst = ExitCode.DONE;
        List<MigrationName> begun = new ArrayList<>();
        for (Documents.Document document : all) {
            try {
                begun.add(create(session, document, printer, waits));
            } catch (Refused e) {
                refused(session, document, e);
                worst = worst == ExitCode.DONE ? e.exitCode() : worst;
            }
        }
        for (MigrationName name : waits ? begun : List.<MigrationName>of()) {
            ExitCode code = await(session, name, printer);
            worst = worst == ExitCode.DONE ? code : worst;
        }
        return worst;
    }

    private MigrationName create(
            Session session, Documents.Document document, Printer printer, boolean waits)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = session.rest().create(document.text(), documents.beside());
        MigrationSpec spec = Wire.decode(answer.body(), MigrationSpec.class);
        String name = spec.name().value();
        boolean fresh = answer.statusCode() == CREATED;
        String text = name + (fresh ? ": created" : ": exists already, with the same spec");
        if (!waits) {
            printer.one(spec, name, () -> List.of(text));
        } else if (!printer.quiet()) {
            session.say(text);
        }
        if (!waits && !printer.quiet()) {
            session.say("next: dunlin status " + name + session.place() + " -w");
        }
        return spec.name();
    }

    private static void refused(Session session, Documents.Document document, Refused refused) {
        String code = "refused " + refused.problem().code() + ": ";
        List<SpecError> errors = refused.problem().errors();
        session.say(code + document.origin() + (errors.isEmpty() ? ": " : " is not understood"));
        if (errors.isEmpty()) {
            session.say("  " + refused.problem().detail());
        }
        errors.forEach(error -> session.say("  " + error));
    }

    private ExitCode await(Session session, MigrationName name, Printer printer)
            throws InterruptedException {
        String detached = name + " goes on: dunlin status " + name + session.place() + " -w";
        Watch.Wish wish =
                new Watch.Wish(Watch.Wish::rests, -1, wait.atMost(), printer.quiet(), detached);
        Watch.End end = Watch.until(session, name, wish);
        return Ending.of(session, printer, name, end, MigrationState.SUCCEEDED);
    }
}
