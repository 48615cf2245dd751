package dev.dunlin.coordinator;

import dev.dunlin.coordinator.leftovers.LeftoverSearch;
import dev.dunlin.coordinator.rest.LeftoverPort;
import dev.dunlin.messaging.MessageSender;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.MigrationEvent;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Topics;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets leftovers be looked for once all migrations are known, and tells what was dropped. */
final class LeftoverDesk implements LeftoverPort {

    private static final Logger LOG = LoggerFactory.getLogger(LeftoverDesk.class);

    private final LeftoverSearch search;
    private final BooleanSupplier known;
    private final MessageSender sender;
    private final InstantSource clock;

    /**
     * A desk.
     *
     * @param known whether everything that was said of migrations is read: before, all would look
     *     like leftovers
     */
    LeftoverDesk(
            LeftoverSearch search,
            BooleanSupplier known,
            MessageSender sender,
            InstantSource clock) {
        this.search = search;
        this.known = known;
        this.sender = sender;
        this.clock = clock;
    }

    @Override
    public LeftoverSearch.Findings find() {
        requireKnown();
        return search.find();
    }

    @Override
    public List<LeftoverSearch.Dropped> drop(Collection<String> ids, boolean force, String by) {
        requireKnown();
        List<LeftoverSearch.Dropped> done = search.drop(ids, force);
        done.stream().filter(LeftoverSearch.Dropped::dropped).forEach(one -> tell(one, by));
        return done;
    }

    private void requireKnown() {
        if (!known.getAsBoolean()) {
            throw new FailureException(
                    new Failure(
                            "DUN-LEFTOVER-EARLY",
                            FailureKind.TRANSPORT,
                            "this process has not read yet which migrations there are",
                            "Ask again in a moment."),
                    true,
                    null);
        }
    }

    private void tell(LeftoverSearch.Dropped one, String by) {
        LOG.info("{} dropped, as {} asked", one.id(), by);
        if (MigrationName.legal(one.migration())) {
            MigrationName name = new MigrationName(one.migration());
            MigrationEvent event =
                    new MigrationEvent(
                            name, clock.instant().toString(), "leftover-dropped", one.id(), by);
            sender.sendAndWait(Topics.EVENTS, name.value(), event);
        }
    }
}
