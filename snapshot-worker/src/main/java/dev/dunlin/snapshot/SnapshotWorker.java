package dev.dunlin.snapshot;

import dev.dunlin.messaging.TaskHandler;
import dev.dunlin.messaging.WorkContext;
import dev.dunlin.postgres.ConnectionProbe;
import dev.dunlin.protocol.CaptureTask;
import dev.dunlin.protocol.Side;
import dev.dunlin.protocol.SourceTask;
import dev.dunlin.protocol.TargetTask;
import dev.dunlin.protocol.Task;

/** What a snapshot worker does with each task. */
final class SnapshotWorker implements TaskHandler {

    private final SourceValidator validator;
    private final SchemaDumper dumper;
    private final TablePlanner planner;
    private final ChunkCopier copier;
    private final SourceReader reader;
    private final ConnectionProbe probe;

    SnapshotWorker(
            SourceValidator validator,
            SchemaDumper dumper,
            TablePlanner planner,
            ChunkCopier copier,
            SourceReader reader,
            ConnectionProbe probe) {
        this.validator = validator;
        this.dumper = dumper;
        this.planner = planner;
        this.copier = copier;
        this.reader = reader;
        this.probe = probe;
    }

    @Override
    public void handle(Task task, WorkContext context) throws Exception {
        switch (task) {
            case SourceTask source -> handleSource(source, context);
            case CaptureTask _, TargetTask _ ->
                    throw new IllegalArgumentException(task.id() + " is a task of another role");
        }
    }

    private void handleSource(SourceTask task, WorkContext context) throws Exception {
        switch (task) {
            case SourceTask.ValidateSource validate -> validator.validate(validate, context);
            case SourceTask.DumpSchema dump -> dumper.dump(dump, context);
            case SourceTask.PlanTables plan -> planner.plan(plan, context);
            case SourceTask.CopyChunk copy -> copier.copy(copy, context);
            case SourceTask.CheckChunk check -> copier.check(check, context);
            case SourceTask.ReadSequences read -> reader.readSequences(read, context);
            case SourceTask.DigestSource digest -> reader.digest(digest, context);
            case SourceTask.CountSource count -> reader.count(count, context);
            case SourceTask.TestSource test ->
                    context.report(probe.test(test.migration(), test.source(), Side.SOURCE));
        }
    }
}
