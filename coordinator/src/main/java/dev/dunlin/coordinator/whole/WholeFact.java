package dev.dunlin.coordinator.whole;

import dev.dunlin.coordinator.migration.Pending;
import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Otherwise;
import dev.dunlin.protocol.Reply;
import org.jspecify.annotations.Nullable;

/** Something that became true of a whole. {@link WholeState} says what each changes. */
public sealed interface WholeFact {

    /** A fact about one part. */
    sealed interface OfPart extends WholeFact {
        String database();
    }

    record Started(MigrationSpec spec, String command, Whole.Stage stage, long at)
            implements WholeFact {}

    /** The way to the servers is another one now. */
    record Resumed(MigrationSpec spec) implements WholeFact {}

    record StageEntered(Whole.Stage stage) implements WholeFact {}

    /** The part is told this when there is a place; nothing any more when it is null. */
    record Queued(String database, @Otherwise("null") @Nullable Command command)
            implements OfPart {}

    record Sent(String database, Command command, long at) implements OfPart {}

    record Held(String database) implements OfPart {}

    record Dropped(String database) implements OfPart {}

    record Heard(String database, String startedBy, MigrationStatus status, long at)
            implements OfPart {}

    /** The part said something, or is asked once more. */
    record Stirred(String database, long at) implements OfPart {}

    record Refused(String database, String why) implements OfPart {}

    record Ordered(Order order) implements WholeFact {}

    record Fared(String order, String database, Order.Fare fare) implements WholeFact {}

    record Answered(Pending command, Reply reply, long at) implements WholeFact {}

    /** Nothing is left of it. */
    record Deleted() implements WholeFact {}
}
