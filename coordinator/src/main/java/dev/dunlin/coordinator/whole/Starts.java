package dev.dunlin.coordinator.whole;

import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.MigrationOption;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.MigrationState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When parts begin: after all were validated, and no more at a time than the settings allow. */
final class Starts {

    private Starts() {}

    /** Begins a whole; one that only has the checks on itself validates nothing beforehand. */
    static void begin(WholeDraft draft, MigrationSpec spec, String command) {
        boolean unchecked = spec.option() == MigrationOption.MIGRATE;
        Whole.Stage stage = unchecked ? Whole.Stage.MIGRATING : Whole.Stage.VALIDATING;
        draft.record(new WholeFact.Started(spec, command, stage, draft.millis()));
        for (Part part : List.copyOf(draft.whole().parts().values())) {
            queue(draft, part, unchecked ? start(draft.whole(), part) : validation(draft, part));
        }
    }

    static Command validation(WholeDraft draft, Part part) {
        Whole whole = draft.whole();
        return validation(whole, part, whole.startedBy());
    }

    static Command validation(Whole whole, Part part, String command) {
        MigrationSpec spec = whole.spec().partOf(part.name()).with(MigrationOption.VALIDATE);
        return new Command.StartMigration(Derived.validation(command, part.name()), spec);
    }

    private static Command start(Whole whole, Part part) {
        return start(whole, part, whole.startedBy());
    }

    static Command start(Whole whole, Part part, String command) {
        return new Command.StartMigration(
                command + "/" + part.name().part(), whole.spec().partOf(part.name()));
    }

    static void queue(WholeDraft draft, Part part, @Nullable Command command) {
        draft.record(new WholeFact.Queued(part.database(), command));
    }

    static void afterValidation(WholeDraft draft) {
        Whole whole = draft.whole();
        List<Rollup.Standing> standings =
                whole.parts().values().stream()
                        .map(part -> new Rollup.Standing(part.state(), part.substate()))
                        .toList();
        if (whole.spec().option() == MigrationOption.VALIDATE || !Rollup.validated(standings)) {
            return;
        }
        draft.record(new WholeFact.StageEntered(Whole.Stage.MIGRATING));
        for (Part part : List.copyOf(whole.parts().values())) {
            if (part.state() == MigrationState.SUCCEEDED) {
                queue(draft, part, start(whole, part));
            }
        }
    }

    /** Hands over what waits for a place, as far as there are places. */
    static void fillPlaces(WholeDraft draft) {
        int most = draft.whole().spec().settings().databasesAtOnce();
        for (Part part : List.copyOf(draft.whole().parts().values())) {
            Command waiting = part.waiting();
            if (waiting == null || part.held()) {
                continue;
            }
            long taken = draft.whole().parts().values().stream().filter(Part::takesPlace).count();
            if (taken >= most) {
                return;
            }
            draft.record(new WholeFact.Sent(part.database(), waiting, draft.millis()));
            draft.hand(waiting);
        }
    }
}
