package dev.dunlin.coordinator.decision;

import dev.dunlin.protocol.CaptureTask;
import dev.dunlin.protocol.ChunkId;
import dev.dunlin.protocol.Job;
import dev.dunlin.protocol.Readiness;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.TableFence;
import dev.dunlin.protocol.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Slot, capture and apply: entries of the source's log on their way to the target, one by one. */
final class FakeStream {

    private final FakeSource source;
    private final FakeTarget target;
    private Job.@Nullable ApplyChanges job;
    private boolean capturing;
    private boolean slot;
    private int position;
    private long changes;
    private int fencing;
    private int saidFor;
    private int anchoredFor;

    FakeStream(FakeSource source, FakeTarget target) {
        this.source = source;
        this.target = target;
    }

    boolean slot() {
        return slot;
    }

    /** Both jobs end with their process; their positions do not. */
    void crash() {
        job = null;
        capturing = false;
        anchoredFor = 0;
        target.loseSnapshots();
    }

    void change(JobChange change) {
        switch (change.job()) {
            case Job.ApplyChanges apply -> job = change.ended() ? null : apply;
            case Job.CaptureChanges _ -> capturing = !change.ended();
            case Job.HoldSnapshot _, Job.LoadRows _ -> {}
        }
    }

    List<Report> answer(CaptureTask task) {
        var name = task.migration();
        String db = task.source().database();
        return switch (task) {
            case CaptureTask.PrepareCapture _ -> {
                slot = true;
                yield List.of(new Report.CapturePrepared(name, db, "0/1", List.of()));
            }
            case CaptureTask.WriteMarker marker -> {
                source.mark(marker.number());
                yield List.of(
                        new Report.MarkerWritten(
                                name, db, marker.number(), lsn(source.log().size()), 1));
            }
            case CaptureTask.FenceSource fence -> {
                if (fence.number() > fencing) {
                    fencing = fence.number();
                    source.fence(true);
                }
                yield List.of(new Report.SourceFenced(name, db, fence.number(), 2));
            }
            case CaptureTask.LiftFence lift -> {
                if (lift.number() > fencing) {
                    fencing = lift.number();
                    source.fence(false);
                }
                yield List.of(new Report.FenceLifted(name, db, lift.number()));
            }
            case CaptureTask.FindLeftovers _, CaptureTask.DropLeftover _ -> List.of();
            case CaptureTask.DropCapture _ -> {
                slot = false;
                yield List.of(new Report.CaptureDropped(name, db));
            }
        };
    }

    /** Applies one entry, if apply runs and need not hold. */
    List<Report> apply() {
        Job.ApplyChanges apply = job;
        if (apply == null || !capturing) {
            return List.of();
        }
        if (!apply.pauseAt().isEmpty() && position + 1 >= number(apply.pauseAt())) {
            boolean said = saidFor == apply.request();
            saidFor = apply.request();
            return said
                    ? List.of()
                    : List.of(
                            new Report.ApplyPaused(
                                    apply.migration(),
                                    apply.database(),
                                    apply.pauseAt(),
                                    apply.request()));
        }
        if (!apply.anchorAt().isEmpty() && anchoredFor != apply.request()) {
            int place = number(apply.anchorAt()) - 1;
            if (position >= place) {
                anchoredFor = apply.request();
                return List.of(
                        new Report.TargetAnchored(
                                apply.migration(),
                                apply.database(),
                                apply.request(),
                                position == place ? target.freeze() : ""));
            }
        }
        if (position == source.log().size()) {
            return List.of();
        }
        Object entry = source.log().get(position++);
        if (entry instanceof Integer marker) {
            long counted = changes;
            changes = 0;
            return List.of(
                    new Report.MarkerApplied(
                            apply.migration(), apply.database(), marker, lsn(position), counted));
        }
        ChunkId chunk = (ChunkId) entry;
        changes++;
        TableName table = new TableName("public", "t" + chunk.table().number());
        String fence =
                apply.fences().stream()
                        .filter(other -> other.table().equals(table))
                        .map(TableFence::lsn)
                        .findFirst()
                        .orElse(apply.fence());
        if (position >= number(fence) && !apply.skipped().contains(table)) {
            target.change(chunk);
        }
        return List.of();
    }

    Readiness readiness(long now) {
        Job.ApplyChanges apply = job;
        int pending = source.log().size() - position;
        boolean runs = apply != null && capturing && apply.pauseAt().isEmpty();
        boolean ready = runs && pending < 20;
        return new Readiness(
                FakeSource.NAME,
                FakeSource.DATABASE,
                now,
                ready,
                pending * 100L,
                pending,
                pending,
                1,
                1,
                0,
                0,
                false,
                runs ? List.of() : List.of(new Readiness.Blocker("DUN-RDY-COPY", "not yet")));
    }

    static String lsn(int number) {
        return "0/" + Integer.toHexString(number);
    }

    private static int number(String lsn) {
        return Integer.parseInt(lsn.substring(2), 16);
    }
}
