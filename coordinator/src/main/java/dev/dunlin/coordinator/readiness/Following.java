package dev.dunlin.coordinator.readiness;

import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was heard of one database that is followed.
 *
 * @param heard the last position of each kind
 * @param captured counts of capture, since its epoch began
 * @param applied counts of apply, since the migration began
 * @param pending changes captured and not applied
 * @param offset what makes the two counts comparable: capture counts anew with each epoch, and both
 *     are told at different moments. Wherever one of them is known to be at or behind the other,
 *     the offset is held to what that allows.
 */
record Following(
        MigrationName migration,
        String database,
        List<Heard> heard,
        Window captured,
        Window applied,
        Window pending,
        long offset) {

    Following {
        heard = List.copyOf(heard);
    }

    /** A position, and when it was told. */
    record Heard(Position position, long at) {}

    /** Nothing heard yet. */
    static Following of(MigrationName migration, String database) {
        return new Following(
                migration, database, List.of(), Window.EMPTY, Window.EMPTY, Window.EMPTY, 0);
    }

    <T extends Position> Optional<T> last(Class<T> kind) {
        return heard.stream()
                .map(Heard::position)
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst();
    }

    /** When a kind was heard last; 0 for never. */
    long lastHeard(Class<? extends Position> kind) {
        return heard.stream()
                .filter(each -> kind.isInstance(each.position()))
                .mapToLong(Heard::at)
                .max()
                .orElse(0);
    }

    /** When anything was heard last. */
    long lastHeard() {
        return lastHeard(Position.class);
    }

    /**
     * With one more position.
     *
     * @param told when it was told
     */
    Following with(Position position, long told) {
        Following next =
                switch (position) {
                    case Position.Captured capture -> ofCapture(capture, told);
                    case Position.Applied apply -> counting(captured, counted(apply, told), offset);
                    case Position.AtSource _ -> this;
                };
        List<Heard> others = new ArrayList<>(next.heard);
        others.removeIf(each -> each.position().getClass() == position.getClass());
        others.add(new Heard(position, told));
        Following known =
                new Following(
                                migration,
                                database,
                                others,
                                next.captured,
                                next.applied,
                                next.pending,
                                next.offset)
                        .held();
        return position instanceof Position.AtSource source ? known.sampled(source) : known;
    }

    private Following ofCapture(Position.Captured now, long told) {
        Optional<Position.Captured> before = last(Position.Captured.class);
        boolean goesOn = before.filter(last -> last.epoch() == now.epoch()).isPresent();
        if (goesOn || before.isEmpty()) {
            return counting(captured.with(told, now.changes()), applied, offset);
        }
        long continued = offset + before.get().changes() - now.changes();
        return counting(Window.EMPTY.with(told, now.changes()), applied, continued);
    }

    /** A count that fell back means that apply was begun anew. */
    private Window counted(Position.Applied now, long told) {
        boolean fell =
                last(Position.Applied.class).filter(b -> b.changes() > now.changes()).isPresent();
        return (fell ? Window.EMPTY : applied).with(told, now.changes());
    }

    private Following counting(Window capturing, Window applying, long newOffset) {
        return new Following(migration, database, heard, capturing, applying, pending, newOffset);
    }

    /** With an offset that contradicts nothing that is known. */
    private Following held() {
        Optional<Position.Captured> capture = last(Position.Captured.class);
        Optional<Position.Applied> apply = last(Position.Applied.class);
        if (capture.isEmpty() || apply.isEmpty()) {
            return this;
        }
        int order = Long.compare(Lsn.bytes(apply.get().lsn()), Lsn.bytes(capture.get().lsn()));
        long bound = apply.get().changes() - capture.get().changes();
        long allowed = offset;
        if (order >= 0) {
            allowed = Math.min(allowed, bound);
        }
        if (order <= 0) {
            allowed = Math.max(allowed, bound);
        }
        return counting(captured, applied, allowed);
    }

    private Following sampled(Position.AtSource source) {
        return new Following(
                migration,
                database,
                heard,
                captured,
                applied,
                pending.with(source.clock(), pendingChanges()),
                offset);
    }

    /** Row changes captured and not applied. */
    long pendingChanges() {
        long published = last(Position.Captured.class).map(Position.Captured::changes).orElse(0L);
        long done = last(Position.Applied.class).map(Position.Applied::changes).orElse(0L);
        boolean any = last(Position.Captured.class).isPresent();
        return any ? Math.max(0, published + offset - done) : 0;
    }
}
