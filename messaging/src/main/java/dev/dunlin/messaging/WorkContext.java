package dev.dunlin.messaging;

import dev.dunlin.protocol.Position;
import dev.dunlin.protocol.Progress;
import dev.dunlin.protocol.Report;

/** What running work may say to the rest of Dunlin. Safe for use by several threads. */
public interface WorkContext {

    /** Publishes a report; when this returns normally the broker has it. */
    void report(Report report);

    /** Publishes figures that may be lost; never blocks for long. */
    void progress(Progress progress);

    /** Publishes how far something is; a later position makes up for one that is lost. */
    void position(Position position);

    /** Whether the work was taken away (lease lost, process closing): stop soon. */
    boolean cancelled();
}
