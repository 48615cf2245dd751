package dev.dunlin.sink.apply;

import dev.dunlin.messaging.changes.ChangedRelation;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares a table of the source with the one of the same name on the target. */
final class RelationFit {

    private final ChangedRelation relation;
    private final Map<String, TargetCatalog.Found> target = new LinkedHashMap<>();
    private final List<TargetCatalog.Key> keys;

    RelationFit(
            ChangedRelation relation,
            List<TargetCatalog.Found> columns,
            List<TargetCatalog.Key> keys) {
        this.relation = relation;
        this.keys = keys;
        columns.forEach(found -> target.put(found.column().name(), found));
    }

    /** Refuses a table whose changes would not mean the same on the target. */
    void check(boolean there) {
        List<String> differences = there ? differences() : List.of("it is not on the target");
        if (!differences.isEmpty()) {
            throw FailureException.permanent(
                    new Failure(
                            "DUN-SRC-DDL",
                            FailureKind.SOURCE,
                            "table %s changed on the source: %s"
                                    .formatted(
                                            relation.name().quoted(),
                                            String.join("; ", differences)),
                            "everything before the change is applied: apply the same DDL on"
                                    + " the target and run the same command again, or start the"
                                    + " migration again"));
        }
    }

    private List<String> differences() {
        List<String> differences = new ArrayList<>();
        Set<String> published = new HashSet<>();
        for (ChangedRelation.Column column : relation.columns()) {
            published.add(column.name());
            TargetCatalog.Found found = target.get(column.name());
            if (found == null || found.generated()) {
                differences.add("column \"" + column.name() + "\" was added or renamed");
            } else if (!found.column().type().equals(column.type())) {
                differences.add(
                        "column \"%s\" is %s there and %s on the target"
                                .formatted(column.name(), column.type(), found.column().type()));
            }
        }
        for (TargetCatalog.Found found : target.values()) {
            if (!found.generated() && !published.contains(found.column().name())) {
                differences.add("column \"" + found.column().name() + "\" was dropped or renamed");
            }
        }
        if (differences.isEmpty() && !identityFits()) {
            differences.add(
                    "its rows are told apart by (%s), which is no key on the target"
                            .formatted(String.join(", ", identity())));
        }
        return differences;
    }

    private boolean identityFits() {
        List<String> identity = identity();
        return relation.identity() == 'f'
                || identity.isEmpty()
                || keys.stream()
                        .anyMatch(key -> Set.copyOf(key.columns()).equals(Set.copyOf(identity)));
    }

    private List<String> identity() {
        return relation.columns().stream()
                .filter(ChangedRelation.Column::key)
                .map(ChangedRelation.Column::name)
                .toList();
    }

    /** The target's columns in the source's order. */
    List<TargetTable.Column> columns() {
        return relation.columns().stream()
                .map(column -> column(column.name()))
                .collect(Collectors.toList());
    }

    private TargetTable.Column column(String name) {
        TargetCatalog.Found found = target.get(name);
        if (found == null) {
            throw new IllegalStateException("no column " + name);
        }
        return found.column();
    }

    /** Places of the columns that find a row again; none where the whole row does. */
    int[] wholeKey() {
        Set<String> names = Set.copyOf(relation.identity() == 'f' ? primaryKey() : identity());
        return places(relation.columns(), names);
    }

    /** The same places among the identity's columns. */
    int[] shortKey() {
        Set<String> names = Set.copyOf(relation.identity() == 'f' ? primaryKey() : identity());
        return places(
                relation.columns().stream().filter(ChangedRelation.Column::key).toList(), names);
    }

    private List<String> primaryKey() {
        Optional<TargetCatalog.Key> primary =
                keys.stream().filter(TargetCatalog.Key::primary).findFirst();
        return primary.map(TargetCatalog.Key::columns).orElse(List.of());
    }

    private static int[] places(List<ChangedRelation.Column> columns, Set<String> names) {
        int[] places = new int[names.size()];
        int count = 0;
        for (int i = 0; i < columns.size(); i++) {
            if (names.contains(columns.get(i).name())) {
                places[count++] = i;
            }
        }
        return places;
    }
}
