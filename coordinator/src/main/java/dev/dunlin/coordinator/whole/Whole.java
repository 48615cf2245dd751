package dev.dunlin.coordinator.whole;

import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.MigrationSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A migration of several databases.
 *
 * @param startedBy id of the command that started it, or last had it validate again
 * @param parts by source database
 * @param orders commands without a final reply
 * @param version counts up with every change
 */
public record Whole(
        MigrationSpec spec,
        String startedBy,
        Stage stage,
        SortedMap<String, Part> parts,
        List<Order> orders,
        long startedAt,
        long version,
        int resumes) {

    /** What its parts are doing. */
    public enum Stage {
        /** Nothing is begun until every part is validated. */
        VALIDATING,
        MIGRATING
    }

    public Whole {
        parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
        orders = List.copyOf(orders);
    }

    static Whole begun(
            MigrationSpec spec, String startedBy, Stage stage, long at, @Nullable Whole before) {
        SortedMap<String, Part> parts = new TreeMap<>();
        for (DatabasePair pair : spec.databases()) {
            String name = pair.source();
            Part old = before == null ? null : before.parts.get(name);
            parts.put(name, Part.begins(name, spec.name().of(name), old));
        }
        long version = before == null ? 0 : before.version;
        return new Whole(spec, startedBy, stage, parts, List.of(), at, version, 0);
    }

    /** Its part for a source database. */
    public Part part(String database) {
        Part part = parts.get(database);
        if (part == null) {
            throw new IllegalArgumentException(spec.name() + " has no database " + database);
        }
        return part;
    }

    Whole with(String database, UnaryOperator<Part> change) {
        SortedMap<String, Part> more = new TreeMap<>(parts);
        more.put(database, change.apply(part(database)));
        return new Whole(spec, startedBy, stage, more, orders, startedAt, version, resumes);
    }

    Whole with(MigrationSpec other, int moreResumes) {
        return new Whole(
                other, startedBy, stage, parts, orders, startedAt, version, resumes + moreResumes);
    }

    Whole in(Stage other) {
        return new Whole(spec, startedBy, other, parts, orders, startedAt, version, resumes);
    }

    Whole with(Order order) {
        List<Order> more = new ArrayList<>(without(order.command().id()).orders);
        more.add(order);
        return new Whole(spec, startedBy, stage, parts, more, startedAt, version, resumes);
    }

    Whole without(String order) {
        List<Order> fewer = orders.stream().filter(o -> !o.command().id().equals(order)).toList();
        return new Whole(spec, startedBy, stage, parts, fewer, startedAt, version, resumes);
    }

    Whole nextVersion() {
        return new Whole(spec, startedBy, stage, parts, orders, startedAt, version + 1, resumes);
    }
}
