package dev.dunlin.coordinator.decision;

import dev.dunlin.coordinator.migration.Database;
import dev.dunlin.coordinator.migration.Fact;
import dev.dunlin.coordinator.migration.Migration;
import dev.dunlin.coordinator.migration.World;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.Job;
import dev.dunlin.protocol.Reply;
import dev.dunlin.protocol.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A decision in the making: facts are applied to a fork of the world as they are recorded, so that
 * the next step of the same decision sees them.
 */
final class Draft {

    private final World world;
    private final Instant now;
    private final List<Fact> facts = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private final List<JobChange> jobs = new ArrayList<>();
    private final List<Reply> replies = new ArrayList<>();

    Draft(World.Entries entries, Instant now) {
        this.world = new World(entries);
        this.now = now;
    }

    World world() {
        return world;
    }

    Migration migration() {
        return world.migration();
    }

    Database database(String name) {
        return world.database(name);
    }

    Instant now() {
        return now;
    }

    int factCount() {
        return facts.size();
    }

    void record(Fact fact) {
        world.apply(fact);
        facts.add(fact);
    }

    /** Sends a task; a paused migration's is taken for lost, and issued again when it goes on. */
    void issue(Task task) {
        if (!migration().paused()) {
            tasks.add(task);
        }
    }

    void run(Job job) {
        if (!migration().paused()) {
            jobs.add(new JobChange(job, false));
        }
    }

    void end(Job job) {
        jobs.add(new JobChange(job, true));
    }

    void reply(Reply reply) {
        replies.add(reply);
    }

    /** Ends the migration as failed: what is under way is still recorded, nothing is issued. */
    void fail(Failure failure) {
        Comparing.stopAll(this, "the migration failed");
        record(new Fact.FailureMet(failure));
        if (migration().closing().underWay() && !Cutovers.switched(migration())) {
            Cutovers.withdraw(this, failure.message());
        }
        if (migration().running()) {
            Failures.stop(this);
        }
    }

    Decision decided(Verdict verdict) {
        return new Decision(
                verdict,
                List.copyOf(facts),
                List.copyOf(tasks),
                List.copyOf(jobs),
                List.copyOf(replies));
    }
}
