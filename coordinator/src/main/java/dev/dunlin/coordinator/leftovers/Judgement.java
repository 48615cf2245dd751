package dev.dunlin.coordinator.leftovers;

import dev.dunlin.coordinator.decision.Names;
import dev.dunlin.protocol.CaptureNames;
import dev.dunlin.protocol.Leftover;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationStatus;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Tells what is a leftover from what belongs to a migration. Decides on what it is given only. */
final class Judgement {

    private final String installation;
    private final Map<String, MigrationState> states = new HashMap<>();
    private final Map<String, String> captures = new HashMap<>();

    /**
     * With what one installation knows.
     *
     * @param installation its id
     * @param known all its migrations
     */
    Judgement(String installation, Collection<MigrationStatus> known) {
        this.installation = installation;
        for (MigrationStatus status : known) {
            MigrationName name = status.name();
            states.put(name.value(), status.state());
            status.spec()
                    .databases()
                    .forEach(
                            pair ->
                                    captures.put(
                                            CaptureNames.of(name, pair.source()).slot(),
                                            name.value()));
        }
    }

    /** What is to be said of a find; empty when a migration of this installation needs it. */
    Optional<FoundLeftover> judge(Leftover found) {
        boolean foreign = !found.installation().isEmpty() && !isOurs(found);
        String migration =
                found.migration().isEmpty()
                        ? captures.getOrDefault(found.name(), "")
                        : found.migration();
        MigrationState state = states.get(migration);
        if (!foreign && state != null && !Names.free(state)) {
            return Optional.empty();
        }
        return Optional.of(FoundLeftover.of(found, migration, why(found, migration), guard(found)));
    }

    private boolean isOurs(Leftover found) {
        return found.installation().equals(installation);
    }

    private String why(Leftover found, String migration) {
        MigrationState state = states.get(migration);
        if (!found.installation().isEmpty() && !isOurs(found)) {
            return "another installation made it (" + found.installation() + ")";
        } else if (state != null) {
            return "migration " + migration + " is " + state.label();
        }
        return migration.isEmpty()
                ? "no migration known here has such a name"
                : "there is no migration " + migration;
    }

    /** Why it is not dropped without force; empty when nothing stands against it. */
    private String guard(Leftover found) {
        if (found.users() > 0) {
            return "in use by %d sessions".formatted(found.users());
        } else if (found.installation().isEmpty()) {
            return "nothing says which installation made it";
        }
        return isOurs(found) ? "" : "another installation may need it";
    }
}
