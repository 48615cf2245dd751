package dev.dunlin.app;

import dev.dunlin.app.ask.CheckNameCommand;
import dev.dunlin.app.ask.ConnectionsCommand;
import dev.dunlin.app.ask.ConsoleCommand;
import dev.dunlin.app.ask.DeleteCommand;
import dev.dunlin.app.ask.DoctorCommand;
import dev.dunlin.app.ask.EventsCommand;
import dev.dunlin.app.ask.LagCommand;
import dev.dunlin.app.ask.LeftoversCommand;
import dev.dunlin.app.ask.ListCommand;
import dev.dunlin.app.ask.ReloadCommand;
import dev.dunlin.app.ask.ReportCommand;
import dev.dunlin.app.ask.ShowCommand;
import dev.dunlin.app.ask.SkipCommand;
import dev.dunlin.app.ask.TablesCommand;
import dev.dunlin.app.client.CompleteCommand;
import dev.dunlin.app.demo.DemoCommand;
import dev.dunlin.app.follow.CancelCommand;
import dev.dunlin.app.follow.CreateCommand;
import dev.dunlin.app.follow.CutoverCommand;
import dev.dunlin.app.follow.PauseCommand;
import dev.dunlin.app.follow.ResumeCommand;
import dev.dunlin.app.follow.RetryCommand;
import dev.dunlin.app.follow.StatusCommand;
import dev.dunlin.app.follow.VerifyCommand;
import dev.dunlin.app.run.RunCommand;
import dev.dunlin.app.run.ValidateCommand;
import dev.dunlin.app.serve.BrokerCommand;
import dev.dunlin.app.serve.CdcWorkerCommand;
import dev.dunlin.app.serve.CoordinatorCommand;
import dev.dunlin.app.serve.ServeCommand;
import dev.dunlin.app.serve.SinkWorkerCommand;
import dev.dunlin.app.serve.SnapshotWorkerCommand;
import dev.dunlin.app.serve.TokenCommand;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IFactory;

/** Where the process starts, and the table of contents of the command line. */
@Command(
        name = "dunlin",
        description = "Moves PostgreSQL databases to PostgreSQL through Kafka.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            ValidateCommand.class,
            CreateCommand.class,
            ListCommand.class,
            ShowCommand.class,
            StatusCommand.class,
            TablesCommand.class,
            LagCommand.class,
            EventsCommand.class,
            CutoverCommand.class,
            PauseCommand.class,
            ResumeCommand.class,
            RetryCommand.class,
            VerifyCommand.class,
            ReloadCommand.class,
            SkipCommand.class,
            CancelCommand.class,
            ReportCommand.class,
            DeleteCommand.class,
            LeftoversCommand.class,
            ConnectionsCommand.class,
            CheckNameCommand.class,
            DoctorCommand.class,
            ConsoleCommand.class,
            DemoCommand.class,
            ServeCommand.class,
            CoordinatorCommand.class,
            SnapshotWorkerCommand.class,
            CdcWorkerCommand.class,
            SinkWorkerCommand.class,
            BrokerCommand.class,
            TokenCommand.class,
            VersionCommand.class,
            CompletionCommand.class,
            CompleteCommand.class,
            HelpCommand.class
        })
public final class Main implements Runnable {

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(run(Surroundings.ofProcess(), args));
    }

    /** Runs one command and returns its exit code. */
    public static int run(Surroundings surroundings, String... args) {
        return commandLine(surroundings).execute(args);
    }

    static CommandLine commandLine(Surroundings surroundings) {
        CommandLine root = new CommandLine(Main.class, new Commands(surroundings));
        root.addMixin("help", new HelpOption());
        root.getSubcommands().values().stream()
                .filter(command -> !(command.getCommand() instanceof HelpCommand))
                .forEach(Main::addHelp);
        return root.setCaseInsensitiveEnumValuesAllowed(true)
                .setAbbreviatedOptionsAllowed(false)
                .setOut(writer(surroundings.out()))
                .setErr(writer(surroundings.err()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler(new UsageErrors())
                .setExecutionExceptionHandler(new Unexpected());
    }

    private static void addHelp(CommandLine command) {
        command.addMixin("help", new HelpOption());
        command.getSubcommands().values().forEach(Main::addHelp);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    @Override
    public void run() {
        throw new UsageException("a command is missing", "dunlin run --source URI --target URI");
    }

    /** Gives the commands that ask for it their surroundings. */
    private record Commands(Surroundings surroundings) implements IFactory {

        @Override
        public <K> K create(Class<K> type) throws Exception {
            for (Constructor<?> constructor : type.getConstructors()) {
                if (List.of(constructor.getParameterTypes()).equals(List.of(Surroundings.class))) {
                    return type.cast(constructor.newInstance(surroundings));
                }
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
