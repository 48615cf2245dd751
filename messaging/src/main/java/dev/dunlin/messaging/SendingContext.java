package dev.dunlin.messaging;

import dev.dunlin.protocol.Position;
import dev.dunlin.protocol.Progress;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.Topics;

/** The context of one piece of work: sends what it says, and can be cancelled by its owner. */
final class SendingContext implements WorkContext {

    private final MessageSender sender;
    private volatile boolean cancelled;

    SendingContext(MessageSender sender) {
        this.sender = sender;
    }

    @Override
    public void report(Report report) {
        sender.sendAndWait(Topics.REPORTS, report.migration().value(), report);
    }

    @Override
    public void progress(Progress progress) {
        sender.sendLossy(Topics.PROGRESS, progress.migration().value(), progress);
    }

    @Override
    public void position(Position position) {
        sender.sendLossy(Topics.POSITIONS, position.migration().value(), position);
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    /** Says that the work is alive; nobody waits for it. */
    void alive(Report.WorkerAlive alive) {
        sender.sendLossy(Topics.REPORTS, alive.migration().value(), alive);
    }

    void cancel() {
        cancelled = true;
    }
}
