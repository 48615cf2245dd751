package dev.dunlin.app.run;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.Surroundings;
import dev.dunlin.app.show.LiveDisplay;
import dev.dunlin.app.show.RunView;
import dev.dunlin.app.show.Style;
import dev.dunlin.coordinator.rest.EventLog;
import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.postgres.Secrets;
import dev.dunlin.protocol.DatabaseStatus;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationStatus;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run from its request to its report: take the directory, start the parts, ask the coordinator
 * to begin or to go on, show what happens, report, and remove what nobody needs any more.
 */
final class LocalRun {

    private static final Logger LOG = LoggerFactory.getLogger(LocalRun.class);

    private static final int EVENTS = 1_000;

    private final RunRequest request;
    private final Surroundings surroundings;
    private final RunOutput output;

    LocalRun(RunRequest request, Surroundings surroundings) {
        this.request = request;
        this.surroundings = surroundings;
        this.output = new RunOutput(request, surroundings);
    }

    /** Runs to the end and gives the exit code; everything there is to say has been said. */
    ExitCode run(Interruption interruption) {
        output.warn(request.warnings());
        try (WorkDirectory directory = WorkDirectory.take(request.workDirectory())) {
            return run(directory, interruption);
        } catch (RunEnded e) {
            return output.ended(e);
        }
    }

    private ExitCode run(WorkDirectory directory, Interruption interruption) {
        RunLog.to(directory.log());
        LOG.info("run {}", request);
        try {
            boolean unfinished = compareWithPast(directory);
            directory.prepare();
            PastRequest.of(request.spec()).write(directory.request());
            return output.ended(migrate(directory, unfinished, interruption), directory);
        } catch (RunEnded e) {
            LOG.error("ended", e);
            return output.ended(e, directory);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED;
        } catch (RuntimeException e) {
            LOG.error("unexpected", e);
            return output.ended(
                    RunEnded.broken(
                            "DUN-RUN-UNEXPECTED",
                            Causes.shortest(e),
                            "See " + directory.log() + "; the same command resumes."),
                    directory);
        }
    }

    /** Whether an unfinished migration is there; refused when it was asked for something else. */
    private boolean compareWithPast(WorkDirectory directory) {
        Optional<PastRequest> past = PastRequest.read(directory.request());
        if (past.isEmpty()) {
            return false;
        }
        PastRequest now = PastRequest.of(request.spec());
        List<String> decisive = past.get().decisiveChanges(now);
        if (!decisive.isEmpty()) {
            throw RunEnded.refused(
                    "DUN-RUN-OTHER",
                    "an unfinished migration of this name differs: " + String.join("; ", decisive),
                    "Run the first command again to resume it, choose another --name, or delete "
                            + directory.path()
                            + " to give it up.");
        }
        past.get()
                .lesserChanges(now)
                .forEach(
                        change ->
                                output.warn(
                                        List.of(
                                                "the unfinished migration goes on as it was"
                                                        + " started: "
                                                        + change
                                                        + " is left out")));
        return true;
    }

    private MigrationStatus migrate(
            WorkDirectory directory, boolean unfinished, Interruption interruption)
            throws InterruptedException {
        Secrets secrets = new Secrets(surroundings.environment());
        request.heldPasswords().forEach(secrets::hold);
        try (OneProcess process = new OneProcess(request, directory, secrets);
                var _ = interruption.before(process::stop)) {
            KafkaCluster cluster = process.startKafka();
            LOG.info("Kafka at {}", cluster.bootstrapServers());
            process.makeTopics(cluster, unfinished || request.kafka().isPresent());
            MigrationStatus end = converse(process, cluster, unfinished, interruption);
            process.closeParts();
            cleanUp(cluster, end);
            process.stop();
            if (end.state() != MigrationState.FAILED) {
                finish(directory);
            }
            return end;
        }
    }

    /** Files that stay do not change what the migration came to. */
    private void finish(WorkDirectory directory) {
        try {
            directory.finish();
        } catch (UncheckedIOException e) {
            LOG.warn("files stay", e);
            output.warn(List.of("files of this run stay in " + directory.path() + ": " + e));
        }
    }

    private MigrationStatus converse(
            OneProcess process, KafkaCluster cluster, boolean unfinished, Interruption interruption)
            throws InterruptedException {
        RunView view = output.view();
        EventLog events = new EventLog(EVENTS);
        try (Conversation conversation = new Conversation(cluster, request.spec(), view, events)) {
            process.startParts(cluster, conversation::listen);
            LOG.info("coordinator and workers started");
            boolean fresh = !unfinished && request.kafka().isEmpty();
            Optional<MigrationStatus> past = fresh ? Optional.empty() : conversation.past();
            boolean resume = past.filter(Conversation::resumable).isPresent();
            past.filter(_ -> resume).ifPresent(this::sayWhatIsKept);
            conversation.ask(resume);
            LOG.info("{} accepted", resume ? "resume" : "start");
            try (RunMetrics _ = RunMetrics.begin(request.httpPort(), conversation::latest);
                    LocalDoor door =
                            new LocalDoor(
                                    cluster,
                                    conversation::latest,
                                    events,
                                    request.workDirectory());
                    var _ = interruption.before(door::close);
                    LiveDisplay display = display(view);
                    var _ = interruption.before(() -> output.interrupted(display))) {
                openAndAsk(door, display);
                display.start();
                long before = past.map(MigrationStatus::version).orElse(-1L);
                return conversation.awaitEnd(before, process::failure);
            }
        }
    }

    /** What only migrations that follow their source need: offline runs pay nothing for it. */
    private void openAndAsk(LocalDoor door, LiveDisplay display) {
        if (!request.online()) {
            return;
        }
        boolean people = output.terminal().interactive() && !request.display().quiet();
        door.open(
                request.spec().name(),
                link -> {
                    // To people only: what goes to a file opens no door.
                    if (people) {
                        display.keep("console: " + link);
                    }
                });
        if (output.terminal().interactive() && !request.display().throwaway()) {
            InterruptKey.askFirst(output::askBeforeEnding);
        }
    }

    private LiveDisplay display(RunView view) {
        Style style = output.progressStyle();
        return new LiveDisplay(
                view, output.terminal(), style, request.display().quiet(), surroundings.clock());
    }

    private void sayWhatIsKept(MigrationStatus past) {
        int loaded = past.databases().stream().mapToInt(DatabaseStatus::chunksLoaded).sum();
        int chunks = past.databases().stream().mapToInt(DatabaseStatus::chunks).sum();
        String kept =
                chunks == 0 ? "nothing was copied yet" : loaded + " of " + chunks + " chunks kept";
        output.say("resuming " + past.name() + ": " + kept);
    }

    /** On a Kafka of the user's, topics that only this run used go when nothing is to resume. */
    private void cleanUp(KafkaCluster cluster, MigrationStatus end) throws InterruptedException {
        if (request.kafka().isEmpty() || end.state() == MigrationState.FAILED) {
            return;
        }
        try (Admin admin = Admin.create(cluster.properties())) {
            new PoolTopics(admin, request.spec().sourcePool()).delete();
        } catch (RuntimeException e) {
            LOG.warn("topics stay", e);
            output.warn(List.of("topics of this run stay in Kafka: " + Causes.shortest(e)));
        }
    }
}
