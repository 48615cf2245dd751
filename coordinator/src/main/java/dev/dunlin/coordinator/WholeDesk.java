package dev.dunlin.coordinator;

import dev.dunlin.coordinator.decision.Input;
import dev.dunlin.coordinator.decision.Names;
import dev.dunlin.coordinator.decision.Verdict;
import dev.dunlin.coordinator.migration.Answered;
import dev.dunlin.coordinator.migration.Migration;
import dev.dunlin.coordinator.whole.Part;
import dev.dunlin.coordinator.whole.Rollup;
import dev.dunlin.coordinator.whole.Whole;
import dev.dunlin.coordinator.whole.WholeDecider;
import dev.dunlin.coordinator.whole.WholeDecision;
import dev.dunlin.coordinator.whole.WholeFact;
import dev.dunlin.coordinator.whole.WholeState;
import dev.dunlin.coordinator.whole.WholeView;
import dev.dunlin.messaging.Wire;
import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.GateDecision;
import dev.dunlin.protocol.MigrationEvent;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The driver of wholes: as {@link DecisionProcessor} is of ordinary migrations. */
final class WholeDesk {

    private final Function<String, KeyValueStore<String, byte[]>> stores;
    private final Consumer<Outgoing> out;

    WholeDesk(Function<String, KeyValueStore<String, byte[]>> stores, Consumer<Outgoing> out) {
        this.stores = stores;
        this.out = out;
    }

    /** A whole's records in the stores. */
    private record Records(
            MigrationName name, Function<String, KeyValueStore<String, byte[]>> stores)
            implements WholeState.Entries, WholeState.Sink {

        @Override
        public @Nullable Whole whole() {
            byte @Nullable [] bytes = stores.apply(StateStores.WHOLES).get(name.value());
            return bytes == null ? null : Wire.decode(bytes, Whole.class);
        }

        @Override
        public @Nullable Answered answered(String command) {
            return new StateStores(name, stores).answered(command);
        }

        @Override
        public void whole(@Nullable Whole whole) {
            if (whole == null) {
                stores.apply(StateStores.WHOLES).delete(name.value());
            } else {
                stores.apply(StateStores.WHOLES).put(name.value(), Wire.encode(whole));
            }
        }

        @Override
        public void answered(String command, Answered answered) {
            new StateStores(name, stores).answered(command, answered);
        }
    }

    /** Whether a whole is meant, not an ordinary migration. */
    boolean concerns(Input input) {
        if (input.migration().isPart()) {
            return false;
        }
        @Nullable Whole whole = new Records(input.migration(), stores).whole();
        if (input instanceof Input.Asked(Command.StartMigration start)) {
            return start.spec().isWhole() ? !busy(input.migration()) : whole != null;
        }
        return whole != null || input instanceof Input.Told(Report.OfPart _);
    }

    /** Whether an ordinary migration has the name, and is not over. */
    private boolean busy(MigrationName name) {
        Migration migration = new StateStores(name, stores).migration();
        return migration != null && !Names.free(migration.state());
    }

    /**
     * A name that is free may go from a whole to an ordinary migration: what is over is forgotten.
     */
    void makeRoom(Input input) {
        if (input instanceof Input.Asked(Command.StartMigration start)
                && !start.spec().isWhole()
                && !input.migration().isPart()) {
            Records records = new Records(input.migration(), stores);
            @Nullable Whole whole = records.whole();
            if (whole != null && Names.free(Rollup.of(whole).state())) {
                records.whole(null);
            }
        }
    }

    /** Wholes that time may move. */
    List<MigrationName> unfinished() {
        List<MigrationName> names = new ArrayList<>();
        try (var all = stores.apply(StateStores.WHOLES).all()) {
            all.forEachRemaining(
                    entry -> {
                        Whole whole = Wire.decode(entry.value, Whole.class);
                        if (!whole.orders().isEmpty() || !Rollup.of(whole).state().ended()) {
                            names.add(whole.spec().name());
                        }
                    });
        }
        return names;
    }

    Verdict decide(Input input, Instant now) {
        MigrationName name = input.migration();
        Records records = new Records(name, stores);
        if (input instanceof Input.Decided(var decided)) {
            passOn(records, decided);
        }
        WholeDecision decision = WholeDecider.decide(records, input, now);
        if (!decision.facts().isEmpty()) {
            commit(name, records, decision, now);
        }
        decision.handed().forEach(c -> send(Topics.COMMANDS, c.migration(), c));
        decision.replies().forEach(reply -> send(Topics.REPLIES, name, reply));
        return decision.verdict();
    }

    /** A decision about the whole is one about each part; those that wait for none ignore it. */
    private void passOn(Records records, GateDecision decision) {
        @Nullable Whole whole = records.whole();
        if (whole != null) {
            for (Part part : whole.parts().values()) {
                send(
                        Topics.GATES,
                        part.name(),
                        new GateDecision(
                                part.name(),
                                decision.gate(),
                                decision.decision(),
                                decision.by(),
                                decision.reason()));
            }
        }
    }

    private void commit(MigrationName name, Records records, WholeDecision decision, Instant now) {
        WholeState state = new WholeState(records);
        Rollup.@Nullable Standing before = standing(state.find());
        decision.facts().forEach(state::apply);
        state.nextVersion();
        state.flush(records);
        Whole whole = state.find();
        Rollup.@Nullable Standing after = standing(whole);
        if (whole != null) {
            send(Topics.MIGRATIONS, name, WholeView.status(whole, now));
        } else if (before != null) {
            out.accept(new Outgoing(Topics.MIGRATIONS, name.value(), null));
        }
        if (after != null && !after.equals(before)) {
            event(
                    name,
                    now,
                    "state-changed",
                    after.state().label() + " / " + after.substate().label(),
                    "");
        }
        for (WholeFact fact : decision.facts()) {
            if (fact instanceof WholeFact.Answered(var command, var reply, _)) {
                String kind = PublicView.kind(reply.status());
                event(name, now, kind, command.said(reply.message()), command.id());
            }
        }
    }

    private static Rollup.@Nullable Standing standing(@Nullable Whole whole) {
        return whole == null ? null : Rollup.of(whole);
    }

    private void event(
            MigrationName name, Instant now, String kind, String detail, String subject) {
        send(Topics.EVENTS, name, new MigrationEvent(name, now.toString(), kind, subject, detail));
    }

    private void send(String topic, MigrationName key, Object message) {
        out.accept(new Outgoing(topic, key.value(), message));
    }
}
