package dev.dunlin.cdc;

import dev.dunlin.messaging.TaskHandler;
import dev.dunlin.messaging.WorkContext;
import dev.dunlin.protocol.CaptureTask;
import dev.dunlin.protocol.SourceTask;
import dev.dunlin.protocol.TargetTask;
import dev.dunlin.protocol.Task;

/** What a cdc worker does with each task. */
final class CdcWorker implements TaskHandler {

    private final CapturePreparation preparation;
    private final MarkerWriter markers;
    private final SourceFence fence;
    private final CaptureRemoval removal;
    private final SourceLeftovers leftovers;

    CdcWorker(SourceSessions sessions) {
        this.preparation = new CapturePreparation(sessions);
        this.markers = new MarkerWriter(sessions);
        this.fence = new SourceFence(sessions);
        this.removal = new CaptureRemoval(sessions);
        this.leftovers = new SourceLeftovers(sessions);
    }

    @Override
    public void handle(Task task, WorkContext context) throws Exception {
        switch (task) {
            case CaptureTask capture -> handleCapture(capture, context);
            case SourceTask _, TargetTask _ ->
                    throw new IllegalArgumentException(task.id() + " is a task of another role");
        }
    }

    private void handleCapture(CaptureTask task, WorkContext context) throws Exception {
        switch (task) {
            case CaptureTask.PrepareCapture prepare -> preparation.prepare(prepare, context);
            case CaptureTask.WriteMarker write -> markers.write(write, context);
            case CaptureTask.FenceSource stop -> fence.fence(stop, context);
            case CaptureTask.LiftFence lift -> fence.lift(lift, context);
            case CaptureTask.DropCapture drop -> removal.drop(drop, context);
            case CaptureTask.FindLeftovers find -> context.report(leftovers.find(find));
            case CaptureTask.DropLeftover drop -> context.report(leftovers.drop(drop));
        }
    }
}
