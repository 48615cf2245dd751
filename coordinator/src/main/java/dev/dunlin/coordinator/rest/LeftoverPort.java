package dev.dunlin.coordinator.rest;

import dev.dunlin.coordinator.leftovers.LeftoverSearch;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import java.util.Collection;
import java.util.List;

/** What the interface needs to look for leftovers and to drop them. */
public interface LeftoverPort {

    /** Of a process that looks for none. */
    LeftoverPort NONE =
            new LeftoverPort() {
                @Override
                public LeftoverSearch.Findings find() {
                    throw untold();
                }

                @Override
                public List<LeftoverSearch.Dropped> drop(
                        Collection<String> ids, boolean force, String by) {
                    throw untold();
                }
            };

    /** Looks now. */
    LeftoverSearch.Findings find();

    /**
     * Looks again and drops.
     *
     * @param ids which, empty for all
     * @param by who asks, for the events
     */
    List<LeftoverSearch.Dropped> drop(Collection<String> ids, boolean force, String by);

    private static FailureException untold() {
        return FailureException.permanent(
                new Failure(
                        "DUN-RUN-ONE",
                        FailureKind.CONFIGURATION,
                        "this process runs one migration and looks for no leftovers",
                        "Start a server with: dunlin serve"));
    }
}
