package dev.dunlin.sink;

import dev.dunlin.messaging.TaskHandler;
import dev.dunlin.messaging.WorkContext;
import dev.dunlin.postgres.ConnectionProbe;
import dev.dunlin.protocol.CaptureTask;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.Side;
import dev.dunlin.protocol.SourceTask;
import dev.dunlin.protocol.TargetTask;
import dev.dunlin.protocol.Task;

/** Does the tasks of the target side: one line for each says what it comes to. */
final class SinkWorker implements TaskHandler {

    private final TargetValidation validation;
    private final RoleCreation roles;
    private final DatabaseSettings settings;
    private final SchemaRestore schema;
    private final LargeObjects largeObjects;
    private final TableReset tables;
    private final TableLeaving leaving;
    private final ItemBuild items;
    private final TargetFinish finish;
    private final TargetProof proof;
    private final TargetCleaning cleaning;
    private final TargetLeftovers leftovers;
    private final ConnectionProbe probe;

    SinkWorker(
            TargetSessions sessions,
            Archives archives,
            TargetFinish.Rows rows,
            TargetValidation validation) {
        this.validation = validation;
        this.roles = new RoleCreation(sessions);
        this.settings = new DatabaseSettings(sessions);
        this.schema = new SchemaRestore(sessions, archives);
        this.largeObjects = new LargeObjects(sessions, archives);
        this.tables = new TableReset(sessions);
        this.leaving = new TableLeaving(sessions);
        this.items = new ItemBuild(sessions, archives);
        this.finish = new TargetFinish(sessions, rows);
        this.proof = new TargetProof(sessions);
        this.cleaning = new TargetCleaning(sessions);
        this.leftovers = new TargetLeftovers(sessions);
        this.probe = new ConnectionProbe(sessions.connector());
    }

    @Override
    public void handle(Task task, WorkContext context) {
        switch (task) {
            case TargetTask target -> context.report(report(target, context));
            case SourceTask _, CaptureTask _ ->
                    throw new IllegalArgumentException(task.id() + " is a task of another role");
        }
    }

    private Report report(TargetTask task, WorkContext context) {
        return switch (task) {
            case TargetTask.ValidateTarget validate -> validation.validate(validate);
            case TargetTask.CreateRoles create -> roles.create(create);
            case TargetTask.ApplyDatabaseSettings apply -> settings.apply(apply);
            case TargetTask.RestoreSchema restore -> schema.restore(restore, context);
            case TargetTask.RestoreLargeObjects restore -> largeObjects.restore(restore, context);
            case TargetTask.ResetTable reset -> tables.reset(reset);
            case TargetTask.LeaveTableOut out -> leaving.leave(out);
            case TargetTask.BuildItems build -> items.build(build, context);
            case TargetTask.RestoreStage stage -> schema.restoreStage(stage, context);
            case TargetTask.RefreshViews refresh -> finish.refresh(refresh, context);
            case TargetTask.SetSequences set -> finish.setSequences(set);
            case TargetTask.DigestTarget digest -> proof.digest(digest, context);
            case TargetTask.CountTarget count -> proof.count(count);
            case TargetTask.CleanUp cleanUp -> finish.cleanUp(cleanUp);
            case TargetTask.CleanTarget clean -> cleaning.clean(clean);
            case TargetTask.DropTopics drop -> finish.dropTopics(drop);
            case TargetTask.FindLeftovers find -> leftovers.find(find);
            case TargetTask.DropLeftover drop -> leftovers.drop(drop);
            case TargetTask.TestTarget test ->
                    probe.test(test.migration(), test.target(), Side.TARGET);
        };
    }
}
