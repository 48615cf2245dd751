package dev.dunlin.messaging;

import dev.dunlin.protocol.MigrationEvent;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Progress;
import dev.dunlin.protocol.Readiness;
import dev.dunlin.protocol.Reply;
import dev.dunlin.protocol.TableStatus;

/** Two listeners of one follower; the first hears first. */
public record BothListeners(StatusListener first, StatusListener second) implements StatusListener {

    @Override
    public void migration(MigrationStatus status) {
        first.migration(status);
        second.migration(status);
    }

    @Override
    public void forgotten(MigrationName name) {
        first.forgotten(name);
        second.forgotten(name);
    }

    @Override
    public void table(TableStatus status) {
        first.table(status);
        second.table(status);
    }

    @Override
    public void readiness(Readiness readiness) {
        first.readiness(readiness);
        second.readiness(readiness);
    }

    @Override
    public void progress(Progress progress) {
        first.progress(progress);
        second.progress(progress);
    }

    @Override
    public void event(MigrationEvent event, long offset) {
        first.event(event, offset);
        second.event(event, offset);
    }

    @Override
    public void reply(Reply reply) {
        first.reply(reply);
        second.reply(reply);
    }

    @Override
    public void caughtUp() {
        first.caughtUp();
        second.caughtUp();
    }
}
