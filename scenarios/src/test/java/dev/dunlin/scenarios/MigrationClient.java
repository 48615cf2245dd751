package dev.dunlin.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.messaging.CommandClient;
import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.messaging.StatusFollower;
import dev.dunlin.messaging.StatusListener;
import dev.dunlin.messaging.StatusScope;
import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.OnlineSettings;
import dev.dunlin.protocol.Reply;
import dev.dunlin.testkit.Await;
import java.time.Duration;
import java.util.UUID;

/** Commands to coordinators somewhere in a cluster, and what they say of migrations. */
final class MigrationClient implements AutoCloseable {

    /** Long, because the machine may have a lot to do besides. */
    static final Duration LONG = Duration.ofMinutes(10);

    private static final Duration REPLY = Duration.ofSeconds(60);

    private final StatusFollower follower;
    private final CommandClient client;

    MigrationClient(KafkaCluster cluster) {
        client = new CommandClient(cluster);
        follower = new StatusFollower(cluster, StatusScope.all(), StatusListener.NONE);
        follower.start();
    }

    void begin(Moving moving) {
        Reply reply =
                client.ask(
                        new Command.StartMigration(UUID.randomUUID().toString(), moving.spec()),
                        REPLY);
        assertThat(reply.status()).as(reply.message()).isEqualTo(Reply.Status.ACCEPTED);
    }

    /** Refused until it is ready. */
    void cutOver(Moving moving) {
        OnlineSettings.CutoverTerms terms =
                new OnlineSettings.CutoverTerms(10, OnlineSettings.Fence.READ_ONLY, 600);
        Await.until(
                "the cutover of " + moving.name() + " is taken",
                LONG,
                () -> {
                    String id = UUID.randomUUID().toString();
                    Command cutover = new Command.CutoverMigration(moving.name(), id, terms);
                    return client.ask(cutover, REPLY).status() == Reply.Status.ACCEPTED;
                });
    }

    MigrationStatus status(MigrationName name) {
        return follower.latest().migration(name).orElseThrow();
    }

    /** Phases of its databases. */
    String phases(MigrationName name) {
        return String.join(
                ",", status(name).databases().stream().map(d -> d.phase().label()).toList());
    }

    void assertSucceeds(Moving moving) {
        MigrationStatus end =
                Await.value(
                        moving.name() + " ends",
                        LONG,
                        () -> status(moving.name()),
                        status -> status.state().ended());
        assertThat(end.state()).as(end.toString()).isEqualTo(MigrationState.SUCCEEDED);
    }

    @Override
    public void close() {
        follower.close();
        client.close();
    }
}
