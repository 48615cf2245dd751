package dev.dunlin.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.MigrationEvent;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Progress;
import dev.dunlin.protocol.Reply;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TableStatus;
import dev.dunlin.protocol.Topics;
import dev.dunlin.testkit.Await;
import dev.dunlin.testkit.TestBroker;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What users of the command line and the console rely on: answers, and a view that is current. */
class StatusIT {

    private final Pool pool = new Pool(KafkaCluster.at(TestBroker.shared().bootstrapServers()));

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void theViewHoldsWhatWasThereAndFollows() throws Exception {
        publish(status(1));
        publish(status(2));
        publish(table(0, 5));
        publish(table(1, 5));
        Heard heard = new Heard();
        event("before");
        try (StatusFollower follower =
                new StatusFollower(pool.cluster, StatusScope.of(pool.migration), heard)) {
            follower.start();
            assertThat(follower.awaitCaughtUp(Pool.PATIENCE)).isTrue();

            assertThat(follower.latest().migration(pool.migration)).contains(status(2));
            assertThat(follower.latest().tables(pool.migration)).hasSize(2);
            assertThat(follower.latest().migrations()).hasSize(1);

            publish(table(1, 6));
            event("after");
            Progress progress = new Progress.TaskProgress(pool.migration, "t", "l", 1, 2);
            pool.sender.sendLossy(Topics.PROGRESS, pool.name, progress);
            Await.until("all is heard", () -> heard.all.contains("after") && heard.progressed);
            assertThat(follower.latest().tables(pool.migration).get(table(1, 6).table()))
                    .isEqualTo(table(1, 6));

            pool.sender.sendTombstone(Topics.MIGRATIONS, pool.name).join();
            Await.until(
                    "the migration is forgotten",
                    () -> follower.latest().migration(pool.migration).isEmpty());
            Await.until("forgetting is told", () -> heard.all.contains("forgotten"));
        }
        assertThat(heard.all).doesNotContain("before").contains("caught up");
    }

    @Test
    void pastEventsAreToldWhenAskedForAndOthersNever() throws Exception {
        event("before");
        Heard heard = new Heard();
        Heard elsewhere = new Heard();
        StatusScope scope = StatusScope.of(pool.migration).withPastEvents();
        StatusScope other = StatusScope.of(new MigrationName("elsewhere")).withPastEvents();
        try (StatusFollower follower = new StatusFollower(pool.cluster, scope, heard);
                StatusFollower deaf = new StatusFollower(pool.cluster, other, elsewhere)) {
            follower.start();
            deaf.start();
            assertThat(follower.awaitCaughtUp(Pool.PATIENCE)).isTrue();
            assertThat(deaf.awaitCaughtUp(Pool.PATIENCE)).isTrue();
        }
        assertThat(heard.all).containsExactly("before", "caught up");
        assertThat(elsewhere.all).containsExactly("caught up");
    }

    @Test
    void aCommandGetsTheReplyWithItsId() {
        Command command = command("mine");
        CompletableFuture<Reply> answer;
        try (CommandClient client = new CommandClient(pool.cluster)) {
            answer = CompletableFuture.supplyAsync(() -> client.ask(command, Pool.PATIENCE));
            pool.awaitRecords(Topics.COMMANDS, record -> isCommand(record.value(), command));
            reply("another");
            reply("mine");

            assertThat(answer.join().commandId()).isEqualTo("mine");
        }
    }

    @Test
    void aCommandNobodyAnswersFailsInTime() {
        try (CommandClient client = new CommandClient(pool.cluster)) {
            assertThatThrownBy(() -> client.ask(command("lonely"), Duration.ofMillis(300)))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure().code()).isEqualTo("DUN-KAFKA-REPLY"));
        }
    }

    private static boolean isCommand(byte[] value, Command command) {
        return Wire.decode(value, Command.class).equals(command);
    }

    private Command command(String id) {
        var endpoint = pool.database("d").endpoint();
        return new Command.ResumeMigration(pool.migration, id, endpoint, endpoint);
    }

    private void reply(String id) {
        Reply reply = new Reply(pool.migration, id, Reply.Status.ACCEPTED, "");
        pool.sender.sendAndWait(Topics.REPLIES, pool.name, reply);
    }

    private void event(String kind) {
        MigrationEvent event = new MigrationEvent(pool.migration, "now", kind, "", "");
        pool.sender.sendAndWait(Topics.EVENTS, pool.name, event);
    }

    private void publish(MigrationStatus status) {
        pool.sender.sendAndWait(Topics.MIGRATIONS, pool.name, status);
    }

    private void publish(TableStatus table) {
        pool.sender.sendAndWait(Topics.TABLES, pool.name + "/" + table.table(), table);
    }

    private MigrationStatus status(long version) {
        MigrationStatus any = (MigrationStatus) SampleMaker.sample(MigrationStatus.class);
        return new MigrationStatus(
                pool.migration,
                any.state(),
                any.substate(),
                version,
                any.spec(),
                "",
                "",
                0,
                List.of(),
                any.cutover(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private TableStatus table(int number, int rows) {
        TableStatus any = (TableStatus) SampleMaker.sample(TableStatus.class);
        return new TableStatus(
                pool.migration,
                new TableId("d", number),
                any.name(),
                any.phase(),
                1,
                1,
                0,
                1,
                rows,
                1,
                1,
                1,
                false,
                List.of(),
                "");
    }

    private static final class Heard implements StatusListener {
        private final Queue<String> all = new ConcurrentLinkedQueue<>();
        private volatile boolean progressed;

        @Override
        public void progress(Progress progress) {
            progressed = true;
        }

        @Override
        public void event(MigrationEvent event, long offset) {
            all.add(event.kind());
        }

        @Override
        public void forgotten(MigrationName name) {
            all.add("forgotten");
        }

        @Override
        public void caughtUp() {
            all.add("caught up");
        }
    }
}
